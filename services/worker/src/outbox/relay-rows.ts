// Committed rows become jobs. The queue is kept short: the backlog stays in Postgres, where nothing can lose it and no row lies in the queue
// long enough for the reconciler to think it lost.
import { toDetectJobs } from '@roedtraad/queue'
import { relayAnnounced, relayOutbox } from '@roedtraad/use-cases'
import type { Parts } from '../parts.ts'

const rowsAtOnce = 200
const jobsInQueue = 40
/** However busy it is, what nobody names is looked for this often. */
const lookEveryMs = 1_000

/**
 * Sends what waits, in order, until nothing is left or the queue is full. Stops at the first error; what was not sent stays.
 * Rows that a notice names are sent at once.
 */
export function createRelay({ deps, queue }: Parts): (notices: readonly string[]) => Promise<void> {
  // What may be added before the jobs in the queue must be counted again: by itself it only shrinks.
  let room = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  const hasRoom = async () => {
    if (room <= 0) room = jobsInQueue - (await queue.countWaiting())
    return room > 0
  }
  const enqueue = async (ids: readonly string[]) => {
    const jobs = toDetectJobs(ids)
    room -= jobs.length
    await queue.add('detect', jobs)
  }
  return async (notices) => {
    const named = notices.flatMap((notice) => notice.split(','))
    const areNamed = notices.length > 0 && named.length <= rowsAtOnce && !named.includes('')
    if (areNamed && (await hasRoom())) {
      await relayAnnounced(deps, named, enqueue)
      if (performance.now() - lookedAt < lookEveryMs) return
    }
    lookedAt = performance.now()
    let sent = rowsAtOnce
    while (sent === rowsAtOnce && (await hasRoom())) sent = await relayOutbox(deps, enqueue, rowsAtOnce)
  }
}
