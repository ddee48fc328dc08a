// Instants are UTC strings of one fixed shape, so that `<` orders them and they cross every border unchanged.
// Counting in days happens in Copenhagen, where a day may have 23 or 25 hours.
import { Temporal } from 'temporal-polyfill'

/** An instant in UTC with milliseconds: `2026-11-23T13:45:00.000Z`. Strings of this shape compare with `<`. */
export type Instant = string

const zone = 'Europe/Copenhagen'

/** Reads any RFC 3339 date-time with offset. Throws RangeError on anything else. */
export function toInstant(text: string): Instant {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text))
    throw new RangeError(`not an RFC 3339 instant with an offset: ${text}`)
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  // Date reads the 30th of February as the 2nd of March.
  if (new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() !== day) throw new RangeError(`no such day: ${text}`)
  return new Date(text).toISOString()
}

/** Adds whole calendar days on the Copenhagen clock: the same time of day, `days` dates later. `days` may be negative. */
export function addDays(instant: Instant, days: number): Instant {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ days })
  return new Date(zoned.epochMilliseconds).toISOString()
}

/** The first instant of the Copenhagen date that contains `instant`, moved by `days` dates. */
export function startOfDay(instant: Instant, days = 0): Instant {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).startOfDay().add({ days })
  return new Date(zoned.epochMilliseconds).toISOString()
}

/** Adds real time in milliseconds. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}

/** Whole days elapsed from `from` to `to`, by Copenhagen dates and time of day; never negative. */
export function wholeDaysBetween(from: Instant, to: Instant): number {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(to).toZonedDateTimeISO(zone)
  return Math.max(0, start.until(end, { largestUnit: 'days' }).days)
}
