// A network meeting as it stands in somebody's calendar: when it is, whether it still is, and how often that was changed since it was called.
// A calendar lies outside our wall, so nothing else of the meeting is told here.
import { addMilliseconds, type Instant } from '../instant.ts'
import type { Deed } from './deed.ts'
import { foldJourney, listStanding } from './fold-journey.ts'

export interface Invitation {
  meetingId: string
  from: Instant
  to: Instant
  cancelled: boolean
  /** Grows with every change; a calendar takes the higher one (RFC 5545, 3.8.7.4). */
  sequence: number
  changedAt: Instant
}

const minuteMs = 60_000
const wholeJourney: readonly string[] = ['close', 'reopen']

/** The invitation to a meeting that was ever called in this journey, or undefined. One that was withdrawn, cancelled or left behind by a closed journey is cancelled. `deeds` in order of `seq`. */
export function toInvitation(deeds: readonly Deed[], meetingId: string): Invitation | undefined {
  const called = deeds.find((deed) => deed.id === meetingId && deed.deed === 'call-meeting')
  if (called === undefined) return undefined
  const changes = listChanges(deeds, called)
  const { at, minutes } = lastSaid(deeds, called)
  const journey = foldJourney(deeds)
  const meeting = journey.meetings.find((one) => one.id === meetingId)
  const isLeft = meeting?.status === 'called' && journey.status === 'closed'
  return {
    meetingId,
    from: at,
    to: addMilliseconds(at, minutes * minuteMs),
    cancelled: meeting === undefined || meeting.status === 'cancelled' || isLeft,
    sequence: changes.length,
    changedAt: changes.at(-1)?.at ?? called.at,
  }
}

/** Every deed that could have changed what a calendar shows, standing or not: what is taken back is a change too. */
function listChanges(deeds: readonly Deed[], called: Deed): Deed[] {
  const about = new Set([called.id])
  const changes: Deed[] = []
  for (const deed of deeds) {
    const isCancelling = deed.deed === 'cancel-meeting' && deed.detail['meetingId'] === called.id
    const isOfJourney = wholeJourney.includes(deed.deed) && deed.seq > called.seq
    if (!isCancelling && !isOfJourney && !(deed.targetId !== null && about.has(deed.targetId))) continue
    about.add(deed.id)
    changes.push(deed)
  }
  return changes
}

/** When it is; for a meeting that was withdrawn, when it was to be. */
function lastSaid(deeds: readonly Deed[], called: Deed): { at: Instant; minutes: number } {
  const standing = listStanding(deeds).find((deed) => deed.id === called.id)
  const corrected = deeds.findLast((deed) => deed.deed === 'correct' && deed.targetId === called.id)
  const { at, minutes } = (standing ?? corrected ?? called).detail
  return { at: String(at), minutes: Number(minutes) }
}
