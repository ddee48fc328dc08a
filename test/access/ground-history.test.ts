// A consent from its record to its end and back, over HTTP: what stands, what is open, who is told what, and what the log says about it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const employment = { source: 'urn:employment:x' }
const consent = {
  kind: 'consent',
  code: 'SUL-43',
  purpose: 'Fælles plan',
  reason: 'Else ønsker det',
  categories: ['health'],
  fromAreas: ['health'],
  teams: ['employment'],
  to: hoursAfter(now, 24 * 300),
  consent: { form: 'written', textVersion: '2026-1', representative: { name: 'Ove Værge', kind: 'guardian' }, journalReference: 'S-12' },
}

describe('the history of a consent', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let id: string
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send(
      'system.carerecord',
      registered({ system: 'urn:oid:1.2.208.176.1.2', value: '3102509999' }, 'Else Ågård', ago(9_000)),
      event('homenursing.granted', ago(5_000)),
      event('observation.weight', ago(50), { value: 61, unit: 'kg' }),
    )
    await municipality.send('system.employment', event('sickleave.started', ago(900), {}, employment))
    id = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
  })
  afterEach(async () => {
    await door.close()
    await municipality.close()
  })

  type Ground = Record<string, unknown> & { id: string; etag: string; history: Record<string, unknown>[] }
  const items = (body: Record<string, unknown>) => body['items'] as Ground[]
  const record = (body: Record<string, unknown> = consent, username = 'nurse.health') =>
    door.call(username, 'POST', `/api/v1/citizens/${id}/grounds`, body)
  const listed = async (username = 'nurse.health') => items((await door.call(username, 'GET', `/api/v1/citizens/${id}/grounds`)).body)
  const first = async () => (await listed()).at(-1) ?? expect.unreachable()
  const end = (ground: Ground, body: unknown, username = 'nurse.health') =>
    door.call(username, 'POST', `/api/v1/grounds/${ground.id}/end`, body, ground.etag)
  const undo = (ground: Ground, username = 'nurse.health') =>
    door.call(username, 'DELETE', `/api/v1/grounds/${ground.id}/end`, undefined, ground.etag)
  const lane = async (query = '') => {
    const { body } = await door.call('caseworker.employment', 'GET', `/api/v1/citizens/${id}${query}`)
    const health = (body['lanes'] as { area: { id: string }; facts: { kind: string }[] }[]).find((one) => one.area.id === 'health')
    return health?.facts.map((fact) => fact.kind)
  }

  test('the record is whole: purpose, categories, from, to, form, recorder, representative, validity, withdrawal', async () => {
    expect((await record()).status).toBe(201)
    expect(await first()).toMatchObject({
      purposeCode: 'coordination',
      purpose: 'Fælles plan',
      categories: ['health'],
      fromAreas: ['health'],
      teams: ['employment'],
      from: now,
      to: consent.to,
      stands: true,
      recordedBy: 'Maria Ravn',
      recordedAt: now,
      consent: {
        form: 'written',
        textVersion: '2026-1',
        givenAt: now,
        representative: 'Ove Værge',
        representativeKind: 'guardian',
        journalReference: 'S-12',
        withdrawnAt: null,
        withdrawalChannel: null,
      },
      history: [{ deed: 'recorded', by: 'Maria Ravn', team: 'home-nursing', at: now }],
    })
    await end(await first(), { because: 'withdrawn', channel: 'phone' })
    expect(await first()).toMatchObject({
      stands: false,
      endedBecause: 'withdrawn',
      consent: { withdrawnAt: now, withdrawalChannel: 'phone' },
    })
  })

  test('a withdrawal and its undoing both stay, and so does a record that was a mistake', async () => {
    await record()
    await end(await first(), { because: 'withdrawn', channel: 'phone' })
    expect(await lane()).toEqual([])
    municipality.clock.at = hoursAfter(now, 1)
    expect((await undo(await first(), 'caseworker.employment')).status).toBe(200)
    expect(await lane()).toEqual(['observation.weight'])
    expect((await end(await first(), { because: 'recorded-by-mistake' })).status).toBe(200)
    expect(await lane()).toEqual([])
    const { history, endedBecause, consent: kept } = await first()
    expect([endedBecause, kept]).toEqual(['recorded-by-mistake', expect.objectContaining({ withdrawnAt: null })])
    expect(history.map(({ deed, because, channel, by, at }) => [deed, because, channel, by, at])).toEqual([
      ['recorded', null, null, 'Maria Ravn', now],
      ['ended', 'withdrawn', 'phone', 'Maria Ravn', now],
      ['end-undone', null, null, 'Kirsten Holm', hoursAfter(now, 1)],
      ['ended', 'recorded-by-mistake', null, 'Maria Ravn', hoursAfter(now, 1)],
    ])
  })

  test('a corrected record stays ended while the new one stands, and can stand again when that one was the mistake', async () => {
    await record()
    const wrong = await first()
    expect((await record({ ...consent, categories: ['hospital'], corrects: wrong.id })).status).toBe(201)
    expect(await lane()).toEqual([])
    expect((await undo(await first())).body).toMatchObject({ status: 409, code: 'ground-corrected' })
    expect((await record({ ...consent, corrects: wrong.id })).body).toMatchObject({ status: 409, code: 'ground-ended' })
    const [newer] = await listed()
    await end(newer ?? expect.unreachable(), { because: 'recorded-by-mistake' })
    expect((await undo(await first())).status).toBe(200)
    expect(await lane()).toEqual(['observation.weight'])
  })

  test('the second of two is told who changed it and when, and nothing of hers is written', async () => {
    await record()
    const seen = await first()
    municipality.clock.at = hoursAfter(now, 2)
    await end(seen, { because: 'withdrawn', channel: 'counter' }, 'caseworker.employment')
    const late = await end(seen, { because: 'purpose-ended' })
    expect([late.status, late.body['code'], late.body['errors']]).toEqual([
      412,
      'changed-meanwhile',
      [{ field: 'ended: withdrawn', problem: `Kirsten Holm, ${hoursAfter(now, 2)}`, remedy: 'read the grounds again' }],
    ])
    expect((await first()).history).toHaveLength(2)
    expect((await end({ ...seen, etag: '' }, { because: 'purpose-ended' })).status).toBe(428)
  })

  test('of two who withdraw at the same moment one does it, and the other is told', async () => {
    await record()
    const seen = await first()
    const both = await Promise.all([
      end(seen, { because: 'withdrawn', channel: 'phone' }),
      end(seen, { because: 'withdrawn', channel: 'counter' }, 'caseworker.employment'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await first()).history).toHaveLength(2)
  })

  test('a withdrawal closes at once also for whoever’s clock is behind, and for questions about earlier times', async () => {
    await record()
    municipality.clock.at = hoursAfter(now, 5)
    await municipality.send('system.carerecord', event('observation.weight', ago(-4), { value: 60, unit: 'kg' }))
    const before = `?asKnownAt=${encodeURIComponent(hoursAfter(now, 3))}`
    expect([await lane(), await lane(before)]).toEqual([['observation.weight', 'observation.weight'], ['observation.weight']])
    await end(await first(), { because: 'withdrawn', channel: 'phone' })
    municipality.clock.at = hoursAfter(now, 4.9)
    expect([await lane(), await lane(before)]).toEqual([[], []])
    await undo(await first())
    expect([await lane(), await lane(before)]).toEqual([['observation.weight', 'observation.weight'], ['observation.weight']])
  })

  test('the log names the ground that permitted the look, and none that did not', async () => {
    await record()
    const look = async (username: string) => {
      await door.call(username, 'GET', `/api/v1/citizens/${id}`)
      const { rows } = await municipality.admin.query<{ ground: string }>(
        `select ground from access_log where actor = $1 and purpose = 'citizen-page' order by id desc`,
        [username],
      )
      return rows[0]?.ground
    }
    const ground = await first()
    expect(await look('caseworker.employment')).toBe(`relation:sickleave.started consent:${ground.id}`)
    expect(await look('nurse.health')).toBe('relation:homenursing.granted')
    await end(ground, { because: 'withdrawn', channel: 'phone' })
    expect(await look('caseworker.employment')).toBe('relation:sickleave.started')
  })

  test('screens of the teams concerned are told at commit, with ids alone', async () => {
    const heard: unknown[] = []
    municipality.admin.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')))
    await municipality.admin.query('listen live')
    await record()
    await end(await first(), { because: 'withdrawn', channel: 'phone' })
    await municipality.admin.query('select 1')
    const told = { municipality: 'roedby', team: 'employment', alertIds: [], citizenIds: [id] }
    expect(heard).toEqual([told, told])
  })

  test('an application never rests on a statute alone', async () => {
    const statute = {
      kind: 'statute',
      code: 'RSL-5A',
      purpose: 'Boligstøtte',
      reason: 'Varsel',
      categories: ['economy'],
      fromAreas: ['social'],
      teams: ['employment'],
      to: hoursAfter(now, 240),
    }
    expect((await record({ ...statute, purposeCode: 'application' }, 'caseworker.employment')).body).toMatchObject({
      status: 400,
      code: 'consent-needed',
      errors: [{ field: 'kind', remedy: expect.stringContaining('§ 29') }],
    })
    expect(await listed()).toEqual([])
    expect((await record({ ...statute, purposeCode: 'coordination' }, 'caseworker.employment')).status).toBe(201)
    expect((await record({ ...consent, purposeCode: 'application' })).status).toBe(201)
  })
})
