// The care record's door over HTTP, on a real database: what a Bundle becomes, sent twice, sent anew, taken back, and what one bad entry does to the rest.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CareDoor, openCareDoor } from '../support/care-door.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const fsiii = 'urn:oid:1.2.208.176.2.21'
const subject = { reference: 'Patient/1' }
const patient = (value = els.value) => ({ resourceType: 'Patient', id: '1', identifier: [{ system: els.system, value }] })
const code = (one: string) => ({ coding: [{ system: fsiii, code: one }] })
const plan = (id: string, more: object = {}, what = 'G1.39') => ({
  resourceType: 'CarePlan',
  id,
  status: 'active',
  intent: 'order',
  subject,
  period: { start: '2026-02-01' },
  activity: [{ detail: { status: 'in-progress', code: code(what) } }],
  ...more,
})
const visit = (id: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject,
  period: { start: '2026-02-20T08:00:00+01:00' },
  extension: [
    {
      url: 'http://fhir.kl.dk/gateway/StructureDefinition/BasedOnInterventionExtension',
      valueReference: { reference: 'CarePlan/nursing' },
    },
  ],
  ...more,
})
const meta = (version: number) => ({ versionId: String(version), lastUpdated: `2026-02-2${version}T10:00:00Z` })
const factsSql = `select kind, valid_from, valid_to from facts where known_to is null and kind not like 'citizen.%' order by kind, valid_from`

