// Who may record and end a ground, asked of the database itself: the statements run as the application's role in a person's scope, as if a query had been broken open.
import { inScope, type Scope } from '@roedtraad/database'
import { joinJourney, openJourney, recordGround, scopeOf } from '@roedtraad/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const once = { key: undefined, request: {} }
const planted = '01a2097a-5a12-7ebc-bd1c-1c14693324'

interface Writer {
  name: string
  username: string
  purpose: string
  may: boolean
}

/** Home nursing serves; rehabilitation takes part in the journey; adult social services knows nothing of her; and an injected statement comes with another purpose. */
const writers: readonly Writer[] = [
  { name: 'a team that serves', username: 'nurse.health', purpose: 'grounds', may: true },
  { name: 'a team that takes part', username: 'caseworker.employment', purpose: 'grounds', may: true },
  { name: 'a team that does neither', username: 'caseworker.social', purpose: 'grounds', may: false },
  { name: 'a team that serves, for another purpose', username: 'nurse.health', purpose: 'citizen-page', may: false },
]

describe('who writes grounds', () => {
  let municipality: TestMunicipality
  let citizenId: string
  let groundId: string
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    const ago = (hours: number) => hoursAfter(now, -hours)
    await municipality.send('system.carerecord', registered({ system: 'urn:oid:1.2.208.176.1.2', value: '3102509999' }, 'Else', ago(9_000)))
    await municipality.send('system.carerecord', event('homenursing.granted', ago(900)))
    await municipality.send('system.employment', event('sickleave.started', ago(900), {}, { source: 'urn:employment:x' }))
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
    const nurse = await municipality.actor('nurse.health')
    const ground = { statute: 'RSL-5' }
    await openJourney(municipality.api, nurse, { citizenId, level: 'inform', ground, reason: 'To team' }, once)
    await joinJourney(municipality.api, await municipality.actor('caseworker.employment'), { citizenId, role: 'Følger med', ground }, once)
    await municipality.send('system.employment', event('sickleave.ended', ago(1), {}, { source: 'urn:employment:x' }))
    const statute = { kind: 'statute' as const, code: 'SUL-41', purpose: 'Pleje', reason: 'Aktuel pleje', categories: ['health'] }
    groundId = (await recordGround(municipality.api, nurse, citizenId, { ...statute, fromAreas: ['health'], teams: ['home-care'] }, once))
      .groundId
  })
  afterAll(() => municipality.close())

  const scope = async ({ username, purpose }: Pick<Writer, 'username' | 'purpose'>): Promise<Scope> =>
    scopeOf(municipality.api, await municipality.actor(username), purpose)
  /** Runs it and rolls back: 'done', or why not. */
  const attempt = async (wearing: Scope, ...statements: string[]): Promise<string> => {
    const stop = new Error('done')
    return inScope(municipality.api.database, wearing, async (tx) => {
      for (const [index, sql] of statements.entries())
        await tx.prepared(`attempt ${statements.length} ${index} ${sql.slice(0, 30)} ${Math.random()}`, sql, [])
      throw stop
    }).then(
      () => 'done',
      (error: Error) => error.message,
    )
  }
  const insertGround = (actor: string, team: string, id = `${planted}40`) =>
    `insert into grounds (municipality, id, citizen_id, kind, code, purpose_code, purpose, categories, from_areas, teams, valid_from, recorded_at, recorded_by, recorded_team, reason)
     values ('roedby', '${id}', '${citizenId}', 'statute', 'SUL-41', 'care', 'x', '{health}', '{health}', '{home-care}', '${now}', '${now}', '${actor}', '${team}', 'x')`
  const insertTeam = (team: string, categories = '{health}') =>
    `insert into ground_teams (municipality, ground_id, citizen_id, team, categories, from_areas, valid_from) values ('roedby', '${planted}40', '${citizenId}', '${team}', '${categories}', '{health}', '${now}')`
  const mine = async (username: string) => (await municipality.actor(username)).team ?? ''

  /** Writers for whom the wall does otherwise than the list says. */
  const listWrong = async (): Promise<string[]> => {
    const wrong: string[] = []
    for (const writer of writers) {
      const wearing = await scope(writer)
      const recorded = await attempt(wearing, insertGround(writer.username, await mine(writer.username)))
      const ended = await inScope(municipality.api.database, wearing, (tx) =>
        tx.prepared<{ id: string }>(
          `end ${writer.name} ${Math.random()}`,
          `update grounds set version = version where id = '${groundId}' returning id`,
          [],
        ),
      )
      if ((recorded === 'done') !== writer.may) wrong.push(`${writer.name} records: ${recorded}`)
      if (ended.length > 0 !== writer.may) wrong.push(`${writer.name} ends: ${ended.length}`)
    }
    return wrong
  }

  test('a team that serves the citizen or takes part in her journey, for that purpose, and nobody else', async () => {
    expect(await listWrong()).toEqual([])
  })

  test.each([
    ['the team', `select (guard.scope()).purpose = 'grounds'`, 'a team that does neither'],
    [
      'the purpose',
      'select guard.serves(m, c) or exists (select from public.journey_teams t where t.municipality = m and t.citizen_id = c and t.team = (guard.scope()).team)',
      'a team that serves, for another purpose',
    ],
    ['the journey', `select (guard.scope()).purpose = 'grounds' and guard.serves(m, c)`, 'a team that takes part'],
  ])('a check that forgets %s is caught', async (_, body, writer) => {
    const { rows } = await municipality.admin.query<{ whole: string }>(
      `select pg_get_functiondef('guard.may_record(text, uuid)'::regprocedure) as whole`,
    )
    await municipality.admin.query(
      `create or replace function guard.may_record(m text, c uuid) returns boolean language sql stable cost 1000 set search_path = pg_catalog, public as $$ ${body} $$`,
    )
    const wrong = await listWrong()
    await municipality.admin.query(rows[0]?.whole ?? '')
    expect(wrong.join()).toContain(writer)
    expect(await listWrong()).toEqual([])
  })

  test('nobody records in another’s name, opens more than the record says, or changes what it says', async () => {
    const wearing = await scope({ username: 'nurse.health', purpose: 'grounds' })
    const recorded = insertGround('nurse.health', 'home-nursing')
    expect(await attempt(wearing, recorded, insertTeam('home-care'))).toBe('done')
    expect(await attempt(wearing, insertGround('lead.health', 'home-nursing'))).toMatch(/row-level security/)
    expect(await attempt(wearing, insertGround('nurse.health', 'employment'))).toMatch(/row-level security/)
    expect(await attempt(wearing, recorded, insertTeam('employment'))).toMatch(/row-level security/)
    expect(await attempt(wearing, recorded, insertTeam('home-care', '{health,economy}'))).toMatch(/row-level security/)
    for (const change of [`categories = '{economy}'`, `teams = '{employment}'`, 'valid_to = null', `reason = 'y'`])
      expect(await attempt(wearing, `update grounds set ${change} where id = '${groundId}'`)).toMatch(/permission denied/)
    expect(await attempt(wearing, `delete from grounds where id = '${groundId}'`)).toMatch(/permission denied/)
    expect(await attempt(wearing, `update ground_deeds set actor = 'x'`)).toMatch(/permission denied/)
    expect(await attempt(wearing, recorded.replace(`'care'`, `'application'`))).toMatch(/grounds_application_by_consent/)
  })
})
