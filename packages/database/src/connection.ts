// The pool, and the way every value crosses it: instants as UTC strings, bigints as numbers.
import { createSecretKey, type KeyObject } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated.ts'

export interface Database {
  kysely: Kysely<DB>
  pool: pg.Pool
  /** Signs scopes; see scope.ts. */
  scopeKey: KeyObject
}

const timestamptz = 1184
const bigint = 20
const date = 1082
const parsers = new Map<number, (text: string) => unknown>([
  [timestamptz, (text) => new Date(text.length === 22 || /[+-]\d\d$/.test(text) ? `${text.replace(' ', 'T')}:00` : text).toISOString()],
  [bigint, Number],
  [date, (text) => text],
])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
}

/** Opens a pool for one role. `url` is that role's; `scopeKey` base64, from the key file. */
export function openDatabase(options: { url: string; scopeKey: string; maxConnections?: number }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    // Statements are sent without waiting for the answer to the one before; see scope.ts.
    pipeline: true,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    // The walls make plans large: planning a named statement anew at every call costs ten times its execution.
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
    types: types as pg.CustomTypesConfig,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // Nor one that breaks while it is lent out: its statements are told, and a socket may tell a second time after them.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool, scopeKey: createSecretKey(options.scopeKey, 'base64') }
}

/** Waits for running queries and closes the pool. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.kysely.destroy()
}