describe('a care record', () => {
  let municipality: TestMunicipality
  let door: CareDoor
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openCareDoor(municipality)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', hoursAfter(now, -9000)))
  })
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })
  beforeEach(async () => {
    await municipality.admin.query(`truncate events, facts, relations, outbox, quarantine cascade; delete from access_log`)
  })
  const send = (...resources: object[]) =>
    door.send('system.carerecord', {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [patient(), ...resources].map((resource) => ({ resource })),
    })
  const outcomes = async (...resources: object[]) => (await send(...resources)).outcomes.slice(1)
  const facts = async () =>
    (await municipality.admin.query<{ kind: string; valid_from: Date; valid_to: Date | null }>(factsSql)).rows.map(
      (row) => `${row.kind} ${row.valid_from.toISOString().slice(0, 10)}–${row.valid_to?.toISOString().slice(0, 10) ?? ''}`,
    )

  test('becomes facts; sent again it is a duplicate and nothing changes', async () => {
    const sent = [plan('nursing'), plan('help', {}, 'H1.1'), visit('v'), { resourceType: 'Condition', id: 'c', subject }]
    expect(await outcomes(...sent)).toEqual(['created', 'created', 'created', 'left-out no-kind'])
    const before = await facts()
    expect(before).toEqual(['homecare.granted 2026-01-31–', 'homenursing.granted 2026-01-31–', 'nursing.contact 2026-02-20–2026-02-20'])
    expect(await outcomes(...sent)).toEqual(['duplicate', 'duplicate', 'duplicate', 'left-out no-kind'])
    expect(await facts()).toEqual(before)
  })

  test('a newer version corrects, an older one that comes late changes nothing, and what was entered in error is taken back', async () => {
    expect(await outcomes(plan('nursing', { meta: meta(2), period: { start: '2026-02-02' } }))).toEqual(['created'])
    expect(await outcomes(plan('nursing', { meta: meta(1) }))).toEqual(['superseded'])
    expect(await facts()).toEqual(['homenursing.granted 2026-02-01–'])
    expect(
      await outcomes(plan('nursing', { meta: meta(3), status: 'completed', period: { start: '2026-02-03', end: '2026-02-27' } })),
    ).toEqual(['created'])
    expect(await facts()).toEqual(['homenursing.ended 2026-02-27–2026-02-27', 'homenursing.granted 2026-02-02–2026-02-27'])
    expect(await outcomes(plan('nursing', { meta: meta(4), status: 'entered-in-error' }))).toEqual(['withdrawn'])
    expect(await facts()).toEqual([])
    expect(await outcomes(plan('nursing', { meta: meta(5) }))).toEqual(['created'])
    expect(await facts()).toEqual(['homenursing.granted 2026-01-31–'])
  })

  test('one of two interventions ends, and the other goes on', async () => {
    await send(plan('a'), plan('b', {}, 'G1.20'))
    await send(plan('a', { status: 'completed', period: { start: '2026-02-01', end: '2026-02-10' } }))
    expect(await facts()).toEqual([
      'homenursing.ended 2026-02-10–2026-02-10',
      'homenursing.granted 2026-01-31–',
      'homenursing.granted 2026-01-31–2026-02-10',
    ])
  })

  test('versions that come in one Bundle in any order leave the newest', async () => {
    const versions = [1, 2, 3].map((version) => plan('nursing', { meta: meta(version), period: { start: `2026-02-0${version}` } }))
    await send(...versions.toReversed())
    expect(await facts()).toEqual(['homenursing.granted 2026-02-02–'])
  })

  test('a bad entry is answered by its field and kept for repair, and the others are taken in', async () => {
    const answer = await send(plan('bad', { period: { start: 'soon' } }), plan('nursing'), { resourceType: 'CarePlan' })
    expect(answer.outcomes).toEqual(['left-out supporting', 'refused invalid-resource', 'created', 'refused invalid-resource'])
    expect(answer.expressions[1]).toBe('CarePlan.period.start')
    expect(answer.statuses).toEqual(['200 OK', '422 Unprocessable Entity', '201 Created', '422 Unprocessable Entity'])
    const kept = await municipality.admin.query(`select source_id, problem from quarantine order by 1`)
    expect(kept.rows).toEqual([
      { source_id: 'CarePlan/', problem: 'invalid-resource' },
      { source_id: 'CarePlan/bad', problem: 'invalid-resource' },
    ])
  })

  test('sent as a transaction it stands or falls together', async () => {
    const transaction = (...resources: object[]) =>
      door.post(
        'system.carerecord',
        JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [patient(), ...resources].map((resource) => ({ resource })) }),
      )
    const refused = await transaction(plan('nursing'), plan('bad', { period: { start: 'soon' } }))
    expect([refused.status, JSON.parse(refused.text).issue[0].expression]).toEqual([422, ['CarePlan.period.start']])
    expect(await facts()).toEqual([])
    expect((await municipality.admin.query('select 1 from quarantine')).rows).toEqual([])
    const taken = await transaction(plan('nursing'))
    expect([taken.status, JSON.parse(taken.text).type]).toEqual([200, 'transaction-response'])
    expect(await facts()).toEqual(['homenursing.granted 2026-01-31–'])
  })

  test('a contact of somebody without a case is answered and not kept', async () => {
    expect(
      await outcomes({
        resourceType: 'Observation',
        id: 'w',
        status: 'final',
        subject,
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        effectiveDateTime: '2026-02-04',
        valueQuantity: { value: 60, code: 'kg' },
      }),
    ).toEqual(['not-kept no-open-case'])
    expect((await municipality.admin.query('select 1 from events')).rows).toEqual([])
  })

  test('somebody whom nobody knows waits, in all versions, and is taken in when she is registered', async () => {
    const stranger = { system: els.system, value: '3002509997' }
    const about = (resource: object) => ({ ...resource, subject: { identifier: stranger } })
    expect(await outcomes(about(plan('x', { meta: meta(1) })), about(plan('y')))).toEqual([
      'waiting unknown-citizen',
      'waiting unknown-citizen',
    ])
    expect(await outcomes(about(plan('x', { meta: meta(2), period: { start: '2026-02-05' } })))).toEqual(['waiting unknown-citizen'])
    expect(await facts()).toEqual([])
    await municipality.send('system.carerecord', registered(stranger, 'Ny Borger', hoursAfter(now, -1)))
    expect(await facts()).toEqual(['homenursing.granted 2026-01-31–', 'homenursing.granted 2026-02-04–'])
  })

  test('social support is another system’s to tell, and that system’s door is the same', async () => {
    const social = plan('s', { activity: [{ detail: { code: { coding: [{ system: 'urn:oid:1.2.208.176.2.22', code: 'x' }] } } }] })
    expect(await outcomes(social)).toEqual(['refused kind-not-yours'])
    const answer = await door.send('system.social', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ resource: patient() }, { resource: social }],
    })
    expect(answer.outcomes).toEqual(['left-out supporting', 'created'])
  })

  test('is answered in XML when it asks so, and refused whole only when nobody can read it', async () => {
    const xml = await door.post('system.carerecord', JSON.stringify(plan('nursing')), { accept: 'application/fhir+xml' })
    expect([xml.status, xml.type]).toEqual([200, 'application/fhir+xml'])
    expect(xml.text).toContain('<status value="202 Accepted"/>')
    const broken = await door.post('system.carerecord', '{')
    expect([broken.status, JSON.parse(broken.text).resourceType]).toEqual([400, 'OperationOutcome'])
    const message = await door.post('system.carerecord', JSON.stringify({ resourceType: 'Bundle', type: 'message' }))
    expect([message.status, JSON.parse(message.text).issue[0].code]).toEqual([400, 'not-supported'])
    const many = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: Array.from({ length: 1_001 }, () => ({ resource: { resourceType: 'Condition', id: 'c' } })),
    }
    expect((await door.post('system.carerecord', JSON.stringify(many))).status).toBe(413)
    expect((await door.post('nurse.health', JSON.stringify(plan('nursing')))).status).toBe(403)
  })

  test('a number of a person used as an id of a resource stands nowhere as text', async () => {
    const number = '3102509999'
    expect(await outcomes({ ...plan('x'), id: number }, { ...plan('bad', { period: {} }), id: `${number}-2` })).toEqual([
      'created',
      'refused invalid-resource',
    ])
    for (const table of ['events', 'facts', 'relations', 'quarantine', 'access_log'])
      expect((await municipality.admin.query(`select 1 from ${table} t where t::text like '%${number}%'`)).rows, table).toEqual([])
  })

  test('every look is logged, with the citizen and the sender', async () => {
    await send(plan('nursing'))
    const { rows } = await municipality.admin.query(`select actor, what, ground, cardinality(citizens) as citizens from access_log`)
    expect(rows).toEqual([{ actor: 'system.carerecord', what: 'ingest', ground: 'sender:system.carerecord', citizens: 1 }])
  })

  test('a contact told by events of the same record still counts beside it', async () => {
    await send(plan('nursing'))
    await municipality.send('system.carerecord', event('nursing.contact', hoursAfter(now, -5)))
    expect(await facts()).toHaveLength(2)
  })
})
