// The canary came through: database, queue and consumer are alive.
import { beatCanary } from '@roedtraad/use-cases'
import { type Parts, presentError } from '../parts.ts'

/** Writes the heartbeat. A failure leaves the old one to grow stale. */
export async function handleCanary({ deps, logger }: Pick<Parts, 'deps' | 'logger'>): Promise<void> {
  try {
    await beatCanary(deps)
  } catch (error) {
    logger.error({ error: presentError(error) }, 'the canary could not write its heartbeat')
  }
}
