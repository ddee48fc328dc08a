// The consumer of detection jobs. A failure is told here and waits in its row: the relay sends it again when its time has come.
import type { JobPayload } from '@roedtraad/queue'
import { handleOutbox } from '@roedtraad/use-cases'
import { type Parts, presentError } from '../parts.ts'

/** Judges the citizens of these rows. Never throws: the queue has nothing to retry. */
export async function handleDetection({ deps, logger }: Pick<Parts, 'deps' | 'logger'>, { ids }: JobPayload<'detect'>): Promise<void> {
  try {
    await handleOutbox(deps, ids)
  } catch (error) {
    logger.error({ ids, error: presentError(error) }, 'judging failed; the rows wait for their next attempt or stand as failed')
  }
}
