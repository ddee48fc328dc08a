// What nobody should send: each is refused with a stable code that names the field, and the database is afterwards what it was before, row for row.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'
import { badDeeds } from './bad-deeds.ts'
import { badGrounds, badHeaders, badJourneys, type Case, now, type Scene } from './bad-input.ts'

const cpr = 'urn:oid:1.2.208.176.1.2'
const ground = { statute: 'RSL-5' }

describe('bad input', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let scene: Scene
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    const began = hoursAfter(now, -900)
    for (const [index, name] of ['Else Ågård', 'Ole Ørsted'].entries()) {
      const citizen = { system: cpr, value: `310250999${index}` }
      await municipality.send('system.carerecord', registered(citizen, name, began), event('homenursing.granted', began, { citizen }))
    }
    const { rows } = await municipality.admin.query<{ id: string }>('select id from citizens order by name')
    const [citizenId = '', otherId = ''] = rows.map((row) => row.id)
    scene = { citizenId, otherId, ...(await prepare(citizenId)) }
  }, 60_000)
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  /** A journey with one of everything, and a consent. */
  const prepare = async (citizenId: string): Promise<Omit<Scene, 'citizenId' | 'otherId'>> => {
    const opened = await door.call('nurse.health', 'POST', '/api/v1/journeys', {
      citizenId,
      level: 'coordinate',
      ground,
      reason: 'To team',
    })
    const path = `/api/v1/journeys/${String(opened.body['id'])}`
    let { etag } = opened
    const does = async (deed: string, detail: Record<string, unknown>) => {
      const answer = await door.call('nurse.health', 'POST', `${path}/deeds`, { deed, detail }, etag)
      if (answer.status !== 200) throw new Error(`${deed}: ${JSON.stringify(answer.body)}`)
      etag = answer.etag
      return (answer.body['history'] as { id: string }[])[0]?.id ?? ''
    }
    await does('join', { team: 'home-care', role: 'Hjælper dagligt', ground })
    const goal = await does('add-goal', { title: 'Gå til bageren' })
    const activity = await does('add-activity', { title: 'Træne', team: 'home-nursing', start: now, goalId: goal })
    const done = await does('add-activity', { title: 'Samtale', team: 'home-nursing', start: now })
    await does('finish-activity', { activityId: done, result: 'Holdt' })
    const at = hoursAfter(now, 200)
    const meeting = await does('call-meeting', { title: 'Møde', at, minutes: 60, place: '', teams: ['home-care'], parties: [] })
    const loop = await does('refer', { to: 'home-care', title: 'Se på trappen', words: '' })
    await does('hand-over-coordination', { to: 'home-care', words: '' })
    const consent = {
      kind: 'consent',
      code: 'SUL-43',
      purpose: 'Plan',
      reason: 'Ønsker det',
      categories: ['health'],
      fromAreas: ['health'],
      teams: ['home-care'],
      to: hoursAfter(now, 2_400),
      consent: { form: 'written', textVersion: '1' },
    }
    const recorded = await door.call('nurse.health', 'POST', `/api/v1/citizens/${citizenId}/grounds`, consent)
    const [kept] = recorded.body['items'] as { id: string; etag: string }[]
    const things = { goal, activity, done, meeting, loop }
    return { path, etag: etag ?? '', things, consent, groundId: kept?.id ?? '', groundEtag: kept?.etag ?? '' }
  }

  /** A fingerprint of every row of every table. */
  const everything = async (): Promise<Record<string, string>> => {
    const tables = await municipality.admin.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
    const all: Record<string, string> = {}
    for (const { name } of tables.rows) {
      const { rows } = await municipality.admin.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${name} t`,
      )
      all[name] = rows[0]?.print
    }
    return all
  }

  const cases: readonly Case[] = [...badJourneys, ...badDeeds, ...badGrounds, ...badHeaders]
  test.each(cases.map((one) => [one.what, one] as const))('%s', async (_, { send, expected }) => {
    const before = await everything()
    const { status, body } = await send(door, scene)
    const errors = (body['errors'] ?? []) as { field: string; problem: string; remedy: string }[]
    expect([status, body['code'], ...errors.map((error) => error.field)]).toEqual(expected)
    expect(body['type']).toBe(`urn:roedtraad:problem:${String(body['code'])}`)
    expect(errors.filter((error) => error.problem === '' || error.remedy === '')).toEqual([])
    expect(await everything()).toEqual(before)
  })

  test('a comparison that cannot see one row more would be worth nothing', async () => {
    const before = await everything()
    await door.call('nurse.health', 'POST', `${scene.path}/deeds`, { deed: 'write-note', detail: { words: 'Godt' } }, scene.etag)
    const after = await everything()
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(
      expect.arrayContaining(['access_log', 'journey_deeds', 'journeys']),
    )
  })
})
