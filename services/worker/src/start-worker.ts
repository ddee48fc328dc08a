// The worker, put together: consumers first, then the clock. Apart from main.ts so that it can also be started inside another process.
import { closeDatabase } from '@roedtraad/database'
import { connectQueue, type JobHandlers } from '@roedtraad/queue'
import { createDeps } from '@roedtraad/use-cases'
import type { Logger } from 'pino'
import { handleCanary } from './canary/handle-canary.ts'
import type { Config } from './config.ts'
import { handleDetection } from './detection/handle-detection.ts'
import { createFileDrop } from './filings/file-drop.ts'
import { listen } from './outbox/listen.ts'
import type { Parts } from './parts.ts'
import { repeat, type Schedule } from './repeat.ts'
import { listSchedules } from './schedules.ts'

const closeQueueWithinMs = 8_000

export interface RunningWorker {
  /** Starts nothing more, lets what runs come to its end within ten seconds, and closes. What is cut off comes back from Postgres. */
  stop(): Promise<void>
}

/** Connects to database and queue. Throws one sentence when the queue does not answer. */
export async function openParts(config: Config, logger: Logger): Promise<Parts> {
  const { databaseUrl, keys, municipality, ownSorIds, clockOffset } = config
  const queue = await connectQueue({ url: config.queueUrl, logger })
  const filing = config.filingDir === null ? null : createFileDrop(config.filingDir)
  return { deps: createDeps({ databaseUrl, keys, municipality, ownSorIds, clockOffset }), queue, filing, logger }
}

/** What this worker does with each job. */
export function createHandlers(parts: Parts): JobHandlers {
  return { detect: (payload) => handleDetection(parts, payload), canary: () => handleCanary(parts) }
}

/** Starts handling jobs and keeping the clock. */
export async function startParts(
  parts: Parts,
  config: Config,
  handlers: JobHandlers,
  schedules: readonly Schedule[],
): Promise<RunningWorker> {
  await parts.queue.work(handlers)
  const repeating = schedules.map((schedule) => ({ channel: schedule.wokenBy, ...repeat(schedule, parts.logger) }))
  const channels = [...new Set(schedules.flatMap((schedule) => schedule.wokenBy ?? []))]
  const wake = (channel: string, notice: string) => {
    for (const one of repeating) if (one.channel === channel) one.wake(notice)
  }
  const listening = listen(config.databaseUrl, channels, wake)
  return {
    stop: async () => {
      await listening.stop()
      const ended = Promise.all(repeating.map((one) => one.stop()))
      if (!(await parts.queue.close(closeQueueWithinMs)))
        parts.logger.warn('jobs were still running at the deadline; they come back by themselves')
      await ended
      await closeDatabase(parts.deps.database)
    },
  }
}

/** The whole worker, as main.ts runs it. */
export async function startWorker(config: Config, logger: Logger): Promise<RunningWorker> {
  const parts = await openParts(config, logger)
  return startParts(parts, config, createHandlers(parts), listSchedules(parts))
}
