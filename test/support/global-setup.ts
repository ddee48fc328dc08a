// Once before all integration tests: a PostgreSQL of our own with a template database, a private Redis if the machine has the program, and the built web.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeys, openDatabase, setUpDatabase } from '@roedtraad/database'
import { areas, localMunicipality, sendingSystems, teams, users } from '@roedtraad/domain'
import { findProgram, startPostgres, startRedis } from '@roedtraad/infra'
import { setUpQueue } from '@roedtraad/queue'
import { publishReference } from '@roedtraad/use-cases'
import type { TestProject } from 'vitest/node'
import { leftOut } from './batteries.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    keys: { scope: string; seal: string; digest: string }
    redisUrl: string | null
    chromium: string | null
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'roedtraad test '))
  const postgres = await startPostgres({ dataDir, fsync: false, scratch: dataDir })
  const keys = createKeys()
  await makeTemplate(postgres.adminUrl, keys)
  const redis = await startRedis()
  const chromium = findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? null
  tellSkips(redis !== undefined, chromium !== null)
  // For the door's own tests, which make their database themselves.
  process.env['ROEDTRAAD_TEST_ADMIN_URL'] = postgres.adminUrl
  project.provide('adminUrl', postgres.adminUrl)
  project.provide('keys', keys)
  project.provide('redisUrl', redis?.url ?? null)
  project.provide('chromium', chromium)
  return async () => {
    await redis?.stop()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The database `roedtraad` becomes the template that every test file clones. */
async function makeTemplate(adminUrl: string, keys: ReturnType<typeof createKeys>): Promise<void> {
  await setUpDatabase({ adminUrl, keys, passwords: { api: 'api', worker: 'worker' } })
  await setUpQueue(adminUrl, { grantTo: ['rt_api', 'rt_worker'] })
  const database = openDatabase({ url: adminUrl, scopeKey: keys.scope, maxConnections: 1 })
  await publishReference(
    { database, municipality: localMunicipality, clock: () => new Date().toISOString() },
    { areas, teams, users, sendingSystems },
  )
  await database.pool.end()
}

/** Says what this machine cannot run, and how it could. Throws on CI, where a skip would be a silent gap. */
function tellSkips(redis: boolean, chromium: boolean): void {
  const missing = [
    redis ? '' : 'no Redis binary on this machine; install redis-server or valkey-server',
    chromium ? '' : 'no Chromium on this machine; install chromium or google-chrome',
  ].filter((sentence) => sentence !== '')
  for (const sentence of missing) process.stdout.write(`skipped: ${sentence}\n`)
  if (leftOut.length > 0) process.stdout.write(`left out: ${leftOut.length} batteries; CI=true npm test runs them too\n`)
  if (missing.length > 0 && process.env.CI === 'true') throw new Error(`With CI=true nothing may be skipped: ${missing.join(', and ')}.`)
}
