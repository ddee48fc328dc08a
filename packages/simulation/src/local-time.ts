// Hours of the day in Copenhagen, in plain arithmetic: a whole municipality is lived in a second, and a calendar library takes longer.
// The rule of summer time is that of directive 2000/84/EC: from the last Sunday of March to the last of October, at 01:00 UTC.
import type { Random } from './random.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** When something of its sort happens: from one local hour to another, and whether on working days only (Monday to Friday). */
export interface Hours {
  from: number
  to: number
  weekdaysOnly: boolean
}
export const officeHours: Hours = { from: 8, to: 16, weekdaysOnly: true }
export const careHours: Hours = { from: 7, to: 22, weekdaysOnly: false }
export const anyHours: Hours = { from: 0, to: 24, weekdaysOnly: false }

/** Milliseconds by which Copenhagen is ahead of UTC at an instant (epoch milliseconds, 1996 and later). */
export function localOffset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 2 * hour : hour
}

const changes = new Map<number, number>()
function lastSunday(year: number, month: number): number {
  const key = year * 12 + month
  const known = changes.get(key)
  if (known !== undefined) return known
  const last = Date.UTC(year, month + 1, 0, 1)
  const found = last - new Date(last).getUTCDay() * day
  changes.set(key, found)
  return found
}

/** The number of the local date (days since 1970-01-01) that contains an instant. */
export function localDay(at: number): number {
  return Math.floor((at + localOffset(at)) / day)
}

/** Monday is 1, Sunday 7. */
export function weekday(dayNumber: number): number {
  return ((dayNumber + 3) % 7) + 1
}

/** The instant of a local date and minute of the day. A minute that summer time skips or repeats is taken as winter time. */
export function fromLocal(dayNumber: number, minutes: number): number {
  const winter = dayNumber * day + minutes * minute - hour
  return winter - (localOffset(winter - hour) - hour)
}

/** A moment within `hours` that is later than `at`: on the same local date if one is left, else on the next that fits. */
export function timeAfter(random: Random, at: number, hours: Hours): number {
  for (let date = localDay(at); ; date++) {
    if (hours.weekdaysOnly && weekday(date) > 5) continue
    const found = fromLocal(date, hours.from * 60 + Math.floor(random.next() * (hours.to - hours.from) * 60))
    if (found > at) return found
  }
}

/** How much likelier falls and admissions are in this season than over the year: more in midwinter, fewer in July. */
export function winter(at: number): number {
  const fraction = (localDay(at) % 365.2425) / 365.2425
  return 1 + 0.2 * Math.cos(2 * Math.PI * (fraction - 0.04))
}
