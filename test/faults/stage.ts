// One battery's own municipality: a database, a queue, the real API in front, citizens with home care, and a way to say that one of them was admitted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpQueue } from '@roedtraad/queue'
import pg from 'pg'
import { cloneDatabase } from '../support/database.ts'
import { listCitizens, type TestCitizen, toAdmission, toCloudEvents } from './citizens.ts'
import { type Door, openDoor } from './door.ts'

export interface Stage {
  /** Whom something can be sent about. */
  names: readonly string[]
  /** URL of a superuser of the database. */
  adminUrl: string
  /** The queue as its own superuser sees it. */
  queueAdminUrl: string
  /** What a worker process needs. */
  environment: Record<string, string>
  ledgerPath: string
  /** Sends that she was admitted just now. True when it was taken in; rejects when there was no answer. */
  send(name: string): Promise<boolean>
  /** Plain SQL with a superuser's eyes. */
  query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>
  /** Rows that are neither done nor failed. */
  countUndone(): Promise<number>
  close(): Promise<void>
}

const registeredAtOnce = 250

/** Opens a municipality with that many citizens; the queue is in its database, or in the Redis given. Nothing is due when it opens. */
export async function openStage(options: { citizens: number; redisUrl?: string }): Promise<Stage> {
  const clone = await cloneDatabase()
  await setUpQueue(options.redisUrl ?? clone.adminUrl, { grantTo: ['rt_worker'] })
  const folder = mkdtempSync(join(tmpdir(), 'battery-'))
  const KEYS_FILE = join(folder, 'keys.json')
  const QUEUE_URL = options.redisUrl ?? clone.workerUrl
  writeFileSync(KEYS_FILE, JSON.stringify(clone.keys), { mode: 0o600 })
  const admin = new pg.Pool({ connectionString: clone.adminUrl, max: 1 })
  // A pool's end does not wait for its connections, and the database is dropped under them.
  admin.on('error', () => undefined)
  const query = async <Row extends pg.QueryResultRow>(sql: string) => (await admin.query<Row>(sql)).rows
  const door = await openDoor({ DATABASE_URL: clone.apiUrl, KEYS_FILE })
  const citizens = new Map(listCitizens(options.citizens).map((citizen) => [citizen.name, citizen]))
  const close = async () => {
    await door.close()
    await admin.end()
    await clone.drop()
    rmSync(folder, { recursive: true })
  }
  await register(door, [...citizens.values()]).catch(async (error) => {
    await close()
    throw error
  })
  await admin.query(`update outbox set state = 'done'`)
  return {
    names: [...citizens.keys()],
    adminUrl: clone.adminUrl,
    queueAdminUrl: options.redisUrl ?? clone.adminUrl,
    environment: { NODE_ENV: 'production', DATABASE_URL: clone.workerUrl, QUEUE_URL, KEYS_FILE },
    ledgerPath: join(folder, 'ledger.jsonl'),
    send: (name) => sendAdmission(door, citizens.get(name)),
    query,
    countUndone: async () => {
      const rows = await query<{ undone: number }>(`select count(*)::int as undone from outbox where state in ('waiting', 'sent')`)
      return rows[0]?.undone ?? 0
    },
    close,
  }
}

async function register(door: Door, citizens: readonly TestCitizen[]): Promise<void> {
  const now = new Date().toISOString()
  for (let at = 0; at < citizens.length; at += registeredAtOnce) {
    const batch = citizens.slice(at, at + registeredAtOnce).flatMap((citizen) => toCloudEvents(citizen, now))
    const { status, text } = await door.post('system.carerecord', '/api/v1/events', 'application/cloudevents-batch+json', batch)
    if (status !== 202 || JSON.parse(text).accepted !== batch.length)
      throw new Error(`The citizens were not taken in: ${status} ${text.slice(0, 500)}`)
  }
}

async function sendAdmission(door: Door, citizen: TestCitizen | undefined): Promise<boolean> {
  if (citizen === undefined) throw new Error('There is no citizen of that name.')
  const bundle = toAdmission(citizen, new Date().toISOString())
  const { status, text } = await door.post('system.hospital', '/fhir/$process-message', 'application/fhir+json', bundle)
  return status === 200 && text.includes('"code":"ok"')
}
