// Single elements of a message, each with the reason to refuse it.
import { type Instant, toInstant } from '@roedtraad/domain'
import { codedError, type Issue, plainError } from './issue.ts'
import { type Json, text } from './resource.ts'

/** Thrown while a well-formed message is read that must be refused; caught at the door of the reader. */
export class Refused extends Error {
  readonly issue: Issue

  constructor(issue: Issue) {
    super(issue.text ?? issue.code)
    this.issue = issue
  }
}

/** The path as MedCom writes it: `Bundle.entry.resource.ofType(Encounter).class.code`. */
export function pathOf(type: string, element: string): string {
  return `Bundle.entry.resource.ofType(${type}).${element}`
}

export function refuseMissing(path: string, remedy: string): never {
  throw new Refused(plainError('required', `${path} is missing: ${remedy}.`, path))
}

export function refuseUnknown(path: string, value: string, known: string): never {
  throw new Refused(codedError('MSG_VALUESET_VALUE_UNKNOWN', `${path} is ${value.slice(0, 80)}: send ${known}.`, path))
}

/** Text of at most `length` characters, or null. Throws Refused when it is longer. */
export function shortText(value: string | undefined, length: number, path: string): string | null {
  if (value === undefined || value === '') return null
  if (value.length > length) throw new Refused(codedError('MSG_Element_To_Long', `${path} is longer than ${length} characters.`, path))
  return value
}

/** The instant at `name`, or null when it is absent. Throws Refused when it is no date and time with an offset. */
export function findInstant(parent: Json | undefined, name: string, path: string): Instant | null {
  if (parent === undefined || parent[name] === undefined) return null
  const value = text(parent, name) ?? ''
  const instant = isCalendarDate(value) ? tryInstant(value) : undefined
  if (instant === undefined || instant < '1900')
    throw new Refused(
      codedError('MSG_Datatype_Wrong', `${path} is no date and time with an offset: write it as 2026-03-01T12:00:00+01:00.`, path),
    )
  return instant
}

function tryInstant(value: string): Instant | undefined {
  try {
    return toInstant(value)
  } catch {
    return undefined
  }
}

/** JavaScript reads 31 February as a day in March. */
function isCalendarDate(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split('-').map(Number)
  return value.length <= 40 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A period whose start is there. */
export function readPeriod(period: Json | undefined, path: string): { start: Instant; end: Instant | null } {
  const start = findInstant(period, 'start', `${path}.start`) ?? refuseMissing(`${path}.start`, 'send when it began')
  return { start, end: findInstant(period, 'end', `${path}.end`) }
}

/** The list itself. Throws Refused when it has more than `most` members: a message is kept whole, and nobody has that many. */
export function few<T>(list: readonly T[], most: number, path: string): readonly T[] {
  if (list.length > most) throw new Refused(codedError('MSG_Element_To_Long', `${path} stands more than ${most} times.`, path))
  return list
}
