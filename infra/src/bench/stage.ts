// What the measurements need: a database with fsync on, an issuer, citizens, our API and worker as processes of their own, and a bare route beside them.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestIssuer, type TestIssuer } from '@roedtraad/api'
import { closeDatabase, createKeys, type Keys, roleUrl, setUpDatabase } from '@roedtraad/database'
import { setUpQueue } from '@roedtraad/queue'
import { createDeps, type Deps, receiveMessage, recordEvents } from '@roedtraad/use-cases'
import pg from 'pg'
import { startPostgres } from '../local-postgres.ts'
import { root } from '../paths.ts'
import { findFreePort } from '../ports.ts'
import { seed } from '../seed.ts'
import { eventOf, messageWay, notificationOf, toMessage, type Way } from './ways.ts'

const municipality = 'roedby'
export const citizens = 2_000
/** The first so many were discharged five days ago and have seen no nurse since: HE7 stands open for each. */
const discharged = 600

const tokenKeptMs = 300_000
const options = { municipality, ownSorIds: ['953741000016009'] }

export interface Stage {
  ours: string
  bare: string
  /** A token of this user, made once in a few minutes, as a system would. */
  tokenOf(username: string): string
  /** Index of a citizen who has not yet served for this way. */
  nextCitizen(way: Way): number
  queueUrl: string
  admin: pg.Client
  /** What the use cases need to work as the API does. */
  openDeps(): Deps
  /** A queue of its own in the same server, for the bare hop: on PostgreSQL one schema is one queue. */
  bareQueueUrl: string
  startWorker(queueUrl: string): { stop(): Promise<void> }
  /** The bare hop, a process of its own. */
  startHop(queueUrl: string): Promise<{ url: string; stop(): Promise<void> }>
  close(): Promise<void>
}

/** Builds it all in a folder that is removed again. */
export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'roedtraad bench '))
  const postgres = await startPostgres({ dataDir, fsync: true })
  const keys = createKeys()
  const keysFile = join(dataDir, 'keys.json')
  writeFileSync(keysFile, JSON.stringify(keys))
  const passwords = { api: 'api', worker: 'worker' }
  await setUpDatabase({ adminUrl: postgres.adminUrl, keys, passwords })
  await setUpQueue(postgres.adminUrl, { grantTo: ['rt_worker'] })
  const apiUrl = roleUrl(postgres.adminUrl, 'rt_api', passwords.api)
  const workerUrl = roleUrl(postgres.adminUrl, 'rt_worker', passwords.worker)
  await fill(postgres.adminUrl, apiUrl, keys)
  const admin = await openAdmin(postgres.adminUrl)
  const bareQueueUrl = await makeBareQueue(admin, postgres.adminUrl)
  const issuer = await startTestIssuer()
  const served = await serve({ apiUrl, adminUrl: postgres.adminUrl, workerUrl, keysFile, issuer })
  return {
    ours: served.ours,
    bare: served.bare,
    tokenOf: keepTokens(issuer),
    nextCitizen: dealCitizens(),
    queueUrl: workerUrl,
    admin,
    openDeps: () => createDeps({ ...options, keys, databaseUrl: apiUrl }),
    bareQueueUrl,
    startWorker(queueUrl) {
      const worker = run('services/worker/src/main.ts', { ...served.both, DATABASE_URL: workerUrl, QUEUE_URL: queueUrl })
      return { stop: () => end(worker) }
    },
    startHop: (queueUrl) => served.startBare({ QUEUE_URL: queueUrl }),
    async close() {
      await served.stop()
      await issuer.close()
      await admin.end()
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Sees everything, and makes what the bare side writes to. */
async function openAdmin(adminUrl: string): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query('create table bare (id text primary key, body jsonb not null)')
  await admin.query('create table bare_pages (id text primary key, body text not null)')
  return admin
}

function keepTokens(issuer: TestIssuer): (username: string) => string {
  const tokens = new Map<string, { token: string; mintedAt: number }>()
  return (username) => {
    const known = tokens.get(username)
    if (known !== undefined && Date.now() - known.mintedAt < tokenKeptMs) return known.token
    const fresh = { token: issuer.mint(username), mintedAt: Date.now() }
    tokens.set(username, fresh)
    return fresh.token
  }
}

function dealCitizens(): (way: Way) => number {
  const next = new Map<Way, number>()
  return (way) => {
    const index = next.get(way) ?? (way === messageWay ? discharged : 0)
    next.set(way, index + 1)
    return index
  }
}

interface Served {
  ours: string
  bare: string
  both: Record<string, string | undefined>
  startBare(more: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }>
  stop(): Promise<unknown>
}

/** Our API and the bare route, each a process of its own. */
async function serve(options: {
  apiUrl: string
  adminUrl: string
  workerUrl: string
  keysFile: string
  issuer: TestIssuer
}): Promise<Served> {
  const { apiUrl, adminUrl, workerUrl, keysFile, issuer } = options
  const apiPort = await findFreePort()
  const both = { PATH: process.env['PATH'], NODE_ENV: 'production', KEYS_FILE: keysFile, LOCAL_IDENTITY: 'true' }
  const login = {
    ISSUER_URL: issuer.url,
    ISSUER_AUDIENCE: 'urn:roedtraad:api',
    OIDC_CLIENT_ID: 'roedtraad',
    OIDC_CLIENT_SECRET: 'bench',
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
  }
  const api = run('services/api/src/main.ts', { ...both, ...login, PORT: String(apiPort), DATABASE_URL: apiUrl, QUEUE_URL: workerUrl })
  const publicKey = issuer.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const startBare = async (more: Record<string, string>) => {
    const port = await findFreePort()
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), DATABASE_URL: adminUrl, PUBLIC_KEY: publicKey }
    const bare = run('infra/src/bench/bare-route.ts', { ...env, ...more })
    await untilAnswers(`http://127.0.0.1:${port}/`)
    return { url: `http://127.0.0.1:${port}`, stop: () => end(bare) }
  }
  const [bare] = await Promise.all([startBare({}), untilAnswers(`http://127.0.0.1:${apiPort}/healthz`)])
  const ours = `http://127.0.0.1:${apiPort}`
  return { ours, bare: bare.url, both, startBare, stop: () => Promise.all([end(api), bare.stop()]) }
}

