// Something that a department system will tell: what happened, when, and when it was written down. Not yet an event on the wire.
import type { Life } from './life.ts'
import { day, type Hours, hour, minute, officeHours, timeAfter } from './local-time.ts'
import type { Random } from './random.ts'
import type { Span } from './spans.ts'
import { isAway } from './stays.ts'

export interface Draft {
  kind: string
  /** When it happened, and when it was written down (epoch milliseconds). */
  at: number
  recordedAt: number
  value?: number
  team?: string
  detail?: Record<string, unknown>
}
export type Unwritten = Omit<Draft, 'recordedAt'>

/** Writes something down within two hours, as most things are; two in a hundred are written down days later. */
export function promptly(random: Random, draft: Unwritten): Draft {
  const late = random.chance(0.02)
  return { ...draft, recordedAt: draft.at + (late ? random.integer(26, 240) * hour : random.integer(1, 120) * minute) }
}

/** Writes something down in an office, within so many days and the working day after. */
export function fromTheOffice(random: Random, draft: Unwritten, withinDays: number): Draft {
  return { ...draft, recordedAt: timeAfter(random, draft.at + random.next() * withinDays * day, officeHours) }
}

/** The team's code in most messages; the others name none, and the receiver finds the team by the task. */
export function sometimes(random: Random, team: string): { team?: string } {
  return random.chance(0.6) ? { team } : {}
}

/** Times within a case, at home and alive, so many days apart on average; `blocked` says when nothing can happen. */
export function listTimes(
  random: Random,
  life: Life,
  span: Pick<Span, 'from' | 'to'>,
  meanDays: number,
  hours: Hours,
  blocked: (at: number) => boolean = () => false,
): number[] {
  const end = Math.min(span.to ?? life.now, life.diedAt ?? life.now, life.now)
  const times: number[] = []
  // Half of the interval is certain and half is chance: visits are planned, and plans slip.
  const wait = () => (0.5 + 0.5 * random.exponential(1)) * meanDays * day
  let at = Math.max(span.from, life.from)
  for (;;) {
    at = timeAfter(random, at + wait(), hours)
    if (at >= end) return times
    if (!isAway(life.stays, at) && !blocked(at)) times.push(at)
  }
}

/** Times at which chance strikes, so many times a year on average, within a case, at home and alive. */
export function listChances(random: Random, life: Life, span: Pick<Span, 'from' | 'to'>, perYear: number, hours: Hours): number[] {
  const end = Math.min(span.to ?? life.now, life.diedAt ?? life.now, life.now)
  const times: number[] = []
  let at = Math.max(span.from, life.from)
  for (;;) {
    at = timeAfter(random, at + random.exponential(365 / perYear) * day, hours)
    if (at >= end || perYear === 0) return times
    if (!isAway(life.stays, at)) times.push(at)
  }
}
