import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type LocalPostgres, startPostgres } from './local-postgres.ts'
import { readPidFile } from './postgres/leftover.ts'
import { findProcess } from './processes.ts'

describe('the embedded PostgreSQL', () => {
  let dataDir: string
  let postgres: LocalPostgres
  const trouble: string[] = []
  beforeAll(async () => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'roedtraad postgres ')), 'with space')
    mkdirSync(dataDir)
    postgres = await startPostgres({ dataDir, fsync: true, scratch: dataDir, onTrouble: (sentence) => trouble.push(sentence) })
  })
  afterAll(async () => {
    await postgres.stop()
    rmSync(join(dataDir, '..'), { recursive: true, force: true })
  })

  const query = async (sql: string, url = postgres.adminUrl) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
    } finally {
      await client.end()
    }
  }
  const home = () => (statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false }) ? join(dataDir, 'postgres') : dataDir)
  const server = () => findProcess(Number(readPidFile(join(home(), 'data'))[0]))

  test('keeps what it has answered, on this machine only', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'max_connections']
    expect(await query(names.map((name) => `select current_setting('${name}')`).join(' union all '))).toEqual([
      'on',
      'on',
      'on',
      'on',
      '127.0.0.1',
      '300',
    ])
  })

  test('lets nobody in without the password', async () => {
    const url = new URL(postgres.adminUrl)
    url.password = 'guessed'
    await expect(query('select 1', url.href)).rejects.toThrow(/password authentication failed/)
  })

  test('is started again on the same address when it is killed, with what was committed', async () => {
    await query('create table kept as select 1 as one')
    process.kill(server()?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(async () => expect(await query('select one from kept')).toEqual([1]), { timeout: 20_000, interval: 50 })
    expect(trouble).toEqual(['The database ended without being asked to and is started again.'])
    expect(postgres.diedAt()).toBeGreaterThan(0)
  })
})