async function makeBareQueue(admin: pg.Client, adminUrl: string): Promise<string> {
  await admin.query('create database bare_queue')
  const url = new URL(adminUrl)
  url.pathname = '/bare_queue'
  await setUpQueue(url.href)
  return url.href
}

async function fill(adminUrl: string, apiUrl: string, keys: Keys): Promise<void> {
  const [admin, deps] = [adminUrl, apiUrl].map((databaseUrl) => createDeps({ ...options, keys, databaseUrl })) as [Deps, Deps]
  await seed({ admin, deps, kind: 'empty' })
  const sender = { username: 'system.carerecord' }
  const time = '2025-01-01T12:00:00Z'
  for (const kind of ['citizen.registered', 'homenursing.granted', 'homecare.granted']) {
    const detail = (index: number) => (kind === 'citizen.registered' ? { name: `Borger ${index}`, birthDate: '1940-06-15' } : {})
    const batch = Array.from({ length: citizens }, (_, index) =>
      eventOf(kind, index, { id: `${kind}-${index}`, time, detail: detail(index) }),
    )
    for (let at = 0; at < citizens; at += mostInBatch) await recordEvents(deps, sender, batch.slice(at, at + mostInBatch))
  }
  await dischargeSome(deps)
  await closeDatabase(admin.database)
  await closeDatabase(deps.database)
}

const mostInBatch = 1_000
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

async function dischargeSome(deps: Deps): Promise<void> {
  const sender = { username: 'system.hospital' }
  const [from, to] = [daysAgo(7), daysAgo(5)]
  for (let index = 0; index < discharged; index++)
    for (const told of [notificationOf(index, from), notificationOf(index, from, to)])
      await receiveMessage(deps, sender, { raw: toMessage(told), format: 'json', answerIn: 'json' })
}

function run(file: string, env: Record<string, string | undefined>): ChildProcess {
  return spawn(process.execPath, [join(root, file)], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} does not answer`)
}
