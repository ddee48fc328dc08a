// A caseworker's own list over HTTP: what she has just done stands in it, her filters are hers, a search forgives spelling, and a thousand journeys come page by page.
import { inScope } from '@roedtraad/database'
import { scopeOf } from '@roedtraad/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { type JourneyHand, takeJourneysInHand } from '../support/journeys.ts'
import { hoursAfter, openMunicipality, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'

interface Item {
  id: string
  isNew: boolean
  overdue: number
  latest: { by: string | null; text: string } | null
  next: { title: string } | null
}

describe('a list of journeys', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let hand: JourneyHand
  let id: string
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    hand = await takeJourneysInHand(municipality, 3)
    id = (await hand.openAll('nurse.health'))[0] ?? ''
    door = await openHttp(municipality)
  })
  afterAll(async () => {
    await door?.close()
    await municipality?.close()
  })

  const list = async (username: string, query = '') =>
    ((await door.call(username, 'GET', `/api/v1/journeys?${query}`)).body as unknown as { items: Item[] }).items
  const find = async (username: string, query = '') => (await list(username, query)).find((item) => item.id === id)
  const doDeed = async (username: string, deed: string, detail: object) => {
    const { etag } = await door.call(username, 'GET', `/api/v1/journeys/${id}`)
    return door.call(username, 'POST', `/api/v1/journeys/${id}/deeds`, { deed, detail }, etag)
  }

  test('holds what I have just done when the request returns, also for the others, with who did what', async () => {
    await doDeed('nurse.health', 'join', hand.joining('home-care'))
    expect((await find('assistant.elderly', 'view=new'))?.latest).toEqual({ at: now, by: 'Maria Ravn', text: 'tilføjede et team' })
    for (const title of ['Gå en tur', 'Gå to ture', 'Gå hjem']) {
      municipality.clock.at = hoursAfter(municipality.clock.at, 1)
      const due = hoursAfter(municipality.clock.at, 2)
      await doDeed('nurse.health', 'add-activity', { title, team: 'home-care', start: municipality.clock.at, due })
      expect((await find('nurse.health'))?.latest?.text).toContain('indsats')
      expect((await find('assistant.elderly'))?.isNew).toBe(true)
    }
    municipality.clock.at = hoursAfter(municipality.clock.at, 5)
    expect((await find('assistant.elderly', 'view=overdue'))?.overdue).toBe(3)
    await door.call('assistant.elderly', 'GET', `/api/v1/journeys/${id}`)
    expect(await find('assistant.elderly', 'view=new')).toBe(undefined)
    await doDeed('assistant.elderly', 'leave', { team: 'home-care', reason: 'Flyttet' })
    expect((await list('assistant.elderly')).length).toBe(1)
  })

  test('is narrowed by level, by a team beside mine and by a worker', async () => {
    await doDeed('nurse.health', 'set-level', { level: 'one-plan', reason: 'Én plan' })
    const found = async (query: string) => (await list('nurse.health', query)).map((item) => item.id === id)
    expect(await found('level=one-plan')).toEqual([true])
    expect(await found('with=home-care')).toEqual([true])
    expect(await found('with=social-adult')).toEqual([])
    expect(await found('worker=nurse.health&level=inform')).toEqual([])
    expect((await door.call('nurse.health', 'GET', '/api/v1/journeys?view=everything')).status).toBe(400)
  })

  test('finds a name that is spelt wrong, and nobody whom the wall hides', async () => {
    for (const q of ['Aagaard', 'Ågaard', 'else agård', 'Elsa'])
      expect([q, (await list('nurse.health', `q=${encodeURIComponent(q)}`)).length]).toEqual([q, 3])
    expect(await list('caseworker.social', 'q=Else')).toEqual([])
  })

  describe('with filters of one’s own', () => {
    type Kept = { items: { id: string; etag: string; name: string; filter: object }[] }
    const base = '/api/v1/saved-filters'
    const items = (answer: HttpAnswer) => (answer.body as unknown as Kept).items
    const keep = (name: string, username = 'nurse.health') =>
      door.call(username, 'POST', base, { name, filter: { view: 'overdue', with: 'home-care' } })

    test('keeps, names, removes and brings back, each with what stands now', async () => {
      const [kept] = items(await keep('Torsdag'))
      expect(kept).toMatchObject({ name: 'Torsdag', filter: { view: 'overdue', with: 'home-care' } })
      const path = `${base}/${kept?.id}`
      const renamed = await door.call('nurse.health', 'PUT', path, { name: 'Fredag', filter: kept?.filter }, kept?.etag)
      expect(items(renamed)[0]?.name).toBe('Fredag')
      expect((await door.call('nurse.health', 'DELETE', path)).status).toBe(428)
      expect((await door.call('nurse.health', 'DELETE', path, undefined, kept?.etag)).status).toBe(412)
      const removed = await door.call('nurse.health', 'DELETE', path, undefined, items(renamed)[0]?.etag)
      expect(items(removed)).toEqual([])
      expect(items(await door.call('nurse.health', 'POST', `${path}/restoration`, undefined, removed.etag))[0]?.name).toBe('Fredag')
    })

    test('are seen and changed by nobody else', async () => {
      const [kept] = items(await door.call('nurse.health', 'GET', base))
      expect(items(await door.call('lead.health', 'GET', base))).toEqual([])
      expect((await door.call('lead.health', 'DELETE', `${base}/${kept?.id}`, undefined, kept?.etag)).status).toBe(404)
      const scope = scopeOf(municipality.api, await municipality.actor('lead.health'), 'saved-filters')
      const rows = await inScope(municipality.api.database, scope, (tx) =>
        tx.prepared('seen', 'select count(*)::int as seen from saved_filters', []),
      )
      expect(rows).toEqual([{ seen: 0 }])
      expect((await keep('Fredag', 'lead.health')).status).toBe(201)
    })

    test('refuses a name twice, no name, a search for a citizen, and one too many; nothing is half done', async () => {
      expect((await keep('FREDAG')).body).toMatchObject({ code: 'name-taken', errors: [{ field: 'name' }] })
      expect((await keep(' ')).status).toBe(400)
      expect((await door.call('nurse.health', 'POST', base, { name: 'Else', filter: { q: 'Else' } })).status).toBe(400)
      for (let index = 1; index < 20; index += 1) expect((await keep(`Filter ${index}`)).status).toBe(201)
      expect((await keep('Et til')).body).toMatchObject({ code: 'too-many-filters' })
      expect(items(await door.call('nurse.health', 'GET', base))).toHaveLength(20)
    })
  })
})

