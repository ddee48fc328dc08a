// Where an instant lies on the axis, in per cent from the left, and which months are named. Pure.
import { addDays, type Instant } from '@roedtraad/domain'

export type Period = 'quarter' | 'year' | 'all'
export interface Axis {
  from: Instant
  to: Instant
}
const days = { quarter: 90, year: 365 }
const leastDays = 30
const aheadShare = 0.04

/** The stretch of time that is shown: up to a little after now. `earliest` bounds what "all" means. */
export function toAxis(period: Period, now: Instant, earliest: Instant | null): Axis {
  const from = period === 'all' ? (earliest ?? addDays(now, -days.year)) : addDays(now, -days[period])
  const atLeast = addDays(now, -leastDays)
  const bounded = [from, atLeast].sort()[0] ?? atLeast
  const ahead = (Date.parse(now) - Date.parse(bounded)) * aheadShare
  return { from: bounded, to: new Date(Date.parse(now) + ahead).toISOString() }
}

/** Per cent from the left, kept within the axis. */
export function place(at: Instant, { from, to }: Axis): number {
  const share = (Date.parse(at) - Date.parse(from)) / (Date.parse(to) - Date.parse(from))
  return Math.min(100, Math.max(0, share * 100))
}

/** Whether something from `start` to `end` (null: it lasts) touches the axis. */
export function touches(start: Instant, end: Instant | null, axis: Axis): boolean {
  return start <= axis.to && (end === null || end >= axis.from)
}

/** On which of `rows` rows each span lies, so that those that hold at the same time stand beside each other; what finds no free row shares the last. */
export function stackSpans<T extends { from: Instant; to: Instant | null }>(spans: readonly T[], rows: number): Map<T, number> {
  const until: (Instant | null)[] = []
  const placed = new Map<T, number>()
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const free = until.findIndex((end) => end !== null && end <= span.from)
    const row = free === -1 ? Math.min(until.length, rows - 1) : free
    until[row] = span.to
    placed.set(span, row)
  }
  return placed
}

/** The firsts of months (of years, when there are many) within the axis, at most `most`. */
export function listTicks({ from, to }: Axis, most: number): Date[] {
  const months: Date[] = []
  const first = new Date(from)
  for (let month = first.getUTCMonth() + 1; ; month += 1) {
    const tick = new Date(Date.UTC(first.getUTCFullYear(), month, 1))
    if (tick.toISOString() >= to) break
    months.push(tick)
  }
  if (months.length <= most) return months
  const step = [2, 3, 6, 12, 24, 60, 120].find((every) => months.length / every <= most) ?? 120
  return months.filter((tick) => (tick.getUTCFullYear() * 12 + tick.getUTCMonth()) % step === 0)
}
