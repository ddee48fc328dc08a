// When a planned intervention is granted, ended, or never was; who it is about; and what it is refused for.
import { describe, expect, it } from 'vitest'
import type { Json } from '../fhir/resource.ts'
import { care, concept, fsiii, holds, oldFsiii, plan, readAll, refusal, subject } from './testing.ts'

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

  it('that runs has an end that is only planned: it is granted, and has not ended', () => {
    expect(holds(plan({ period: { start: '2026-02-01', end: '2026-02-10' } }))).toEqual([['homenursing.granted 2026-01-31T23:00:00.000Z']])
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
