// What injected SQL can see: the statements here run as the application's own role, as if a query had been broken open.
import { inScope, signScope } from '@roedtraad/database'
import { type Actor, scopeOf } from '@roedtraad/use-cases'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const tables = [
  'citizens',
  'identities',
  'relations',
  'facts',
  'events',
  'alerts',
  'alert_recipients',
  'signals',
  'alert_deeds',
  'messages',
  'quarantine',
  'outbox',
  'timers',
  'receipts',
  'access_log',
  'sessions',
  'idempotency_keys',
  'citizen_merges',
  'match_decisions',
  'merge_suggestions',
  'imports',
  'import_lines',
]

describe('the wall', () => {
  let municipality: TestMunicipality
  let nurse: Actor
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    nurse = await municipality.actor('nurse.health')
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', hoursAfter(now, -900)),
      registered(ole, 'Ole Ørsted', hoursAfter(now, -900)),
    )
    await municipality.send(
      'system.carerecord',
      event('homenursing.granted', hoursAfter(now, -800)),
      event('homecare.granted', hoursAfter(now, -800), { citizen: ole }),
    )
    await municipality.send(
      'system.carerecord',
      event('nursing.contact', hoursAfter(now, -10)),
      event('homecare.visit.missed', hoursAfter(now, -10), { citizen: ole }),
    )
    await municipality.judge()
  })
  afterAll(() => municipality.close())

  const asApi = async (before: string, sql: string) => {
    const client = new pg.Client({ connectionString: municipality.api.database.pool.options.connectionString })
    await client.connect()
    try {
      await client.query('begin')
      if (before !== '') await client.query(before)
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  const counts = (list: string[]) => list.map((table) => `(select count(*)::int from ${table})`).join(' + ')

  test('without a scope every table is empty', async () => {
    expect(await asApi('', `select ${counts(tables)} as rows`)).toEqual([{ rows: 0 }])
  })

  test.each([
    ['empty', () => ''],
    ['words', () => 'I am the nurse'],
    [
      'an unsigned claim',
      () => `${Buffer.from(JSON.stringify({ ...scopeOf(municipality.api, nurse, 'x'), reach: 'municipality' })).toString('base64')}.`,
    ],
    ['a signature by another key', () => signScope(scopeOf(municipality.api, nurse, 'x'), 1, Buffer.alloc(32, 7))],
  ])('a forged scope (%s) shows nothing', async (_, forge) => {
    expect(await asApi(`select set_config('app.scope', '${forge()}', true)`, `select ${counts(tables)} as rows`)).toEqual([{ rows: 0 }])
  })

  test('a true scope is worth nothing in another connection, and nothing after its minute', async () => {
    const scope = scopeOf(municipality.api, nurse, 'x')
    const key = municipality.api.database.scopeKey
    const client = new pg.Client({ connectionString: municipality.api.database.pool.options.connectionString })
    await client.connect()
    const pid = (client as unknown as { processID: number }).processID
    const see = async (signed: string) => {
      await client.query(`begin; select set_config('app.scope', '${signed}', true)`)
      const { rows } = await client.query('select count(*)::int as seen from citizens')
      await client.query('rollback')
      return rows[0]?.seen
    }
    expect(await see(signScope(scope, pid, key))).toBe(1)
    expect(await see(signScope(scope, pid + 1, key))).toBe(0)
    expect(await see(signScope(scope, pid, key, Date.now() - 61_000))).toBe(0)
    await client.end()
  })

  test('a team sees the citizens it serves and its own area’s facts, and nobody else’s', async () => {
    const seen = await inScope(municipality.api.database, scopeOf(municipality.api, nurse, 'x'), async (tx) => ({
      citizens: await tx.selectFrom('citizens').select('name').execute(),
      kinds: (await tx.selectFrom('facts').select('kind').execute()).map((row) => row.kind).sort(),
      others: await tx.selectFrom('events').select('id').execute(),
    }))
    expect(seen).toEqual({
      citizens: [{ name: 'Else Ågård' }],
      kinds: ['citizen.registered', 'homenursing.granted', 'nursing.contact'],
      others: [],
    })
  })

  test('inside a person’s scope injected SQL neither widens it nor writes what the wall keeps', async () => {
    const attempt = (sql: string) =>
      inScope(municipality.api.database, scopeOf(municipality.api, nurse, 'x'), async (tx) =>
        tx.prepared(`attempt ${sql.slice(0, 40)}`, sql, []),
      )
    await expect(attempt('select inner_pad from guard.keys')).rejects.toThrow(/permission denied/)
    await expect(attempt('set local role rt_owner')).rejects.toThrow(/permission denied/)
    await expect(attempt(`update access_log set actor = 'somebody'`)).rejects.toThrow(/permission denied/)
    await expect(attempt('truncate facts')).rejects.toThrow(/permission denied/)
    await expect(
      attempt(
        `insert into relations select municipality, citizen_id, 'home-nursing', 'homecare.granted', 'x', now(), null from relations limit 1`,
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      attempt(
        `insert into access_log (municipality, at, actor, actor_kind, purpose, ground, what, citizens, categories) values ('roedby', now(), 'lead.health', 'person', 'x', 'x', 'read', '{}', '{}')`,
      ),
    ).rejects.toThrow(/row-level security/)
    expect(await attempt(`select * from guard.find_by_digest('\\x00')`)).toEqual([])
    expect(await attempt(`select guard.exists_citizen(id) as there from citizens`)).toEqual([{ there: false }])
    expect(await attempt(`update facts set value = 1 returning id`)).toEqual([])
    expect(await attempt(`update citizens set name = 'x' returning id`)).toEqual([])
  })

  test('the scope does not outlive its transaction on a pooled connection', async () => {
    await inScope(municipality.api.database, scopeOf(municipality.api, nurse, 'x'), (tx) =>
      tx.selectFrom('citizens').select('id').execute(),
    )
    const clients = await Promise.all(Array.from({ length: 8 }, () => municipality.api.database.pool.connect()))
    const seen = await Promise.all(
      clients.map(async (client) => (await client.query('select count(*)::int as seen from citizens')).rows[0]?.seen),
    )
    for (const client of clients) client.release()
    expect(seen).toEqual(Array.from({ length: 8 }, () => 0))
  })

  test('identifiers stand sealed, and no number is anywhere in the database as text', async () => {
    const { rows } = await municipality.admin.query<{ table_name: string }>(
      `select table_name from information_schema.tables where table_schema = 'public'`,
    )
    for (const { table_name } of rows) {
      const { rows: found } = await municipality.admin.query(`select 1 from ${table_name} t where t::text like $1 or t::text like $2`, [
        `%${els.value}%`,
        `%${Buffer.from(els.value).toString('hex')}%`,
      ])
      expect(found, table_name).toEqual([])
    }
  })
})
