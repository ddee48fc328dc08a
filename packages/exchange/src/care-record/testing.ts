// Builders for tests of care records: a citizen, a plan, a visit, a weight, and what is read from them.
import type { Json } from '../fhir/resource.ts'
import { readCareRecord } from './read-care-record.ts'
import type { ReadResource } from './told.ts'

export const fsiii = 'urn:oid:1.2.208.176.2.21'
export const oldFsiii = 'http://kl.dk/fhir/common/caresocial/CodeSystem/FSIII'
export const care = 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes'
export const concept = (system: string, code: string) => ({ coding: [{ system, code }] })
export const subject = { reference: 'Patient/p' }
const patient: Json = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '310250-9999' }] }
export const plan = (more: Json = {}, code: Json = concept(fsiii, 'G1.39')): Json => ({
  resourceType: 'CarePlan',
  id: 'plan',
  status: 'active',
  intent: 'order',
  subject,
  period: { start: '2026-02-01' },
  activity: [{ detail: { status: 'in-progress', code } }],
  ...more,
})
export const visit = (more: Json = {}): Json => ({
  resourceType: 'Encounter',
  id: 'visit',
  status: 'finished',
  class: { code: 'HH' },
  type: [concept(care, '784275f1-6822-4a88-b361-d958007d5253')],
  subject,
  period: { start: '2026-02-03T08:00:00+01:00' },
  extension: [
    { url: 'http://fhir.kl.dk/gateway/StructureDefinition/BasedOnInterventionExtension', valueReference: { reference: 'CarePlan/plan' } },
  ],
  ...more,
})
export const weight = (more: Json = {}): Json => ({
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  subject,
  code: concept('http://loinc.org', '29463-7'),
  effectiveDateTime: '2026-02-04T09:30:00+01:00',
  valueQuantity: { value: 61.5, system: 'http://unitsofmeasure.org', code: 'kg' },
  ...more,
})
export const bundle = (...resources: Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [patient, ...resources].map((resource) => ({ resource })),
})
export const readAll = (...resources: Json[]): ReadResource[] => {
  const read = readCareRecord(JSON.stringify(bundle(...resources)), 'json', 'urn:carerecord:')
  return read.kind === 'record' ? read.entries.slice(1).map((entry) => entry.read) : []
}
export const holds = (...resources: Json[]) =>
  readAll(...resources).map((read) =>
    read.kind === 'told'
      ? read.holds.map(({ kind, occurredAt, value }) => [kind, occurredAt, value].filter((one) => one !== null).join(' '))
      : read.kind,
  )
export const refusal = (resource: Json): string | null | undefined => {
  const [read] = readAll(resource)
  return read?.kind === 'refused' ? read.issues[0]?.expression : `not refused: ${JSON.stringify(read)}`
}
