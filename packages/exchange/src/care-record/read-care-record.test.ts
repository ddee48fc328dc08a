// What contacts and observations tell, and how a Bundle is read.
import { describe, expect, it } from 'vitest'
import { toXml } from '../fhir/write-xml.ts'
import { readCareRecord } from './read-care-record.ts'
import { bundle, concept, fsiii, holds, oldFsiii, plan, readAll, refusal, subject, visit, weight } from './testing.ts'

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

  it.each([
    'http://fhir.kl.dk/gateway/StructureDefinition/basedOnCarePlan',
    'http://gateway.kl.dk/1.0/StructureDefinition/klgateway-care-based-on-intervention-extension',
    'http://kl.dk/fhir/common/caresocial/StructureDefinition/BasedOnIntervention',
  ])('are known by the extension %s', (url) => {
    expect(holds(plan(), visit({ extension: [{ url, valueReference: { reference: 'CarePlan/plan' } }] })).at(-1)).toHaveLength(1)
    expect(
      holds(
        plan(),
        visit({ extension: [{ url: url.replace('kl.dk', 'example.com'), valueReference: { reference: 'CarePlan/plan' } }] }),
      ).at(-1),
    ).toEqual([])
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

  it('says whether it is to stand or fall together, and is refused when it is no delivery', () => {
    const read = (type: string) => readCareRecord(JSON.stringify({ ...bundle(), type }), 'json', 'urn:carerecord:')
    expect(read('collection')).toMatchObject({ kind: 'record', isTransaction: false })
    expect(read('transaction')).toMatchObject({ kind: 'record', isTransaction: true })
    for (const type of ['message', 'document', 'searchset']) expect(read(type)).toMatchObject({ kind: 'unreadable', tooLong: false })
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
