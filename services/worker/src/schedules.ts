// Every recurring thing of the product, on one screen. Each may run in many worker processes at once: rows are claimed with SKIP LOCKED, effects are unique.
import { deliverFilings, keepJourneyClocks, keepLeavings, keepRequestClocks, reconcileOutbox } from '@roedtraad/use-cases'
import { sendCanary } from './canary/send-canary.ts'
import { ringDueTimers } from './detection/ring-due-timers.ts'
import { createRelay } from './outbox/relay-rows.ts'
import type { Parts } from './parts.ts'
import type { Schedule } from './repeat.ts'

/** Longer than a killed worker's jobs take to come back by themselves (15 seconds), and than rows wait in a queue that is kept short. */
const lostAfterMs = 20_000

export function listSchedules(parts: Parts): Schedule[] {
  const { deps, filing } = parts
  return [
    { name: 'relay', everyMs: 1_000, wokenBy: 'outbox', deed: createRelay(parts) },
    { name: 'timers', everyMs: 5_000, deed: () => ringDueTimers(parts) },
    { name: 'reconciler', everyMs: 5_000, deed: () => reconcile(parts) },
    { name: 'journeys', everyMs: 60_000, deed: async () => void (await keepJourneyClocks(parts.deps)) },
    { name: 'leavings', everyMs: 60_000, deed: async () => void (await keepLeavings(parts.deps)) },
    { name: 'requests', everyMs: 60_000, deed: async () => void (await keepRequestClocks(parts.deps)) },
    ...(filing === null
      ? []
      : [{ name: 'filings', everyMs: 5_000, wokenBy: 'filings', deed: async () => void (await deliverFilings(deps, filing)) }]),
    { name: 'canary', everyMs: 10_000, deed: () => sendCanary(parts) },
  ]
}

async function reconcile({ deps, logger }: Parts): Promise<void> {
  const returned = await reconcileOutbox(deps, lostAfterMs)
  if (returned > 0) logger.warn({ returned }, 'the queue lost rows; they are sent again')
}
