// The thread and its deeds, told in words: for screen readers, histories, mails and the plan on paper.
import { type Instant, wholeDaysBetween } from '../instant.ts'
import type { Deed } from '../journey/deed.ts'
import type { Thread } from '../journey/thread.ts'
import { journeyDa } from './journey-da.ts'
import { journeyEn } from './journey-en.ts'
import type { Language } from './language.ts'
import { formatDate } from './times.ts'

/** The words of the journey in a language. */
export function journeyTexts(language: Language): typeof journeyDa {
  return language === 'da' ? journeyDa : journeyEn
}

/**
 * `Tråden har været hos Hjemmeplejen siden tirs. 3. mar.; løs i 9 dage fra ons. 4. feb.; overleveret 1 gang.` (with the year when it is another than that of `now`) `thread` as clipped to `now`; `teamName` names a team.
 */
export function tellThread(
  thread: Thread,
  closedAt: Instant | null,
  now: Instant,
  teamName: (team: string) => string,
  language: Language,
): string {
  const texts = journeyTexts(language)
  const date = (at: Instant) => formatDate(at, language, now)
  const last = thread.pieces.at(-1)
  const loose = thread.loose.at(-1)
  const state =
    closedAt !== null
      ? texts.threadEnded(date(closedAt))
      : loose !== undefined && loose.to === null
        ? texts.threadLooseNow(date(loose.from), texts.looseReason[loose.because])
        : last === undefined
          ? texts.threadLooseNow(date(now), texts.looseReason['nobody-coordinates'])
          : texts.threadWith(teamName(last.team), date(firstOfTeam(thread, last.team)))
  const before = thread.loose.flatMap((end) =>
    end.to === null ? [] : [texts.looseBefore(Math.max(1, wholeDaysBetween(end.from, end.to)), date(end.from))],
  )
  const knots = thread.knots.length > 0 ? [texts.knots(thread.knots.length)] : []
  // A Danish date ends with a point of its own.
  return `${[state, ...before, ...knots].join('; ')}.`.replace(/\.\.$/, '.')
}

/** Since when the team has held the thread without another one in between. */
function firstOfTeam(thread: Thread, team: string): Instant {
  const other = thread.pieces.findLastIndex((piece) => piece.team !== team)
  return thread.pieces[other + 1]?.from ?? ''
}

/** `tilføjede et mål: Gå selv til bageren`. What a deed did, with its title or words; without who and when. */
export function tellDeed(deed: Pick<Deed, 'deed' | 'detail'>, language: Language): string {
  const texts = journeyTexts(language)
  const name = Object.hasOwn(texts.deed, deed.deed) ? texts.deed[deed.deed as keyof typeof texts.deed] : deed.deed
  const { title, words, reason, name: called } = deed.detail
  const said = [title, called, reason, words].find((one) => typeof one === 'string' && one !== '')
  return said === undefined ? name : `${name}: ${String(said).slice(0, mostTold)}`
}

const mostTold = 200
