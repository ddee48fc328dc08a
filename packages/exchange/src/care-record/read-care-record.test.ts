// What each resource of a care record tells, and what it is refused for.
import { describe, expect, it } from 'vitest'
import type { Json } from '../fhir/resource.ts'
import { toXml } from '../fhir/write-xml.ts'
import { readCareRecord } from './read-care-record.ts'
import type { ReadResource } from './told.ts'

const fsiii = 'urn:oid:1.2.208.176.2.21'
const oldFsiii = 'http://kl.dk/fhir/common/caresocial/CodeSystem/FSIII'
const care = 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes'
const concept = (system: string, code: string) => ({ coding: [{ system, code }] })
const subject = { reference: 'Patient/p' }
const patient: Json = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '310250-9999' }] }
const plan = (more: Json = {}, code: Json = concept(fsiii, 'G1.39')): Json => ({
  resourceType: 'CarePlan',
  id: 'plan',
  status: 'active',
  intent: 'order',
  subject,
  period: { start: '2026-02-01' },
  activity: [{ detail: { status: 'in-progress', code } }],
  ...more,
})
const visit = (more: Json = {}): Json => ({
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
const weight = (more: Json = {}): Json => ({
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  subject,
  code: concept('http://loinc.org', '29463-7'),
  effectiveDateTime: '2026-02-04T09:30:00+01:00',
  valueQuantity: { value: 61.5, system: 'http://unitsofmeasure.org', code: 'kg' },
  ...more,
})
const bundle = (...resources: Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [patient, ...resources].map((resource) => ({ resource })),
})
const readAll = (...resources: Json[]): ReadResource[] => {
  const read = readCareRecord(JSON.stringify(bundle(...resources)), 'json', 'urn:carerecord:')
  return read.kind === 'record' ? read.entries.slice(1).map((entry) => entry.read) : []
}
const holds = (...resources: Json[]) =>
  readAll(...resources).map((read) =>
    read.kind === 'told'
      ? read.holds.map(({ kind, occurredAt, value }) => [kind, occurredAt, value].filter((one) => one !== null).join(' '))
      : read.kind,
  )
const refusal = (resource: Json): string | null | undefined => {
  const [read] = readAll(resource)
  return read?.kind === 'refused' ? read.issues[0]?.expression : `not refused: ${JSON.stringify(read)}`
}

describe('a planned intervention', () => {
  it.each([
    ['home nursing, today', fsiii, 'G1.39', 'homenursing.granted'],
    ['home nursing, the first guide', oldFsiii, 'G1.39', 'homenursing.granted'],
    ['home nursing, by its long code', fsiii, '993d8f7b-fbed-4a78-90d9-6efbfa835114', 'homenursing.granted'],
    ['help at home', oldFsiii, 'H1.1', 'homecare.granted'],
    ['help at home, by its long code', fsiii, '23a80ae9-ab88-48ed-a689-36bdd3cc6e41', 'homecare.granted'],
    [
      'social support',
      'http://kl.dk/fhir/common/caresocial/CodeSystem/FFB',
      '638f44df-6bf2-47f8-9935-b8fdc83e5bf5',
      'social.support.granted',
    ],
    ['social support, today', 'urn:oid:1.2.208.176.2.22', '638f44df-6bf2-47f8-9935-b8fdc83e5bf5', 'social.support.granted'],
  ])('%s is granted from the first moment of its day', (_, system, code, kind) => {
    expect(holds(plan({}, concept(system, code)))).toEqual([[`${kind} 2026-01-31T23:00:00.000Z`]])
  })

  it.each([
    ['training', fsiii, 'H5.1'],
    ['assessing, which is no granted service', fsiii, 'G2.1'],
    ['H11, which no list has', fsiii, 'H11'],
  ])('%s is understood and no kind of ours', (_, system, code) => {
    expect(holds(plan({}, concept(system, code)))).toEqual([[]])
  })

  it('ends at the end of its last day, and the end names it and no other', () => {
    const [read] = readAll(plan({ status: 'completed', period: { start: '2026-02-01', end: '2026-02-10' } }))
    expect(read).toMatchObject({
      holds: [
        { kind: 'homenursing.granted', detail: { service: 'CarePlan/plan' } },
        { kind: 'homenursing.ended', occurredAt: '2026-02-10T23:00:00.000Z', detail: { service: 'CarePlan/plan' } },
      ],
    })
  })

  it('is granted from its creation when it has no period, and its kind may come from the plan above it', () => {
    const above = {
      resourceType: 'CarePlan',
      id: 'above',
      status: 'active',
      intent: 'order',
      subject,
      created: '2026-01-05',
      category: [concept(care, '4a297733-4d66-4726-a933-590d55cf91e0')],
    }
    const below = plan({
      period: undefined,
      created: '2026-01-06',
      basedOn: [{ reference: 'CarePlan/above' }],
      activity: [{ detail: { code: { coding: [{ code: 'x' }] } } }],
    })
    expect(holds(above, below)).toEqual([
      ['social.support.granted 2026-01-04T23:00:00.000Z'],
      ['social.support.granted 2026-01-05T23:00:00.000Z'],
    ])
  })

  it.each([
    ['a proposal', { intent: 'proposal' }],
    ['a draft', { status: 'draft' }],
    ['called off before it began', { status: 'revoked', activity: [{ detail: { status: 'not-started', code: concept(fsiii, 'G1.39') } }] }],
    ['entered in error', { status: 'entered-in-error' }],
    ['entered in error, said of its activity', { activity: [{ detail: { status: 'entered-in-error', code: concept(fsiii, 'G1.39') } }] }],
  ])('%s is not granted, and takes back what an earlier version told', (_, more) => {
    expect(readAll(plan(more))).toMatchObject([
      { kind: 'told', holds: [], takesBack: expect.arrayContaining(['homenursing.granted', 'homenursing.ended']) },
    ])
  })

  it.each([
    [
      'a code system that nobody knows',
      { activity: [{ detail: { code: concept('urn:oid:1.2.3', 'G1.39') } }] },
      'CarePlan.activity.detail.code.coding.system',
    ],
    ['no date at all', { period: undefined }, 'CarePlan.period.start'],
    ['a month for a day', { period: { start: '2026-02' } }, 'CarePlan.period.start'],
    ['a day that does not exist', { period: { start: '2026-02-30' } }, 'CarePlan.period.start'],
    ['a time without offset', { period: { start: '2026-02-01T08:00:00' } }, 'CarePlan.period.start'],
    ['an end before the start', { period: { start: '2026-02-01', end: '2026-01-01' } }, 'CarePlan.period.end'],
    ['over without saying when', { status: 'completed' }, 'CarePlan.period.end'],
    ['nobody', { subject: undefined }, 'CarePlan.subject'],
    [
      'a CPR number of nine digits',
      { subject: { identifier: { system: 'urn:oid:1.2.208.176.1.2', value: '310250999' } } },
      'Patient.identifier',
    ],
    ['no id', { id: undefined }, 'CarePlan.id'],
    ['no status', { status: undefined }, 'CarePlan.status'],
  ])('is refused for %s, by its field', (_, more, field) => {
    expect(refusal(plan(more))).toBe(field)
  })
})

describe('who it is about', () => {
  const identifier = (resource: Json) => readAll(resource).map((read) => (read.kind === 'told' ? read.identifier : read.kind))
  it.each([
    ['the CPR number of the Patient, without its dash', subject, { system: 'urn:oid:1.2.208.176.1.2', value: '3102509999' }],
    [
      'an identifier in the reference itself',
      { identifier: { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0703921VJ4' } },
      { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0703921VJ4' },
    ],
    [
      'the record’s own id when the Patient is not there',
      { reference: 'Patient/other' },
      { system: 'urn:carerecord:fhir:Patient', value: 'other' },
    ],
    [
      'a full address of a Patient in the Bundle',
      { reference: 'https://test.example/Patient/p' },
      { system: 'urn:oid:1.2.208.176.1.2', value: '3102509999' },
    ],
  ])('is %s', (_, reference, expected) => {
    expect(identifier(plan({ subject: reference }))).toEqual([expected])
  })
})

describe('contacts', () => {
  it.each([
    ['the plan it is based on', [plan(), visit()]],
    [
      'the plan that names it as its outcome',
      [
        plan({ activity: [{ outcomeReference: [{ reference: 'Encounter/visit' }], detail: { code: concept(fsiii, 'G1.39') } }] }),
        visit({ extension: [] }),
      ],
    ],
    [
      'what was done at it',
      [
        {
          resourceType: 'Procedure',
          id: 'done',
          status: 'completed',
          subject,
          code: concept(oldFsiii, 'G1.41'),
          encounter: { reference: 'Encounter/visit' },
        },
        visit({ extension: [] }),
      ],
    ],
  ])('are of home nursing because of %s', (_, resources) => {
    expect(holds(...resources).at(-1)).toEqual(['nursing.contact 2026-02-03T07:00:00.000Z'])
  })

  it('told by the visit are not told again by what was done there; what has no visit tells itself', () => {
    const done = {
      resourceType: 'Procedure',
      id: 'done',
      status: 'completed',
      subject,
      code: concept(fsiii, 'G1.39'),
      performedDateTime: '2026-02-05T10:15:00Z',
    }
    expect(holds(plan(), visit(), { ...done, encounter: { reference: 'Encounter/visit' } }).at(-1)).toEqual([])
    expect(holds(done)).toEqual([['nursing.contact 2026-02-05T10:15:00.000Z']])
  })

  it('of home care are missed when cancelled, and no kind when held; planned ones have not been', () => {
    const help = plan({}, concept(fsiii, 'H1.1'))
    expect(holds(help, visit({ status: 'cancelled' })).at(-1)).toEqual(['homecare.visit.missed 2026-02-03T07:00:00.000Z'])
    expect(holds(help, visit()).at(-1)).toEqual([])
    expect(holds(help, visit({ status: 'planned' })).at(-1)).toEqual([])
    expect(readAll(plan(), visit({ status: 'entered-in-error' })).at(-1)).toMatchObject({ holds: [], awaits: ['nursing.contact'] })
  })

  it('based on a plan that was not sent are refused, and say so', () => {
    expect(refusal(visit())).toBe('Encounter.extension(basedOnIntervention)')
  })
})

describe('observations', () => {
  it.each([
    ['kilograms', { valueQuantity: { value: 61.5, code: 'kg' } }, 61.5],
    ['grams', { valueQuantity: { value: 61480, code: 'g' } }, 61.48],
    ['an amended value', { status: 'amended' }, 61.5],
  ])('of weight in %s', (_, more, value) => {
    expect(holds(weight(more))).toEqual([[`observation.weight 2026-02-04T08:30:00.000Z ${value}`]])
  })

  it('of TOBS are read as scored', () => {
    const tobs = weight({
      code: concept('http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-observation-codes', 'MCS88125'),
      valueQuantity: { value: 3, code: '1' },
    })
    expect(holds(tobs)).toEqual([['observation.tobs 2026-02-04T08:30:00.000Z 3']])
  })

  it.each([
    ['pounds', { valueQuantity: { value: 130, code: '[lb_av]' } }, 'Observation.value.code'],
    ['no value', { valueQuantity: undefined }, 'Observation.value'],
    ['a weight of nobody', { valueQuantity: { value: 900, code: 'kg' } }, 'Observation.value'],
    ['no time', { effectiveDateTime: undefined }, 'Observation.effectiveDateTime'],
  ])('are refused for %s', (_, more, field) => {
    expect(refusal(weight(more))).toBe(field)
  })

  it('that follow up are named with their result, and not kept', () => {
    const followUp = weight({
      code: concept('http://snomed.info/sct', '712744002'),
      valueQuantity: undefined,
      valueCodeableConcept: concept(oldFsiii, 'E4'),
    })
    expect(readAll(followUp)).toMatchObject([{ holds: [], because: 'no-kind', text: 'It is a follow-up with the result "revisit".' }])
  })
})

describe('a Bundle', () => {
  it('says the same as XML and as JSON', () => {
    const sent = bundle(plan({ meta: { versionId: '2', lastUpdated: '2026-02-02T10:00:00Z' } }), visit(), weight())
    const json = readCareRecord(JSON.stringify(sent), 'json', 'urn:carerecord:')
    const xml = readCareRecord(toXml(sent), 'xml', 'urn:carerecord:')
    const told = (read: typeof json) => (read.kind === 'record' ? read.entries.map((entry) => entry.read) : read)
    expect(told(xml)).toEqual(told(json))
  })

  it('of Bundles is read through, and a single resource is one entry', () => {
    const nested = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: bundle(plan()) }, { resource: bundle(plan({ id: 'two' })) }],
    }
    const read = readCareRecord(JSON.stringify(nested), 'json', 'urn:carerecord:')
    expect(read.kind === 'record' && read.entries.map((entry) => entry.read.resource)).toEqual([
      'Patient/p',
      'CarePlan/plan',
      'Patient/p',
      'CarePlan/two',
    ])
    expect(readCareRecord(JSON.stringify(plan()), 'json', 'urn:carerecord:')).toMatchObject({ entries: [{ read: { kind: 'told' } }] })
  })

  it('of type transaction is refused whole, because it promises all or nothing', () => {
    expect(readCareRecord(JSON.stringify({ ...bundle(), type: 'transaction' }), 'json', 'urn:carerecord:')).toMatchObject({
      kind: 'unreadable',
      tooLong: false,
    })
  })

  it('has one bad entry, and the others are read', () => {
    expect(readAll(plan({ period: { start: 'soon' } }), weight(), { resourceType: 'Condition', id: 'c' }).map((read) => read.kind)).toEqual(
      ['refused', 'told', 'left-out'],
    )
  })

  it('names its source, if the source is the sender’s own', () => {
    const source = (name: string) => {
      const read = readCareRecord(JSON.stringify({ ...bundle(), meta: { source: name } }), 'json', 'urn:carerecord:')
      return read.kind === 'record' ? read.source : ''
    }
    expect([source('urn:carerecord:nexus'), source('urn:hospital:1')]).toEqual(['urn:carerecord:nexus', 'urn:carerecord:fhir'])
  })
})
