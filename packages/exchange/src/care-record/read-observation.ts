// Observation: weight and TOBS as measured. Scores are read and never computed; follow-ups and evaluations are understood, and no kind of ours.
import { findKind } from '@roedtraad/domain'
import { plainError } from '../fhir/issue.ts'
import { Refused } from '../fhir/read-elements.ts'
import { isObject, type Json, member, members, text } from '../fhir/resource.ts'
import { type Coding, hasCode, readCodings } from './kl.ts'
import { findTime, getTime } from './times.ts'
import { type Context, type Reading, tell } from './told.ts'

const kinds = ['observation.tobs', 'observation.weight']
const codesOf: readonly { kind: string; system: Coding['system']; code: string }[] = [
  { kind: 'observation.weight', system: 'LOINC', code: '29463-7' },
  { kind: 'observation.weight', system: 'NPU', code: 'NPU03804' },
  { kind: 'observation.weight', system: 'MedCom', code: 'NPU03804' },
  { kind: 'observation.weight', system: 'SNOMED', code: '27113001' },
  { kind: 'observation.tobs', system: 'MedCom', code: 'MCS88125' },
  { kind: 'observation.tobs', system: 'NPU', code: 'MCS88125' },
]
const followUp = '712744002'
/** FSIII E1–E4 under both of their names. */
const results: Readonly<Record<string, string>> = {
  E1: 'continue',
  '9c90b0e5-9c0a-4b72-a18c-76cd6d6c6213': 'continue',
  E2: 'change within the frame',
  'c6e71993-5d72-409a-8ab9-ecc094968635': 'change within the frame',
  E3: 'close',
  '59753987-c38d-41c5-b201-0eeff3032fef': 'close',
  E4: 'revisit',
  '61b9a5c2-2ea7-45ad-82b8-53cbb513290e': 'revisit',
}

/** Reads one observation. Throws Refused. */
export function readObservation({ resource }: Context): Reading {
  const { known } = readCodings(members(resource, 'code'))
  const kind = codesOf.find(({ system, code }) => hasCode(known, system, code))?.kind
  const status = text(resource, 'status') ?? ''
  if (status === 'entered-in-error') return { takesBack: kinds, awaits: kind === undefined ? [] : [kind], text: 'It was entered in error.' }
  if (kind === undefined) return { takesBack: kinds, because: 'no-kind', text: describeOther(resource, known) }
  if (status === 'cancelled') return { takesBack: kinds, because: 'not-decided', text: 'It was cancelled.' }
  if (!['final', 'amended', 'corrected'].includes(status)) return { because: 'not-yet', text: 'It is not final.' }
  if (resource.dataAbsentReason !== undefined) return { takesBack: kinds, because: 'not-decided', text: 'It has no value.' }
  const at = timeOf(resource)
  return { holds: [tell(kind, at, { value: measuredValue(resource, kind), unit: findKind(kind)?.unit ?? null })], takesBack: kinds }
}

function describeOther(observation: Json, codings: readonly Coding[]): string {
  if (!hasCode(codings, 'SNOMED', followUp)) return 'It is neither weight nor TOBS.'
  const { known } = readCodings(members(observation, 'valueCodeableConcept'))
  const result = known.flatMap(({ system, code }) => (system === 'FSIII' ? (results[code] ?? []) : []))[0]
  return `It is a follow-up${result === undefined ? '' : ` with the result "${result}"`}.`
}

function timeOf(observation: Json): string {
  return (
    findTime(observation, 'effectiveDateTime', 'Observation.effectiveDateTime') ??
    findTime(observation, 'effectiveInstant', 'Observation.effectiveInstant') ??
    findTime(member(observation, 'effectivePeriod'), 'start', 'Observation.effectivePeriod.start') ??
    getTime(observation, 'effectiveDateTime', 'Observation.effectiveDateTime')
  )
}

const kilograms: Readonly<Record<string, number>> = { kg: 1, g: 0.001 }

function measuredValue(observation: Json, kind: string): number {
  const quantity = member(observation, 'valueQuantity')
  const value = toNumber(quantity?.value ?? observation.valueInteger)
  const path = 'Observation.value'
  if (value === undefined) throw new Refused(plainError('required', `${path} is missing or no number.`, path))
  const unit = text(quantity, 'code') ?? text(quantity, 'unit')
  const factor = kind === 'observation.weight' ? (kilograms[unit ?? 'kg'] ?? refuseUnit(unit ?? '')) : 1
  const measured = Math.round(value * factor * 1000) / 1000
  const limits = findKind(kind)?.value
  if (limits && (measured < limits.minimum || measured > limits.maximum))
    throw new Refused(plainError('value', `${path} is out of range: from ${limits.minimum} to ${limits.maximum}.`, path))
  if (isObject(quantity) && text(quantity, 'comparator') !== undefined)
    throw new Refused(
      plainError('not-supported', `${path} is a limit and no measurement: send it without comparator.`, `${path}.comparator`),
    )
  return measured
}

function refuseUnit(unit: string): never {
  throw new Refused(plainError('value', `Observation.value is in ${unit.slice(0, 20)}: send kg or g (UCUM).`, 'Observation.value.code'))
}

/** From XML a number of a type that our table does not know stays text. */
function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
