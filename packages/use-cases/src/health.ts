// Whether the whole chain is alive: the database answers, and the canary has lately come out at the other end of the queue.
import { inScope } from '@roedtraad/database'
import { type Deps, jobScope } from './deps.ts'

/** The canary is sent every ten seconds; three that do not come are no accident. */
const canaryStaleMs = 30_000

/** Writes that the canary came through the queue. Real time. */
export async function beatCanary(deps: Deps): Promise<void> {
  await inScope(deps.database, jobScope(deps, 'canary', 'health'), (tx) =>
    tx
      .insertInto('heartbeats')
      .values({ municipality: deps.municipality, name: 'canary', at: new Date().toISOString() })
      .onConflict((conflict) => conflict.columns(['municipality', 'name']).doUpdateSet({ at: new Date().toISOString() }))
      .execute(),
  )
}

/** Throws when the database does not answer. `canaryAgeMs` is null before the first beat. */
export async function readHealth(deps: Deps): Promise<{ canaryAgeMs: number | null; alive: boolean }> {
  const beat = await inScope(deps.database, jobScope(deps, 'health', 'health'), (tx) =>
    tx.selectFrom('heartbeats').select('at').where('name', '=', 'canary').executeTakeFirst(),
  )
  const canaryAgeMs = beat === undefined ? null : Date.now() - Date.parse(beat.at)
  return { canaryAgeMs, alive: canaryAgeMs !== null && canaryAgeMs < canaryStaleMs }
}
