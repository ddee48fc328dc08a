// The database and its queue, ready to be used: found or started, laid out, filled the first time.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createKeys, type Keys, roleUrl, setUpDatabase } from '@roedtraad/database'
import { setUpQueue } from '@roedtraad/queue'
import pg from 'pg'
import { readOrCreate } from './data-dir.ts'
import { dropHalfSeeded, seedOnce } from './first-seed.ts'
import { startPostgres } from './local-postgres.ts'
import { Refusal } from './refusal.ts'
import { tell } from './say.ts'
import type { Settings } from './settings.ts'

export interface Store {
  adminUrl: string
  apiUrl: string
  workerUrl: string
  queueUrl: string
  keysFile: string
  /** Whether the database is away, or was a moment ago. */
  isAway(): Promise<boolean>
}

const recentlyMs = 15_000

/** Opens everything that keeps data. What it starts it leaves to `held`. Throws Refusal or the plain sentence of the database. */
export async function openStore(settings: Settings, held: AsyncDisposableStack): Promise<Store> {
  const { dataDir } = settings
  const postgres = settings.databaseUrl === undefined ? await startPostgres({ dataDir, fsync: true, onTrouble: tell }) : undefined
  if (postgres) held.defer(() => postgres.stop())
  const adminUrl = settings.databaseUrl ?? postgres?.adminUrl ?? ''
  const keysFile = join(dataDir, 'keys.json')
  const keys = readOrCreate<Keys>(keysFile, createKeys)
  await dropHalfSeeded({ dataDir, adminUrl, embedded: postgres !== undefined })
  const urls = await layOut(settings, adminUrl, keys)
  await fill(settings, adminUrl, urls.apiUrl, keys)
  const diedLately = () => Date.now() - (postgres?.diedAt() ?? 0) < recentlyMs
  return { adminUrl, ...urls, keysFile, isAway: async () => diedLately() || !(await answers(adminUrl)) }
}

/** Roles get new passwords at every start: they live in the memory of this run and nowhere else. */
async function layOut(settings: Settings, adminUrl: string, keys: Keys): Promise<Pick<Store, 'apiUrl' | 'workerUrl' | 'queueUrl'>> {
  const passwords = { api: randomBytes(24).toString('base64url'), worker: randomBytes(24).toString('base64url') }
  await setUpDatabase({ adminUrl, keys, passwords })
  const apiUrl = roleUrl(adminUrl, 'rt_api', passwords.api)
  const workerUrl = roleUrl(adminUrl, 'rt_worker', passwords.worker)
  if (settings.queueUrl === undefined) await setUpQueue(adminUrl, { grantTo: ['rt_worker'] })
  else await setUpOwnQueue(settings.queueUrl)
  return { apiUrl, workerUrl, queueUrl: settings.queueUrl ?? workerUrl }
}

/** A queue that the operator named. Throws Refusal: a client's own words for "nobody answers" differ and say little. */
async function setUpOwnQueue(url: string): Promise<void> {
  await setUpQueue(url).catch((error: unknown) => {
    throw new Refusal(
      `The queue in QUEUE_URL cannot be used (${error instanceof Error ? error.message : String(error)}): see whether it runs and the address is right.`,
    )
  })
}

async function fill(settings: Settings, adminUrl: string, apiUrl: string, keys: Keys): Promise<void> {
  const { dataDir, seed: kind, ownSorIds, clockOffset } = settings
  const citizens = await seedOnce({ dataDir, adminUrl, apiUrl, keys, kind, ownSorIds, clockOffset })
  if (citizens > 0) tell(`Filled with a synthetic municipality: ${citizens} citizens that nobody is.`)
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
