// Dates and times as people and spreadsheets write them, on the Copenhagen clock unless they say their offset.
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../instant.ts'

const zone = 'Europe/Copenhagen'
const time = String.raw`(?:(?:[T ]|,? *kl\.? *)(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?)?`
const offset = String.raw`(?: ?(Z|[+-]\d\d:?\d\d))?`
const yearFirst = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${time}${offset}$`, 'i')
const dayFirst = new RegExp(`^(\\d{1,2})[-./] ?(\\d{1,2})[-./] ?(\\d{4})${time}${offset}$`, 'i')

/** A moment that was read. `isDay`: only a date was written; the instant is its first. */
export interface LocalMoment {
  instant: Instant
  isDay: boolean
}

/**
 * Reads `2026-03-01`, `2026-03-01 12:00:00.5+01:00`, `1.3.2026`, `01-03-2026 kl. 12.30` (the day first, as in Denmark).
 * Undefined for anything else: a day that does not exist, a year of two digits. A time that the clock skips in spring is read an hour later.
 */
export function readLocalMoment(text: string): LocalMoment | undefined {
  const bare = text.trim()
  const iso = yearFirst.exec(bare)
  const danish = dayFirst.exec(bare)
  const parts = iso === null ? danish : iso
  if (parts === null) return undefined
  const [, first, month, last, hour, minute, second, fraction, zoneOffset] = parts
  const [year, day] = iso === null ? [last, first] : [first, last]
  const isDay = hour === undefined
  if (isDay && zoneOffset !== undefined) return undefined
  try {
    const local = Temporal.PlainDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour ?? 0),
        minute: Number(minute ?? 0),
        second: Number(second ?? 0),
        millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
      },
      { overflow: 'reject' },
    )
    const milliseconds =
      zoneOffset === undefined
        ? local.toZonedDateTime(zone).epochMilliseconds
        : Temporal.Instant.from(`${local.toString()}${zoneOffset}`).epochMilliseconds
    return { instant: new Date(milliseconds).toISOString(), isDay }
  } catch {
    return undefined
  }
}

/** A number as written in Denmark or in English: `61,5`, `61.5`, `1.234,5`. Undefined for no number; 'ambiguous' where a point may be either (`1.234`). */
export function readLocalNumber(text: string): number | undefined | 'ambiguous' {
  const bare = text.trim().replaceAll('−', '-')
  if (/^-?\d{1,3}\.\d{3}$/.test(bare)) return 'ambiguous'
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'))
  return /^-?\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(',', '.')) : undefined
}
