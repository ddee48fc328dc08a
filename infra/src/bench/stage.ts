// What the measurements need: a database with fsync on, an issuer, citizens, our API and worker as processes of their own, and a bare route beside them.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestIssuer, type TestIssuer } from '@roedtraad/api'
import { closeDatabase, createKeys, roleUrl, setUpDatabase } from '@roedtraad/database'
import { cprSystem } from '@roedtraad/domain'
import { setUpQueue } from '@roedtraad/queue'
import { createDeps, findActor, recordEvents } from '@roedtraad/use-cases'
import pg from 'pg'
import { startPostgres } from '../local-postgres.ts'
import { root } from '../paths.ts'
import { findFreePort } from '../ports.ts'
import { seed } from '../seed.ts'

const municipality = 'roedby'
export const citizens = 1_000
/** Numbers that are nobody's: the 31st of February. */
export const numberOf = (index: number) => `310250${String(1_000 + index)}`

export interface Stage {
  ours: string
  bare: string
  issuer: TestIssuer
  queueUrl: string
  admin: pg.Client
  adminUrl: string
  /** A queue of its own in the same server, for the bare hop: on PostgreSQL one schema is one queue. */
  bareQueueUrl: string
  startWorker(queueUrl: string): { stop(): Promise<void> }
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
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  await admin.query('create table bare (id text primary key, body jsonb not null)')
  const bareQueueUrl = await makeBareQueue(admin, postgres.adminUrl)
  const issuer = await startTestIssuer()
  const served = await serve({ apiUrl, adminUrl: postgres.adminUrl, workerUrl, keysFile, issuer })
  return {
    ours: served.ours,
    bare: served.bare,
    issuer,
    queueUrl: workerUrl,
    admin,
    adminUrl: postgres.adminUrl,
    bareQueueUrl,
    startWorker(queueUrl) {
      const worker = run('services/worker/src/main.ts', { ...served.both, DATABASE_URL: workerUrl, QUEUE_URL: queueUrl })
      return { stop: () => end(worker) }
    },
    async close() {
      await served.stop()
      await issuer.close()
      await admin.end()
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface Served {
  ours: string
  bare: string
  both: Record<string, string | undefined>
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
  const [apiPort, barePort] = [await findFreePort(), await findFreePort()]
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
  const bare = run('infra/src/bench/bare-route.ts', {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT: String(barePort),
    DATABASE_URL: adminUrl,
    PUBLIC_KEY: publicKey,
  })
  await Promise.all([untilAnswers(`http://127.0.0.1:${apiPort}/healthz`), untilAnswers(`http://127.0.0.1:${barePort}/`)])
  return { ours: `http://127.0.0.1:${apiPort}`, bare: `http://127.0.0.1:${barePort}`, both, stop: () => Promise.all([end(api), end(bare)]) }
}

async function makeBareQueue(admin: pg.Client, adminUrl: string): Promise<string> {
  await admin.query('create database bare_queue')
  const url = new URL(adminUrl)
  url.pathname = '/bare_queue'
  await setUpQueue(url.href)
  return url.href
}

async function fill(adminUrl: string, apiUrl: string, keys: ReturnType<typeof createKeys>): Promise<void> {
  const options = { keys, municipality, ownSorIds: ['953741000016009'] }
  const [admin, deps] = [createDeps({ ...options, databaseUrl: adminUrl }), createDeps({ ...options, databaseUrl: apiUrl })]
  await seed({ admin, deps, kind: 'empty' })
  const sender = await findActor(deps, 'system.carerecord')
  const event = (kind: string, index: number, detail: object) => ({
    specversion: '1.0',
    id: `${kind}-${index}`,
    source: 'urn:carerecord:bench',
    type: `dk.roedtraad.${kind}`,
    time: '2025-01-01T12:00:00Z',
    data: { citizen: { system: cprSystem, value: numberOf(index) }, detail },
  })
  for (const kind of ['citizen.registered', 'homenursing.granted', 'homecare.granted']) {
    const batch = Array.from({ length: citizens }, (_, index) =>
      event(kind, index, kind === 'citizen.registered' ? { name: `Borger ${index}`, birthDate: '1940-06-15' } : {}),
    )
    await recordEvents(deps, sender, batch)
  }
  await closeDatabase(admin.database)
  await closeDatabase(deps.database)
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
