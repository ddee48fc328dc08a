// What is written in the dialog of a consent, and how it becomes the record that the API takes. Pure.
import { fromClock } from '../../ui/clock.ts'

export interface Written {
  code: string
  categories: string[]
  fromAreas: string[]
  teams: string[]
  form: string
  purposeCode: string
  purpose: string
  givenBy: string
  representative: string
  givenAt: string
  to: string
}

export const lists = ['fromAreas', 'categories', 'teams'] as const
/** The citizen gave it herself. */
export const self = 'self'

/** Names of fields that must still be filled. */
export function listMissing(written: Written): string[] {
  const words = ['purpose', ...(written.givenBy === self ? [] : ['representative'])] as const
  return [
    ...lists.filter((name) => written[name].length === 0),
    ...words.filter((name) => written[name as 'purpose' | 'representative'].trim() === ''),
  ]
}

/** The body of POST /citizens/:id/grounds. A day is noon of that day; what was given today was given now. */
export function toBody(written: Written, textVersion: string, now: string): Record<string, unknown> {
  const { form, purposeCode, purpose, givenBy, representative, givenAt, to, ...chosen } = written
  const words = purpose.trim()
  const noon = fromClock(`${givenAt}T12:00`)
  const given = noon !== null && noon < now ? { givenAt: noon } : {}
  const by = givenBy === self ? {} : { representative: { name: representative.trim(), kind: givenBy } }
  return {
    kind: 'consent',
    ...chosen,
    purposeCode,
    purpose: words,
    reason: words,
    to: fromClock(`${to}T12:00`),
    consent: { form, textVersion, ...given, ...by },
  }
}
