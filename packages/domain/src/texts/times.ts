// Dates as people read them, always on the Copenhagen clock whatever the reader's machine thinks.
// The order of parts is ours: Intl gives the names of days and months, not the sentence.
import { type Instant, wholeDaysBetween } from '../instant.ts'
import type { Language } from './language.ts'

const timeZone = 'Europe/Copenhagen'
const locales = { da: 'da-DK', en: 'en-GB' }
const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(instant: Instant, language: Language): Map<string, string> {
  let format = formats.get(language)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(language, format)
  }
  return new Map(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
}

/** `man. 12. okt.`, with the year when `now` is given and lies in another year. */
export function formatDate(instant: Instant, language: Language, now?: Instant): string {
  const part = partsOf(instant, language)
  const year = now !== undefined && partsOf(now, language).get('year') !== part.get('year') ? ` ${part.get('year')}` : ''
  const day = language === 'da' ? `${part.get('day')}.` : part.get('day')
  return `${part.get('weekday')} ${day} ${part.get('month')}${year}`
}

/** `14.30` (English `14:30`). */
function formatTime(instant: Instant, language: Language): string {
  const part = partsOf(instant, language)
  return `${part.get('hour')}${language === 'da' ? '.' : ':'}${part.get('minute')}`
}

/** `man. 12. okt. kl. 14.30`, with the year when `now` is given and lies in another year. */
export function formatInstant(instant: Instant, language: Language, now?: Instant): string {
  return `${formatDate(instant, language, now)} ${language === 'da' ? 'kl.' : 'at'} ${formatTime(instant, language)}`
}

/** `for 3 dage siden`, `om 2 timer`, `lige nu`: the largest whole unit between the two; days are Copenhagen days. */
export function formatRelative(instant: Instant, now: Instant, language: Language): string {
  const past = instant <= now
  const minutes = Math.floor(Math.abs(Date.parse(now) - Date.parse(instant)) / 60_000)
  const days = past ? wholeDaysBetween(instant, now) : wholeDaysBetween(now, instant)
  const format = new Intl.RelativeTimeFormat(locales[language], { numeric: 'always' })
  const sign = past ? -1 : 1
  if (days >= 1) return format.format(sign * days, 'day')
  if (minutes >= 60) return format.format(sign * Math.floor(minutes / 60), 'hour')
  if (minutes >= 1) return format.format(sign * minutes, 'minute')
  return language === 'da' ? 'lige nu' : 'just now'
}
