// Five readers that are each wrong in one plausible way. A judge that lets one of them pass is no judge.
import { type Belief, readMessages, rightBelief } from './message-reader.ts'
import { type PlainMessage, readPlainly } from './plain-message.ts'
import type { Reader } from './survey.ts'
import type { Sending } from './write-messages.ts'

/** `episode-1` whichever of its identifiers a message carries; in published examples, which have one each, its UUID. */
export function nameEpisode(message: Pick<PlainMessage, 'episodes'>): string {
  const all = message.episodes.join(' ')
  return /episode-\d|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(all)?.[0] ?? all
}

const plain = new WeakMap<object, PlainMessage>()

function readOnce({ bundle }: Sending, arrival: number): PlainMessage {
  const known = plain.get(bundle) ?? readPlainly(bundle, arrival)
  plain.set(bundle, known)
  return known.arrival === arrival ? known : { ...known, arrival }
}

function believing(belief: Partial<Belief>): Reader {
  return (sendings) => readMessages(sendings.map(readOnce), { ...rightBelief, ...belief }, nameEpisode)
}

/** Wrong in nothing: right on every history only if the messages suffice to decide it. */
export const decider: Reader = believing({})

export const saboteurs = new Map<string, Reader>([
  ['order by arrival', believing({ order: 'arrival' })],
  ['order by Bundle.timestamp', believing({ order: 'bundle-timestamp' })],
  ['state by Encounter.status', believing({ state: 'encounter-status' })],
  ['duplicate by header id alone', believing({ duplicate: 'header-alone' })],
  ['stay by episode alone', believing({ stay: 'episode-alone' })],
])
