// Every transaction wears a signed scope: who asks, for which team, why, and at which product time. The policies believe nothing else.
import { createHash, createHmac, type KeyObject } from 'node:crypto'
import type { Instant } from '@roedtraad/domain'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from './connection.ts'
import type { DB } from './schema.generated.ts'

export interface Scope {
  municipality: string
  /** Username, or the name of the job. */
  actor: string
  kind: 'person' | 'system' | 'job'
  team: string | null
  area: string | null
  role: string | null
  purpose: string
  /** `team`: what the acting team may see. `municipality`: ingestion, judging and seeding, in code that hands no rows to a reader. */
  reach: 'team' | 'municipality'
  /** Product time. */
  at: Instant
}

/**
 * A transaction under a scope: a query builder that stays on one connection. Made once for each connection and reused by its transactions,
 * of which there is never more than one at a time. Statements are sent as they come and answered in order, so that what does not wait for an answer costs no round trip.
 */
export class Tx extends Kysely<DB> {
  scope: Scope
  /** Runs one named statement, parsed once per connection: for the paths that run all day. */
  readonly prepared: <T>(name: string, sql: string, values: unknown[]) => Promise<T[]>
  /** Sends one whose answer nobody reads. The commit waits for it, and does not happen when it fails. */
  readonly send: (name: string, sql: string, values: unknown[]) => void
  readonly #sent: Promise<unknown>[] = []
  constructor(client: pg.PoolClient, scope: Scope) {
    super({ dialect: new PostgresDialect({ pool: onlyThis(client) }) })
    this.scope = scope
    this.prepared = async <T>(name: string, text: string, values: unknown[]) =>
      (await client.query({ name: this.#nameOf(name), text, values })).rows as T[]
    this.send = (name, text, values) => this.#keep(client.query({ name: this.#nameOf(name), text, values }))
  }

  /** A plan belongs to the role that it was made for; the same statement under another is another. */
  #nameOf(name: string): string {
    return this.scope.reach === 'municipality' ? `${name} of all` : name
  }

  /** Keeps what was sent until the commit; a failure is told there and not as one that nobody caught. */
  #keep(sent: Promise<unknown>): void {
    sent.catch(() => undefined)
    this.#sent.push(sent)
  }

  /** Begins: the answer is waited for at the end, because everything after it stands or falls with it. */
  begin(begun: Promise<unknown>, scope: Scope): void {
    this.scope = scope
    this.#sent.length = 0
    this.#keep(begun)
  }

  /** Everything sent without waiting, once answered. Rejects with the first failure. */
  async settled(): Promise<void> {
    await Promise.all(this.#sent)
  }
}

const validSeconds = 60

/** The value of the setting app.scope: payload and signature, for one backend and one minute of real time. The payload is a row of guard.claims. */
export function signScope(scope: Scope, backendPid: number, key: Buffer | KeyObject, realNow = Date.now()): string {
  const { municipality, actor, kind, team, area, role, purpose, reach, at } = scope
  const row = [
    municipality,
    actor,
    kind,
    team,
    area,
    role,
    purpose,
    reach,
    at,
    backendPid,
    new Date(realNow + validSeconds * 1000).toISOString(),
  ]
  const payload = Buffer.from(`(${row.map(toField).join(',')})`).toString('base64')
  return `${payload}.${createHmac('sha256', key).update(payload).digest('hex')}`
}

/** A value as PostgreSQL reads it inside a row; nothing is null. */
function toField(value: string | number | null): string {
  return value === null ? '' : `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`
}

/**
 * Runs `work` in one transaction under `scope`. Commits when it returns, rolls back when it throws.
 * `locks` are held until the end; they are taken in one order, so that two transactions never wait for each other.
 */
export async function inScope<T>(
  database: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  locks: readonly bigint[] = [],
): Promise<T> {
  const client = await database.pool.connect()
  let broken = false
  const tx = transactionOn(client, scope)
  try {
    tx.begin(client.query(beginning(client, scope, database.scopeKey, locks)), scope)
    const result = await work(tx)
    const committed = client.query('commit')
    committed.catch(() => undefined)
    await tx.settled()
    // A failed transaction answers a commit by rolling back: whoever caught the failure on the way must not take it for done.
    if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw await causeOf(tx, error)
  } finally {
    client.release(broken)
  }
}

/** One message: the signed value holds nothing but base64, a dot and hex, and a lock is a number, so both can stand in the text. */
function beginning(client: pg.PoolClient, scope: Scope, key: KeyObject, locks: readonly bigint[]): string {
  const taken = [...new Set(locks)].sort((a, b) => (a < b ? -1 : 1)).map((lock) => `; select pg_advisory_xact_lock(${lock})`)
  const worn = scope.reach === 'municipality' ? `, ${intakeRole}` : ''
  return `begin; select set_config('app.scope', '${signScope(scope, processId(client), key)}', true)${worn}${taken.join('')}`
}

/** The API's role has the policies of teams; for the whole municipality it wears one that has not. `none` is the role that logged in. */
const intakeRole = `set_config('role', case session_user when 'rt_api' then 'rt_intake' else 'none' end, true)`

/** What failed first: a statement behind a failed one is only told that the transaction is aborted. */
async function causeOf(tx: Tx, error: unknown): Promise<unknown> {
  return tx.settled().then(
    () => error,
    (first: unknown) => ((error as { code?: unknown } | null)?.code === inFailedTransaction ? first : error),
  )
}

const inFailedTransaction = '25P02'

/** The lock that keeps two transactions from working on the same subject (a citizen, an identifier) at once. */
export function lockOf(subject: string | Buffer): bigint {
  return createHash('sha256').update(subject).digest().readBigInt64BE()
}

function processId(client: pg.PoolClient): number {
  return (client as pg.PoolClient & { processID: number }).processID
}

const transactions = new WeakMap<pg.PoolClient, Tx>()

function transactionOn(client: pg.PoolClient, scope: Scope): Tx {
  const tx = transactions.get(client) ?? new Tx(client, scope)
  transactions.set(client, tx)
  return tx
}

/** A pool of one connection that is already taken and is given back elsewhere. */
function onlyThis(client: pg.PoolClient): pg.Pool {
  const lent = new Proxy(client, { get: (target, name) => (name === 'release' ? () => undefined : bound(target, name)) })
  return { connect: async () => lent, end: async () => undefined } as unknown as pg.Pool
}

function bound(target: pg.PoolClient, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name)
  return typeof member === 'function' ? member.bind(target) : member
}
