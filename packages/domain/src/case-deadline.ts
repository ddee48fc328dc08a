// Whether a case kept its deadline, and by how many days it did not. For case logs of other systems: nothing here knows a citizen.
import { datesBetween, type Holidays } from './calendar/working-days.ts'
import type { Instant } from './instant.ts'

/** A case as its log tells it. `finished` null: it still runs. */
export interface LoggedCase {
  id: string
  started: Instant
  deadline: Instant | null
  finished: Instant | null
  steps: number
  /** What was done last, and by whom. */
  lastStep: string | null
  lastBy: string | null
}

/** `running`: its deadline is still to come; `overdue`: it is past, and the case still runs. */
export type DeadlineState = 'met' | 'missed' | 'running' | 'overdue' | 'without-deadline'

export interface DeadlineJudgement {
  state: DeadlineState
  /** Dates after the deadline (of missed and overdue) or left before it (of met and running); 0 on the day itself. */
  days: number
}

/** Judges a case at `at`. With `holidays` the days are working days, else calendar days; the deadline itself is an instant either way. */
export function judgeDeadline(one: LoggedCase, at: Instant, holidays: Holidays | null): DeadlineJudgement {
  if (one.deadline === null) return { state: 'without-deadline', days: 0 }
  const until = one.finished ?? at
  const isLate = until > one.deadline
  const days = isLate ? datesBetween(one.deadline, until, holidays) : datesBetween(until, one.deadline, holidays)
  if (one.finished === null) return { state: isLate ? 'overdue' : 'running', days }
  return { state: isLate ? 'missed' : 'met', days }
}

export interface DeadlineSummary {
  cases: number
  counts: Record<DeadlineState, number>
  /** Of missed and overdue cases; null without any. */
  medianDaysLate: number | null
  mostDaysLate: number | null
  /** The latest first. */
  late: (LoggedCase & DeadlineJudgement)[]
}

/** All cases together, with the `most` latest by name. */
export function summariseDeadlines(cases: readonly LoggedCase[], at: Instant, holidays: Holidays | null, most: number): DeadlineSummary {
  const judged = cases.map((one) => ({ ...one, ...judgeDeadline(one, at, holidays) }))
  const count = (state: DeadlineState) => judged.filter((one) => one.state === state).length
  const late = judged
    .filter((one) => one.state === 'missed' || one.state === 'overdue')
    .sort((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1))
  return {
    cases: cases.length,
    counts: {
      met: count('met'),
      missed: count('missed'),
      running: count('running'),
      overdue: count('overdue'),
      'without-deadline': count('without-deadline'),
    },
    medianDaysLate: late[Math.floor((late.length - 1) / 2)]?.days ?? null,
    mostDaysLate: late[0]?.days ?? null,
    late: late.slice(0, most),
  }
}
