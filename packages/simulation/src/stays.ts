// Hospital stays as they truly were. Half begin in the emergency department; many come back within a month.
import { anyHours, day, type Hours, hour, minute, timeAfter, winter } from './local-time.ts'
import type { Profile, SpanKind } from './profiles.ts'
import type { Random } from './random.ts'
import { isOpen, type Span } from './spans.ts'

export interface Stay {
  from: number
  /** Whether it began as an acute ambulant contact (EMER), and told so. */
  acute: boolean
  /** When she became an inpatient (IMP); null: she went home from the emergency department. */
  admittedAt: number | null
  /** null: she is there now. */
  to: number | null
  endedBy: 'discharge' | 'death' | null
  leave: { from: number; to: number | null } | null
  /** When another hospital took over. */
  transferredAt: number | null
  /** When the first nurse comes after the discharge; late where it slipped. */
  nurseComesAt: number | null
}

/** A hospital message is only for a citizen with one of these (Retssikkerhedsloven § 12 c). */
export const relevantKinds: readonly SpanKind[] = ['homecare', 'homenursing', 'social.support', 'sickleave']

const daytime: Hours = { from: 9, to: 20, weekdaysOnly: false }
const plannedArrival: Hours = { from: 7, to: 10, weekdaysOnly: true }
const nurseRounds: Hours = { from: 8, to: 15, weekdaysOnly: false }
const slips = 0.37

interface Course {
  spans: readonly Span[]
  profile: Profile
  deathAtHome: number | null
  from: number
  now: number
}

/** Draws the stays that begin while a relevant case is open, and the death, at home or there. */
export function drawStays(random: Random, course: Course): { stays: Stay[]; diedAt: number | null } {
  const stays: Stay[] = []
  if (course.profile.hospitalStaysPerYear === 0) return { stays, diedAt: course.deathAtHome }
  for (let at = course.from; ; ) {
    const next = drawArrival(random, course.profile, at, stays.at(-1))
    if (next.from >= course.now || (course.deathAtHome !== null && next.from >= course.deathAtHome)) break
    at = next.from
    if (!isOpen(course.spans, at, relevantKinds) || random.next() > winter(at) / 1.2) continue
    const stay = cutShort(drawCourse(random, next), course)
    stays.push(stay)
    if (stay.to === null || stay.endedBy === 'death') return { stays, diedAt: stay.endedBy === 'death' ? stay.to : null }
    at = stay.to
  }
  return { stays, diedAt: course.deathAtHome }
}

/** Whether she is away: at hospital, or on leave from it (a leave starts no services again). */
export function isAway(stays: readonly Stay[], at: number): boolean {
  return stays.some((stay) => stay.from <= at && (stay.to === null || at <= stay.to))
}

interface Arrival {
  from: number
  acute: boolean
  planned: boolean
}

function drawArrival(random: Random, profile: Profile, after: number, last: Stay | undefined): Arrival {
  const again = last !== undefined && last.to === after && random.chance(0.12)
  const days = again ? 1 + random.next() * 27 : random.exponential(365 / (profile.hospitalStaysPerYear * 1.2))
  const planned = !again && random.chance(0.2)
  const from = timeAfter(random, after + days * day, planned ? plannedArrival : anyHours)
  return { from, acute: !planned && random.chance(0.65), planned }
}

function drawCourse(random: Random, { from, acute }: Arrival): Stay {
  const homeAgain = acute && random.chance(0.2)
  const admittedAt = homeAgain ? null : acute ? from + random.integer(90, 480) * minute : from
  const days = Math.min(26, 4.8 * Math.exp(0.75 * random.normal()))
  const to = homeAgain ? from + random.integer(120, 600) * minute : timeAfter(random, from + Math.max(0.7, days) * day, daytime)
  const stay: Stay = {
    from,
    acute,
    admittedAt,
    to,
    endedBy: random.chance(0.025) ? 'death' : 'discharge',
    leave: null,
    transferredAt: null,
    nurseComesAt: null,
  }
  if (days > 6 && admittedAt !== null && random.chance(0.15)) stay.leave = drawLeave(random, admittedAt, to)
  else if (days > 2 && admittedAt !== null && random.chance(0.06)) stay.transferredAt = admittedAt + random.integer(10, 36) * hour
  if (stay.endedBy === 'discharge') stay.nurseComesAt = drawNurse(random, to)
  return stay
}

// One leave in five is not told to have ended: the discharge comes instead.
function drawLeave(random: Random, admittedAt: number, to: number): Stay['leave'] {
  const from = timeAfter(random, admittedAt + 3 * day, { from: 10, to: 16, weekdaysOnly: false })
  const back = from + random.integer(20, 50) * hour
  if (back > to - 2 * hour) return from < to - 2 * hour ? { from, to: null } : null
  return { from, to: random.chance(0.8) ? back : null }
}

function drawNurse(random: Random, discharged: number): number {
  const days = random.chance(slips) ? random.integer(9, 24) : random.pick([0.4, 0.6, 1, 1, 1.5, 2, 2.4])
  return timeAfter(random, discharged + days * day, nurseRounds)
}

/** What lies after her death or after now has not happened. */
function cutShort(stay: Stay, { deathAtHome, now }: Course): Stay {
  const dies = deathAtHome !== null && stay.to !== null && deathAtHome <= stay.to
  const cut: Stay = dies ? { ...stay, to: deathAtHome, endedBy: 'death', nurseComesAt: null } : { ...stay }
  const end = Math.min(cut.to ?? now, now)
  if (cut.admittedAt !== null && cut.admittedAt >= end) cut.admittedAt = null
  if (cut.transferredAt !== null && cut.transferredAt >= end) cut.transferredAt = null
  if (cut.leave !== null && cut.leave.from >= end) cut.leave = null
  if (cut.leave?.to != null && cut.leave.to >= end) cut.leave = { ...cut.leave, to: null }
  return cut.to !== null && cut.to >= now ? { ...cut, to: null, endedBy: null, nurseComesAt: null } : cut
}
