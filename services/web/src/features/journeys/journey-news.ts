// What others did to a journey while its page is open, told apart from what was new when it was opened. Pure.
import type { Journey } from '../../api/types.ts'

type Entry = Journey['history'][number]

/** What the reader had before her when she opened the page. */
export interface Opened {
  known: ReadonlySet<string>
  fresh: ReadonlySet<string>
}

export function rememberOpened({ history }: Pick<Journey, 'history'>): Opened {
  const ids = (entries: Entry[]) => new Set(entries.map((entry) => entry.id))
  return { known: ids(history), fresh: ids(history.filter((entry) => entry.isNew)) }
}

/** What somebody else did since, newest first; what she did herself is no news to her. */
export function listNews({ history }: Pick<Journey, 'history'>, { known }: Opened, username: string): Entry[] {
  return history.filter((entry) => !known.has(entry.id) && entry.by?.username !== username)
}

/** The journey as it stands now, with everything marked as new that is new since she opened the page: another look of the page itself does not make it old. */
export function keepNew(journey: Journey, opened: Opened): Journey {
  const isNew = (entry: Entry) => opened.fresh.has(entry.id) || !opened.known.has(entry.id)
  return { ...journey, history: journey.history.map((entry) => ({ ...entry, isNew: isNew(entry) })) }
}
