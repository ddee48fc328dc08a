// FHIR's dates and times as instants. A date without a time is a day of Copenhagen; a month or a year is no day.
import { type Instant, startOfDay, toInstant } from '@roedtraad/domain'
import { plainError } from '../fhir/issue.ts'
import { Refused } from '../fhir/read-elements.ts'
import { type Json, text } from '../fhir/resource.ts'

/** The instant at `name`, null when absent: of a date its first instant, or with `edge` 'end' its last (FHIR: the end of a period includes the whole day). Throws Refused otherwise. */
export function findTime(parent: Json | undefined, name: string, path: string, edge: 'start' | 'end' = 'start'): Instant | null {
  if (parent === undefined || parent[name] === undefined) return null
  const value = text(parent, name) ?? ''
  const instant = /^\d{4}-\d\d-\d\d$/.test(value) ? readDay(value, edge) : tryInstant(value)
  if (instant === undefined || instant < '1900')
    throw new Refused(
      plainError('value', `${path} is neither a day nor a time with an offset: write 2026-03-01 or 2026-03-01T12:00:00+01:00.`, path),
    )
  return instant
}

/** As findTime, for what must be there. */
export function getTime(parent: Json | undefined, name: string, path: string, edge: 'start' | 'end' = 'start'): Instant {
  const found = findTime(parent, name, path, edge)
  if (found === null) throw new Refused(plainError('required', `${path} is missing: say when.`, path))
  return found
}

function readDay(date: string, edge: 'start' | 'end'): Instant | undefined {
  const noon = tryInstant(`${date}T12:00:00Z`)
  return noon === undefined ? undefined : startOfDay(noon, edge === 'end' ? 1 : 0)
}

function tryInstant(value: string): Instant | undefined {
  try {
    return toInstant(value)
  } catch {
    return undefined
  }
}
