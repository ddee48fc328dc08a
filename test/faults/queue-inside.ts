// Looking into the queue behind BullMQ's back: which jobs are running, and losing everything it holds.
import { queueSchema } from '@roedtraad/queue'
import { Redis } from 'ioredis'
import pg from 'pg'

export interface QueueInside {
  /** Lock tokens of running jobs; the part before the last colon names the worker that runs them. */
  listActiveTokens(): Promise<string[]>
  /** Jobs held, running ones included. */
  count(): Promise<number>
  /** Loses everything at once. */
  wipe(): Promise<void>
  close(): Promise<void>
}

/** Opens the inside of the queue at this URL (for PostgreSQL: of a superuser). */
export async function openQueueInside(url: string): Promise<QueueInside> {
  return url.startsWith('redis') ? insideRedis(url) : insidePostgres(url)
}

async function insidePostgres(url: string): Promise<QueueInside> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const read = async (sql: string) => (await client.query<{ value: string }>(sql)).rows.map((row) => row.value)
  return {
    listActiveTokens: () => read(`select lock_token as value from ${queueSchema}.job where state = 'active'`),
    count: async () => (await read(`select id as value from ${queueSchema}.job`)).length,
    wipe: async () => {
      const tables = await read(
        `select format('%I.%I', schemaname, tablename) as value from pg_tables where schemaname = '${queueSchema}' and tablename <> 'migration'`,
      )
      await client.query(`truncate ${tables.join(', ')}`)
    },
    close: () => client.end(),
  }
}

async function insideRedis(url: string): Promise<QueueInside> {
  const redis = new Redis(url)
  const key = (name: string) => `{roedtraad}:work:${name}`
  const listActive = () => redis.lrange(key('active'), 0, -1)
  return {
    listActiveTokens: async () =>
      (await Promise.all((await listActive()).map((id) => redis.get(key(`${id}:lock`))))).filter((token) => token !== null),
    count: async () => (await listActive()).length + (await redis.llen(key('wait'))),
    wipe: async () => void (await redis.flushall()),
    close: async () => redis.disconnect(),
  }
}
