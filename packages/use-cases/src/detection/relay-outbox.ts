// Committed rows become jobs. The queue may lose them, deliver them twice or be wiped: what is not done is sent again.
import { claimOutbox, inScope, markSent, returnLostRows, ringTimers, type Tx } from '@roedtraad/database'
import { type Deps, jobScope } from '../deps.ts'

/** Gives up to `limit` committed rows to `enqueue` before marking them sent; when it throws they stay. Returns how many. */
export async function relayOutbox(deps: Deps, enqueue: (ids: string[]) => Promise<void>, limit = 500): Promise<number> {
  return inScope(deps.database, jobScope(deps, 'relay', 'early-detection'), async (tx) => {
    commitLightly(tx)
    const ids = await claimOutbox(tx, limit)
    if (ids.length > 0) await enqueue(ids)
    return ids.length
  })
}

/** Gives rows that were announced by their ids to `enqueue` without waiting for their marks; when it throws they stay. */
export async function relayAnnounced(
  deps: Deps,
  ids: readonly string[],
  enqueue: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  await inScope(deps.database, jobScope(deps, 'relay', 'early-detection'), async (tx) => {
    commitLightly(tx)
    markSent(tx, ids)
    await enqueue(ids)
  })
}

/** A mark that a crash forgets means that the row is sent once more, which does nothing twice: the disk need not be waited for. */
function commitLightly(tx: Tx): void {
  tx.send('commit-lightly', 'set local synchronous_commit = off', [])
}

/** Rows sent more than `olderThanMs` of real time ago and not done wait again. Returns how many. */
export async function reconcileOutbox(deps: Deps, olderThanMs: number): Promise<number> {
  return inScope(deps.database, jobScope(deps, 'reconciler', 'early-detection'), (tx) => returnLostRows(tx, olderThanMs))
}

/** Timers due by the product's clock become rows to be judged. Returns how many. */
export async function wakeTimers(deps: Deps, limit = 1000): Promise<number> {
  return inScope(deps.database, jobScope(deps, 'timers', 'early-detection'), (tx) => ringTimers(tx, limit))
}
