// What a foreign number is, and what may be read out of it. A number is never refused for its check digit: since 1 October 2007 CPR numbers without modulus 11 are issued
// (cpr.dk, "Personnumre uden kontrolciffer"), and no test person of the national list has one.
import { cprSystem, type Identifier } from '../event.ts'

/** FHIR identifier systems of replacement numbers (DK Core 3.7.0): nationally unique, and unique within one region. */
export const xEcprSystem = 'urn:oid:1.2.208.176.1.6.1.1'
export const dEcprSystem = 'urn:oid:1.2.208.176.1.6.1.3'
/** Regions whose replacement numbers stand under a system of their own: Sjælland, Nordjylland, Midtjylland, Syddanmark, Hovedstaden. */
const regions = ['177', '179', '181', '183', '187']

export type IdentifierKind = 'cpr' | 'x-ecpr' | 'd-ecpr' | 'local'

/** What a system issues; whatever nobody has declared is a local id. */
export function identifierKind(system: string): IdentifierKind {
  if (system === cprSystem) return 'cpr'
  if (system === xEcprSystem) return 'x-ecpr'
  return system === dEcprSystem || regions.some((region) => system === `${dEcprSystem}.${region}`) ? 'd-ecpr' : 'local'
}

/** The value as it is kept and compared: CPR and replacement numbers without the dash and in capitals. Other systems' values are left as they are. */
export function normaliseValue({ system, value }: Identifier): string {
  const trimmed = value.trim()
  return identifierKind(system) === 'local' ? trimmed : trimmed.replace(/^(\d{6})-(?=\w{4}$)/, '$1').toUpperCase()
}

export type IdentifierFault = 'shape' | 'no-such-date' | 'names-nobody'

export type ReadIdentifier =
  | {
      valid: true
      kind: IdentifierKind
      value: string
      /** YYYY-MM-DD as the number tells it; null where the number's date may be the day on which it was made. */
      birthDate: string | null
      /** By the last digit of a CPR number; never of a replacement number. */
      sex: 'female' | 'male' | null
    }
  | { valid: false; kind: IdentifierKind; fault: IdentifierFault }

/** Employment systems write this for somebody whose number they do not know; two people can share it. */
const nobodysNumber = '0000000000'

/** Reads an identifier. Invalid are a wrong shape, a date that no calendar has, and the number that stands for nobody. */
export function readIdentifier(identifier: Identifier): ReadIdentifier {
  const kind = identifierKind(identifier.system)
  const value = normaliseValue(identifier)
  if (kind === 'cpr') return readCpr(value)
  if (kind === 'local')
    return value === '' ? { valid: false, kind, fault: 'shape' } : { valid: true, kind, value, birthDate: null, sex: null }
  return readReplacement(kind, value)
}

function readCpr(value: string): ReadIdentifier {
  const kind = 'cpr'
  if (!/^\d{10}$/.test(value)) return { valid: false, kind, fault: 'shape' }
  if (value === nobodysNumber) return { valid: false, kind, fault: 'names-nobody' }
  const birthDate = toDate(value, centuryOf(Number(value[6]), Number(value.slice(4, 6))))
  if (birthDate === null) return { valid: false, kind, fault: 'no-such-date' }
  return { valid: true, kind, value, birthDate, sex: Number(value[9]) % 2 === 0 ? 'female' : 'male' }
}

/** cpr.dk, "Opbygning af CPR-nummeret": the seventh digit and the year tell the century. */
function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

/** The digit after the date tells the century: 1 and 7 of national numbers; 0, 5 and 6 of those of a region. */
const centuries: Readonly<Record<'x-ecpr' | 'd-ecpr', Readonly<Record<string, number>>>> = {
  'x-ecpr': { '1': 1900, '7': 2000 },
  'd-ecpr': { '0': 1900, '5': 1800, '6': 2000 },
}

/** A region dates a number for somebody unknown on the day of its making, so its date is not believed. */
function readReplacement(kind: 'x-ecpr' | 'd-ecpr', value: string): ReadIdentifier {
  const century = /^\d{7}[A-Z]{2}\d$/.test(value) ? centuries[kind][value[6] ?? ''] : undefined
  if (century === undefined) return { valid: false, kind, fault: 'shape' }
  const date = toDate(value, century)
  if (date === null) return { valid: false, kind, fault: 'no-such-date' }
  return { valid: true, kind, value, birthDate: kind === 'x-ecpr' ? date : null, sex: null }
}

function toDate(value: string, century: number): string | null {
  const [day, month, year] = [Number(value.slice(0, 2)), Number(value.slice(2, 4)), century + Number(value.slice(4, 6))]
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : null
}

/**
 * Whether the number alone says who is meant everywhere in the country. A value of the CPR system counts by its shape: the register itself holds dates that were never right,
 * and only what cannot be a CPR number (a day above 31, as in a municipality's own replacement numbers; letters; the number that stands for nobody) does not.
 */
export function isNationalNumber(identifier: Identifier): boolean {
  const value = normaliseValue(identifier)
  return identifierKind(identifier.system) === 'cpr' && /^[0-3]\d{9}$/.test(value) && value !== nobodysNumber
}

/** Whether somebody may be registered under it: a national number, or a replacement number of the right shape. Anything else is matched by a person. */
export function makesKnown(identifier: Identifier): boolean {
  const kind = identifierKind(identifier.system)
  return kind === 'cpr' ? isNationalNumber(identifier) : kind !== 'local' && readIdentifier(identifier).valid
}

/** How much a number says about who she is: of several, the strongest tells name and address. */
export function strengthOf(system: string): number {
  return { cpr: 3, 'x-ecpr': 2, 'd-ecpr': 1, local: 0 }[identifierKind(system)]
}
