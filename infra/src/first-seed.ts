// Fills the database the first time. A start that was killed while it did so leaves half a municipality, which the next start must not take for a whole one.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase, type Database, type Keys, openDatabase } from '@roedtraad/database'
import { localMunicipality } from '@roedtraad/domain'
import { createDeps, isEmpty } from '@roedtraad/use-cases'
import pg from 'pg'
import { Refusal } from './refusal.ts'
import { seed } from './seed.ts'

export interface SeedOptions {
  dataDir: string
  adminUrl: string
  apiUrl: string
  keys: Keys
  kind: 'demo' | 'empty'
  ownSorIds: readonly string[]
  clockOffset: number
}

const firstCountMs = 300
const longestCountMs = 2_500
const markIn = (dataDir: string) => join(dataDir, 'filling')

/**
 * Seeds; a database that nobody is in yet under a mark that stays when it is cut off. Returns how many citizens there are to see now; 0 where some were
 * there before. The mark lets the next start empty the database, so it never stands over one that could hold more than the seed.
 */
export async function seedOnce(options: SeedOptions): Promise<number> {
  const { adminUrl, apiUrl, keys, clockOffset, ownSorIds } = options
  const mark = markIn(options.dataDir)
  const admin = openDatabase({ url: adminUrl, scopeKey: keys.scope, maxConnections: 2 })
  const deps = createDeps({ databaseUrl: apiUrl, keys, municipality: localMunicipality, ownSorIds, clockOffset })
  const seeded = new AbortController()
  try {
    const isFirst = options.kind === 'demo' && (await isEmpty(deps))
    if (isFirst) writeFileSync(mark, '')
    const statistics = isFirst ? keepStatistics(admin, seeded.signal) : undefined
    const citizens = await seed({
      admin: { database: admin, municipality: localMunicipality, clock: deps.clock },
      deps,
      kind: options.kind,
    })
    rmSync(mark, { force: true })
    seeded.abort()
    await statistics
    return citizens
  } finally {
    seeded.abort()
    await closeDatabase(deps.database)
    await closeDatabase(admin)
  }
}

/**
 * Tells the planner again and again how the tables grow: what it plans for an empty table reads the whole of a full one, and autovacuum comes too late.
 * Ends soon after `signal`, with everything counted.
 */
async function keepStatistics({ pool }: Database, signal: AbortSignal): Promise<void> {
  for (let wait = firstCountMs; !signal.aborted; wait = Math.min(wait * 2, longestCountMs)) {
    await sleep(wait, undefined, { signal }).catch(() => undefined)
    await pool.query('analyze').catch(() => undefined)
  }
}

/** Empties the embedded database when the last start was cut off while it filled it. Throws Refusal where the database is not ours to empty. */
export async function dropHalfSeeded(options: { dataDir: string; adminUrl: string; embedded: boolean }): Promise<void> {
  const mark = markIn(options.dataDir)
  if (!existsSync(mark)) return
  if (!options.embedded)
    throw new Refusal(`The last start was cut off while it filled the database: empty the database, delete ${mark} and start again.`)
  const url = new URL(options.adminUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
    await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
  rmSync(mark)
}
