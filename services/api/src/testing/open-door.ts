// The whole door over a real database and a real issuer, for tests of the way in. A Postgres must be there: ROEDTRAAD_TEST_ADMIN_URL names its superuser.
// Makes a database of its own, with the organisation and no citizens, and drops it again.
import { closeDatabase, createKeys, roleUrl, setUpDatabase } from '@roedtraad/database'
import { areas, localMunicipality, teams, users } from '@roedtraad/domain'
import { createDeps, type Deps } from '@roedtraad/use-cases'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import type { Slice } from '../slice.ts'
import { buildApp } from './build-app.ts'
import { startTestIssuer, type TestIssuer } from './test-issuer.ts'

export interface Door {
  app: FastifyInstance
  deps: Deps
  issuer: TestIssuer
  /** Where it listens. */
  address: string
  /** The name of its database. */
  name: string
  /** Runs SQL as superuser, inside the database. */
  admin(sql: string): Promise<void>
  /** Runs SQL as superuser, outside the database. */
  cluster(sql: string): Promise<void>
  /** Headers with a token of this user. */
  as(username: string, more?: Record<string, string>): Record<string, string>
  close(): Promise<void>
}

export const adminUrl = process.env.ROEDTRAAD_TEST_ADMIN_URL
if (adminUrl === undefined) console.info('Skipped: the tests of the door need a Postgres. Name its superuser in ROEDTRAAD_TEST_ADMIN_URL.')

/** Opens the door. `more` are slices planted by the test. */
export async function openDoor(more: readonly Slice[] = []): Promise<Door> {
  const name = `door_${process.pid}_${Date.now()}`
  const cluster = (sql: string) => run(adminUrl ?? '', [sql])
  const own = new URL(adminUrl ?? '')
  own.pathname = `/${name}`
  const keys = createKeys()
  await makeDatabase(name, own.href, keys)
  const databaseUrl = roleUrl(own.href, 'rt_api', 'api')
  const deps = createDeps({ databaseUrl, keys, municipality: localMunicipality, ownSorIds: [] })
  const issuer = await startTestIssuer()
  const app = await buildApp(deps, { issuerUrl: issuer.url, databaseUrl }, more)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    app,
    deps,
    issuer,
    address,
    name,
    admin: (sql) => run(own.href, [sql]),
    cluster,
    as: (username, headers = {}) => ({ authorization: `Bearer ${issuer.mint(username)}`, ...headers }),
    async close() {
      await app.close()
      await closeDatabase(deps.database)
      await issuer.close()
      await cluster(`drop database ${name} with (force)`)
    },
  }
}

/** Roles belong to the whole cluster, so test files set up one after the other. */
async function makeDatabase(name: string, url: string, keys: ReturnType<typeof createKeys>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(724012)')
    await client.query(`create database ${name}`)
    await setUpDatabase({ adminUrl: url, keys, passwords: { api: 'api', worker: 'worker' } })
  } finally {
    await client.end()
  }
  await run(url, organisation())
}

function organisation(): string[] {
  const literal = (value: unknown) => (typeof value === 'boolean' ? String(value) : pg.escapeLiteral(String(value)))
  const insert = (table: string, columns: string, ...values: unknown[]) =>
    `insert into ${table} (municipality, ${columns}) values (${[localMunicipality, ...values].map(literal).join(', ')})`
  const member = (username: string, team: string, lead: boolean) => insert('memberships', 'username, team, lead', username, team, lead)
  return [
    ...areas.map(({ id, name }, position) => insert('areas', 'id, name_da, name_en, position', id, name.da, name.en, position)),
    ...teams.map(({ id, area, name, kind, controller }) =>
      insert('teams', 'id, area, name_da, name_en, kind, kle, controller', id, area, name.da, name.en, kind, '{}', controller),
    ),
    ...users.map(({ username, name, role }) => insert('users', 'username, name, role', username, name, role)),
    insert('users', 'username, name, role', 'system.hospital', 'Sygehuset', 'system'),
    ...users.flatMap((user) => user.teams.map(({ team, lead }) => member(user.username, team, lead))),
    member('lead.health', 'rehabilitation', false),
  ]
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

type Cookie = LightMyRequestResponse['cookies'][number]
export interface Walk {
  begin: LightMyRequestResponse
  /** The cookie of the log-in under way. */
  cookie: Cookie | undefined
  /** Where the provider sent the browser back to. */
  back: URL
  end: LightMyRequestResponse
  session: Cookie | undefined
  rt_session: string
}

/** A walk of a browser through the log-in: the answers on its way, the cookies it ends with. */
export async function logIn(door: Door, username: string, { returnTo = '/alerts', headers = {}, cookies = {} } = {}): Promise<Walk> {
  door.issuer.logInAs(username)
  const begin = await door.app.inject({ url: `/auth/login?returnTo=${encodeURIComponent(returnTo)}`, headers })
  const cookie = begin.cookies.find((one) => one.name === 'rt_login')
  const provider = await fetch(String(begin.headers.location), { redirect: 'manual' })
  const back = new URL(provider.headers.get('location') ?? '')
  const end = await door.app.inject({ url: back.pathname + back.search, cookies: { ...cookies, rt_login: cookie?.value ?? '' } })
  const session = end.cookies.find((one) => one.name === 'rt_session')
  return { begin, cookie, back, end, session, rt_session: session?.value ?? '' }
}
