// The URL's scheme picks where the queue lives: PostgreSQL (embedded default, one worker process) or Redis (many worker processes).
// BullMQ's classes differ in type by backend; here they become one narrow shape.
import { createPostgresBackend, Queue, Worker, type WorkerOptions } from 'bullmq'

/** Schema that BullMQ keeps for itself in PostgreSQL. */
export const queueSchema = 'bullmq'
const queueName = 'work'
const connectTimeoutMs = 5_000

/** No command of a producer waits longer than this: a relay holds rows locked meanwhile. */
export const commandTimeoutMs = 5_000

/**
 * A killed worker's jobs come back after at most lock + two checks. Shorter locks would only double work, never harm: effects are unique.
 * A stall says nothing about the job, so it may stall as often as workers die (BullMQ's default of one loses work).
 */
const workerOptions = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000_000, drainDelay: 5 } as const

/**
 * Finished jobs vanish at once. One that stayed would swallow the next add of the same id, and with it the retry of a row that is not done.
 * Causes of failure stand in the outbox.
 */
const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const

/** BullMQ writes an event per step of a job; nobody reads them here. */
const streams = { events: { maxLen: 100 } } as const

export interface BackendJob {
  name: string
  data: unknown
  opts?: { jobId?: string; lifo?: boolean }
}
type OnError = (event: 'error', listener: (error: Error) => void) => unknown

export interface BackendQueue {
  on: OnError
  addBulk(jobs: BackendJob[]): Promise<unknown>
  getWaitingCount(): Promise<number>
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}
export interface BackendWorker {
  on: OnError
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}
export interface Backend {
  kind: 'postgres' | 'redis'
  openQueue(): BackendQueue
  openWorker(handle: (job: { name: string; data: unknown }) => Promise<void>, concurrency: number): BackendWorker
}

/** Which backend a queue URL means. Throws one sentence for any other scheme. */
export function backendKind(url: string): Backend['kind'] {
  const scheme = URL.canParse(url) ? new URL(url).protocol : ''
  if (scheme === 'postgres:' || scheme === 'postgresql:') return 'postgres'
  if (scheme === 'redis:' || scheme === 'rediss:') return 'redis'
  throw new Error('QUEUE_URL must begin with postgres:// or redis://.')
}

/** The backend of a URL. `prefix` names the keys in Redis; its braces keep them in one slot of a cluster. */
export function openBackend(url: string, prefix = '{roedtraad}'): Backend {
  return backendKind(url) === 'postgres' ? postgresBackend(url) : redisBackend(url, prefix)
}

function postgresBackend(url: string): Backend {
  const connection = (max: number) => ({
    connectionString: url,
    schema: queueSchema,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: commandTimeoutMs,
    query_timeout: 2 * commandTimeoutMs,
  })
  return {
    kind: 'postgres',
    openQueue: () => new Queue(queueName, { connection: connection(2), defaultJobOptions: jobOptions, streams }, createPostgresBackend),
    openWorker: (handle, concurrency) => {
      const options = { connection: connection(4), concurrency, ...workerOptions }
      return new Worker(queueName, handle, options, createPostgresBackend)
    },
  }
}

function redisBackend(url: string, prefix: string): Backend {
  return {
    kind: 'redis',
    openQueue: () => {
      const connection = { url, enableOfflineQueue: false, commandTimeout: commandTimeoutMs, connectTimeout: connectTimeoutMs }
      return new Queue(queueName, { connection, prefix, defaultJobOptions: jobOptions, streams })
    },
    openWorker: (handle, concurrency) => {
      const connection = { url, maxRetriesPerRequest: null, connectTimeout: connectTimeoutMs }
      const options: WorkerOptions = { connection, prefix, concurrency, ...workerOptions }
      return new Worker(queueName, handle, options)
    },
  }
}
