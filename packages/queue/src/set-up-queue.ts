// What must be true of a backend before anything uses it: BullMQ's tables in PostgreSQL, and a Redis that never throws keys away.
import { runMigrations } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { backendKind, queueSchema } from './connection.ts'

const setUpLock = 724_012

/**
 * Makes the backend ready; safe to repeat and to run at once. On PostgreSQL the URL's role needs CREATE on the database, and the roles in `grantTo`
 * may use the queue afterwards (CREATE on BullMQ's schema too: it makes sure of a sequence with every add). Throws one sentence when Redis would evict keys under memory pressure: BullMQ itself only warns, and loses jobs.
 */
export async function setUpQueue(url: string, options: { grantTo?: readonly string[] } = {}): Promise<void> {
  if (backendKind(url) === 'postgres') await setUpPostgres(url, options.grantTo ?? [])
  else await checkRedis(url)
}

async function setUpPostgres(url: string, roles: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Grants made by two at once fail; the lock ends with the connection.
    await client.query('select pg_advisory_lock($1)', [setUpLock])
    await runMigrations(client, queueSchema)
    for (const role of roles.map((name) => client.escapeIdentifier(name))) {
      await client.query(`grant usage, create on schema ${queueSchema} to ${role};
        grant select, insert, update, delete on all tables in schema ${queueSchema} to ${role};
        grant usage on all sequences in schema ${queueSchema} to ${role};
        grant execute on all functions in schema ${queueSchema} to ${role}`)
    }
  } finally {
    await client.end()
  }
}

async function checkRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null })
  // Without a listener ioredis prints the error itself; connect() already throws it.
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1]
    if (policy !== 'noeviction') {
      throw new Error(
        `Redis must run with maxmemory-policy noeviction, or it throws jobs away when memory is short; it has ${policy ?? 'none that it tells'}.`,
      )
    }
  } finally {
    redis.disconnect()
  }
}
