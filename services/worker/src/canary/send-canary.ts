// The canary goes in here and must come out of the same consumer that judges; its heartbeat is what /readyz believes.
import { randomUUID } from 'node:crypto'
import type { Parts } from '../parts.ts'

/** Sends one canary. Throws when the queue does not take it. */
export async function sendCanary({ queue }: Pick<Parts, 'queue'>): Promise<void> {
  await queue.add('canary', [{ id: randomUUID() }])
}
