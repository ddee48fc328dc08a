// The queue as the rest of the house sees it: add, work, close. It holds ids of what is due now; whatever it loses is sent again from Postgres.
import { createHash } from 'node:crypto'
import { Compile, type Validator } from 'typebox/compile'
import { type BackendQueue, type BackendWorker, commandTimeoutMs, openBackend } from './connection.ts'
import { within } from './deadline.ts'
import { concurrency, isJobName, type JobHandlers, type JobName, type JobPayload, jobs } from './jobs.ts'

/** Where trouble is told; pino fits. Payloads are never logged. */
export interface QueueLogger {
  warn(fields: Record<string, unknown>, text: string): void
}

export interface Queue {
  kind: 'postgres' | 'redis'
  /** Adds jobs. One that is already there is not added again. Rejects within five seconds when the queue does not answer. */
  add<Name extends JobName>(name: Name, payloads: readonly JobPayload<Name>[]): Promise<void>
  /** Jobs that no worker has taken yet. */
  countWaiting(): Promise<number>
  /** Starts handling jobs in this process, several at once. To be called once. */
  work(handlers: JobHandlers): Promise<void>
  /** Takes no more jobs, waits for the running ones and closes. False when that took longer than the deadline; what ran then comes back by itself. */
  close(deadlineMs?: number): Promise<boolean>
}

const readyTimeoutMs = 15_000
const complaintEveryMs = 10_000
const validators = new Map<JobName, Validator>(Object.entries(jobs).map(([name, { schema }]) => [name as JobName, Compile(schema)]))

/** Opens the queue that `url` names. Throws one sentence when it does not answer within 15 seconds, or stands empty of BullMQ's tables. */
export async function connectQueue(options: { url: string; prefix?: string; logger?: QueueLogger }): Promise<Queue> {
  const backend = openBackend(options.url, options.prefix)
  const onError = tellSometimes(backend.kind, options.logger)
  const producer = backend.openQueue()
  producer.on('error', onError)
  let worker: BackendWorker | undefined
  await ready(producer, backend.kind)
  return {
    kind: backend.kind,
    add: async (name, payloads) => {
      if (payloads.length > 0)
        await within(commandTimeoutMs, producer.addBulk(payloads.map((payload) => toJob(name, payload))), 'The queue does not answer.')
    },
    countWaiting: () => within(commandTimeoutMs, producer.getWaitingCount(), 'The queue does not answer.'),
    work: async (handlers) => {
      worker = backend.openWorker((job) => handle(handlers, job), concurrency)
      worker.on('error', onError)
      await ready(worker, backend.kind)
    },
    close: (deadlineMs = 8_000) => closeAll(deadlineMs, worker, producer),
  }
}

async function ready(part: BackendQueue | BackendWorker, kind: string): Promise<void> {
  await within(
    readyTimeoutMs,
    part.waitUntilReady(),
    `The queue (${kind}) named by QUEUE_URL did not answer within ${readyTimeoutMs / 1000} seconds.`,
  )
}

function toJob<Name extends JobName>(name: Name, payload: JobPayload<Name>) {
  return { name, data: payload, opts: { jobId: jobIdOf(payload), lifo: jobs[name].first } }
}

/** The id of what it carries, or a digest of the ids: the same work twice is one job. */
function jobIdOf(payload: JobPayload<JobName>): string {
  if ('id' in payload) return payload.id
  const [first, ...more] = payload.ids
  return more.length === 0 && first !== undefined ? first : createHash('sha256').update(payload.ids.join()).digest('hex')
}

async function handle(handlers: JobHandlers, job: { name: string; data: unknown }): Promise<void> {
  if (!isJobName(job.name)) throw new Error(`There is no job named ${job.name}.`)
  await dispatch(handlers, job.name, job.data)
}

async function dispatch<Name extends JobName>(handlers: JobHandlers, name: Name, data: unknown): Promise<void> {
  if (!validators.get(name)?.Check(data)) throw new Error(`A ${name} job carries something else than its ids.`)
  await handlers[name](data as JobPayload<Name>)
}

async function closeAll(deadlineMs: number, worker: BackendWorker | undefined, producer: BackendQueue): Promise<boolean> {
  const closing = (async () => {
    await worker?.close()
    await producer.close()
    return true
  })()
  return within(deadlineMs, closing, 'late').catch(() => false)
}

/** A backend that is away makes BullMQ complain ten times a second; the same complaint is told once in a while. */
function tellSometimes(kind: string, logger: QueueLogger | undefined): (error: Error) => void {
  const told = new Map<string, number>()
  return (error) => {
    const text = describe(error)
    if (performance.now() - (told.get(text) ?? -Infinity) < complaintEveryMs) return
    told.set(text, performance.now())
    logger?.warn({ queue: kind, error: text }, 'the queue reported an error')
  }
}

function describe(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.message
}
