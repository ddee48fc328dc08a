// A birth date as people write it. It has no time of day, so no zone may move it.
import type { Language } from '@roedtraad/domain'

/** `3. maj 1943` (English `3 May 1943`) from `1943-05-03`. */
export function formatBirthDate(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${date}T00:00:00Z`))
}
