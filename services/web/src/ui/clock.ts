// Between instants and the clock on the wall in Copenhagen, for fields in which people write a date and a time.
import { addDays, type Instant, startOfDay } from '@roedtraad/domain'

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short', timeStyle: 'short' })
const morningHour = '07:00'

/** `2026-10-12T14:30`, as a field of type datetime-local wants it. */
export function toClock(instant: Instant): string {
  return wall.format(new Date(instant)).replace(' ', 'T')
}

/** The instant at which the Copenhagen clock shows `2026-10-12T14:30`; null for what is no date and time. A time that the clock skips in spring is read an hour later. */
export function fromClock(text: string): Instant | null {
  const asUtc = Date.parse(`${text}:00Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || Number.isNaN(asUtc)) return null
  const hour = 3_600_000
  const found = [2 * hour, hour].map((offset) => new Date(asUtc - offset).toISOString()).find((instant) => toClock(instant) === text)
  return found ?? new Date(asUtc - hour).toISOString()
}

/** Seven in the morning, `days` dates after `now`. */
export function morningIn(now: Instant, days: number): Instant {
  const date = toClock(startOfDay(addDays(now, days))).slice(0, 10)
  return fromClock(`${date}T${morningHour}`) ?? addDays(now, days)
}
