// The weeks of a trend: Monday to Monday on the Copenhagen clock, the last one up to now.
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../instant.ts'

const zone = 'Europe/Copenhagen'

export interface Week {
  from: Instant
  /** The next Monday; for the week that is not over: now. */
  to: Instant
}

/** The last `count` weeks, the running one included, oldest first. */
export function listWeeks(now: Instant, count: number): Week[] {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const toInstant = (at: Temporal.ZonedDateTime): Instant => new Date(at.epochMilliseconds).toISOString()
  return Array.from({ length: count }, (_, index) => {
    const start = monday.subtract({ weeks: count - 1 - index })
    const end = toInstant(start.add({ weeks: 1 }))
    return { from: toInstant(start), to: end < now ? end : now }
  })
}