test('a thousand journeys come page by page, each once, in the order of what is due', async () => {
  const municipality = await openMunicipality(now)
  const hand = await takeJourneysInHand(municipality, 1)
  const [id = ''] = await hand.openAll('nurse.health')
  await fillJourneys(municipality, id, 1_000)
  const door = await openHttp(municipality)
  try {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await door.call('nurse.health', 'GET', `/api/v1/journeys?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)
      const page = body as unknown as { items: Item[]; nextCursor: string | null }
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([1_000, 1_000])
  } finally {
    await door.close()
    await municipality.close()
  }
}, 120_000)

/** Copies of one journey for as many citizens, in the tables themselves: opened deed by deed a thousand take minutes. */
async function fillJourneys({ admin }: TestMunicipality, id: string, count: number): Promise<void> {
  await admin.query(
    `with made as (select uuidv7() as citizen, uuidv7() as journey, n from generate_series(2, $2) n),
       people as (insert into citizens (municipality, id, name) select 'roedby', citizen, 'Borger ' || n from made),
       parts as (insert into journey_teams select t.municipality, made.journey, made.citizen, t.team, t.role, t.valid_from, t.valid_to, $3::timestamptz + make_interval(hours => made.n % 90), t.status
         from journey_teams t, made where t.journey_id = $1)
     insert into journeys select (jsonb_populate_record(j, jsonb_build_object('id', made.journey, 'citizen_id', made.citizen))).* from journeys j, made where j.id = $1`,
    [id, count, now],
  )
}
