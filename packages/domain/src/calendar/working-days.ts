// Danish working days: Monday to Friday, without public holidays. The table of holidays is passed in, because parliament changes it (Store Bededag ended in 2024).
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../instant.ts'

const zone = 'Europe/Copenhagen'

/** Copenhagen dates (YYYY-MM-DD) on which offices are closed. */
export type Holidays = ReadonlySet<string>

function isWorkingDay(date: Temporal.PlainDate, holidays: Holidays): boolean {
  return date.dayOfWeek <= 5 && !holidays.has(date.toString())
}

/** The same time of day, `days` working days later (0 or more). The day of the instant itself does not count. */
export function addWorkingDays(instant: Instant, days: number, holidays: Holidays): Instant {
  const start = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  let date = start.toPlainDate()
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date, holidays)) left -= 1
  }
  const { year, month, day } = date
  return new Date(start.with({ year, month, day }).epochMilliseconds).toISOString()
}

/** How many dates of Copenhagen lie after the one of `from`, up to and with the one of `to`; 0 when `to` is not later. With `holidays` only working days count. */
export function datesBetween(from: Instant, to: Instant, holidays: Holidays | null = null): number {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone).toPlainDate()
  const end = Temporal.Instant.from(to).toZonedDateTimeISO(zone).toPlainDate()
  const dates = Math.max(0, start.until(end, { largestUnit: 'days' }).days)
  if (holidays === null) return dates
  let count = 0
  for (let step = 1; step <= dates; step++) if (isWorkingDay(start.add({ days: step }), holidays)) count += 1
  return count
}
