// Committed rows become jobs. The queue is kept short: the backlog stays in Postgres, where nothing can lose it and no row lies in the queue
// long enough for the reconciler to think it lost.
import { toDetectJobs } from '@roedtraad/queue'
import { relayOutbox } from '@roedtraad/use-cases'
import type { Parts } from '../parts.ts'

const rowsAtOnce = 200
const jobsInQueue = 40

/** Sends what waits, in order, until nothing is left or the queue is full. Stops at the first error; what was not sent stays. */
export async function relayRows({ deps, queue }: Parts): Promise<void> {
  const enqueue = (ids: string[]) => queue.add('detect', toDetectJobs(ids))
  let sent = rowsAtOnce
  while (sent === rowsAtOnce && (await queue.countWaiting()) < jobsInQueue) sent = await relayOutbox(deps, enqueue, rowsAtOnce)
}
