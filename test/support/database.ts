// A database of its own for a test file, cloned from the template in a tenth of a second.
import { randomBytes } from 'node:crypto'
import { type Keys, roleUrl } from '@roedtraad/database'
import pg from 'pg'
import { inject } from 'vitest'

export interface ClonedDatabase {
  adminUrl: string
  apiUrl: string
  workerUrl: string
  keys: Keys
  drop(): Promise<void>
}

const cloneLock = 5_150

/** Clones the template. Several files may ask at once; Postgres clones one at a time. */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const template = new URL(inject('adminUrl'))
  const name = `t_${randomBytes(6).toString('hex')}`
  const run = async (sql: string) => {
    const url = new URL(template)
    url.pathname = '/postgres'
    const client = new pg.Client({ connectionString: url.toString() })
    await client.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [cloneLock])
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name} template ${template.pathname.slice(1)}`)
  template.pathname = `/${name}`
  const adminUrl = template.toString()
  return {
    adminUrl,
    apiUrl: roleUrl(adminUrl, 'rt_api', 'api'),
    workerUrl: roleUrl(adminUrl, 'rt_worker', 'worker'),
    keys: inject('keys'),
    drop: () => run(`drop database if exists ${name} with (force)`),
  }
}
