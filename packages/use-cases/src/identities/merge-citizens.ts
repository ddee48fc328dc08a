// Two citizens are found to be one person, or not to be after all. Nothing is copied and nothing is lost: everything hangs on identities, and they go from one id to the other and back.
import {
  endMerge,
  findMerge,
  type IdentityRow,
  inScope,
  insertMerge,
  listAlertsOfIdentities,
  listIdentitiesOf,
  listUnnamed,
  lockLate,
  lockOf,
  logAccess,
  type MergeCause,
  type MergeRow,
  moveBetween,
  reopenAlerts,
  type Scope,
  type Tx,
} from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { rederive } from '../events/ingest.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { requireMayMerge, requireOneJourney, seeBoth } from './two-citizens.ts'

const changed = () =>
  new Problem(
    412,
    'changed-meanwhile',
    'Something of the two changed after you looked. Nothing was merged; look at them again, and decide anew.',
  )

/**
 * Merges: `absorbedId` means `survivorId` from now on. `version`: the preview that she saw.
 * Throws Problem 400 `merge-with-herself`, 404 unless the acting team sees both, 403 `not-for-this-role` | `lead-required`, 409 `two-open-journeys`, 412 `changed-meanwhile`.
 */
export async function mergeCitizens(
  deps: Deps,
  actor: Actor,
  input: { survivorId: string; absorbedId: string; reason: string },
  version: string,
  attempt: Attempt,
): Promise<{ mergeId: string; citizenId: string }> {
  const { survivorId, absorbedId, reason } = input
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'merge')
  // A repeated request no longer sees the other one: it is answered before what was seen is looked at.
  const seen = await inScope(deps.database, own, (tx) => seeBoth(tx, survivorId, absorbedId)).catch(toProblem)
  const identities = seen instanceof Problem ? [] : seen.identities
  const work = async (tx: Tx) => {
    if (seen instanceof Problem) throw seen
    const ground = requireMayMerge(actor, identities, survivorId)
    await requireOneJourney(tx, survivorId, absorbedId)
    const now = await listIdentitiesOf(tx, [survivorId, absorbedId])
    if (seen.version !== version || now.length !== identities.length) throw changed()
    const mergeId = await absorb(tx, { survivorId, absorbedId, because: 'same-person', reason })
    logMerge(tx, [survivorId, absorbedId], ground, 'merge')
    return { mergeId, citizenId: survivorId }
  }
  return onceInScope(deps, { ...own, reach: 'municipality' }, attempt, work, locksOf([survivorId, absorbedId], identities))
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}

/** Everything of the one comes to mean the other, and is derived anew. The caller decided it, holds the locks, and writes the log row. Returns the merge's id. */
async function absorb(tx: Tx, merge: { survivorId: string; absorbedId: string; because: MergeCause; reason: string }): Promise<string> {
  const { survivorId, absorbedId } = merge
  await lockJourneys(tx, [survivorId, absorbedId])
  const identities = (await listIdentitiesOf(tx, [absorbedId])).map((one) => one.id)
  const moved = { identities, ...(await listUnnamed(tx, absorbedId, survivorId)) }
  moveBetween(tx, absorbedId, survivorId, moved)
  const id = insertMerge(tx, { ...merge, moved })
  await rederive(tx, [survivorId, absorbedId])
  return id
}

const noMerge = () => new Problem(404, 'not-found', 'There is no such merge here, or your team does not serve the citizen.')

/**
 * Undoes a merge: everything that was told, done or decided under the identities that moved goes back, also what came since. What was recorded for the merged citizen by hand meanwhile stays with the survivor.
 * Throws Problem 404, 403 `not-for-this-role` | `lead-required`, 409 `already-undone` | `merged-further`, 412 `changed-meanwhile`.
 */
export async function unmergeCitizens(
  deps: Deps,
  actor: Actor,
  input: { mergeId: string; reason: string },
  version: number,
  attempt: Attempt,
): Promise<{ mergeId: string; citizenId: string }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'merge')
  const seen = await inScope(deps.database, own, (tx) => findMerge(tx, input.mergeId))
  if (seen === undefined) throw noMerge()
  const scope: Scope = { ...own, reach: 'municipality' }
  const identities = await inScope(deps.database, scope, (tx) => listIdentitiesOf(tx, [seen.survivorId]))
  const ground = requireMayMerge(actor, placeBack(identities, seen), seen.survivorId)
  const work = async (tx: Tx) => {
    const merge = await findMerge(tx, input.mergeId)
    if (merge === undefined) throw noMerge()
    if (merge.undoneAt !== null) throw new Problem(409, 'already-undone', 'The merge was undone already. Reload to see by whom.')
    if (merge.version !== version) throw changed()
    await release(tx, merge, input.reason)
    logMerge(tx, [merge.survivorId, merge.absorbedId], ground, 'unmerge')
    return { mergeId: merge.id, citizenId: merge.absorbedId }
  }
  return onceInScope(deps, scope, attempt, work, locksOf([seen.survivorId, seen.absorbedId], identities))
}

/** The identities as they would lie after the undoing. */
function placeBack(identities: readonly IdentityRow[], merge: MergeRow): IdentityRow[] {
  return identities.map((one) => (merge.moved.identities.includes(one.id) ? { ...one, citizenId: merge.absorbedId } : one))
}

async function release(tx: Tx, merge: MergeRow, reason: string): Promise<void> {
  const { survivorId, absorbedId, moved } = merge
  await lockJourneys(tx, [survivorId, absorbedId])
  const held = new Set((await listIdentitiesOf(tx, [survivorId])).map((one) => one.id))
  if (!moved.identities.every((id) => held.has(id)))
    throw new Problem(409, 'merged-further', 'The citizen was merged again afterwards. Undo the later merge first.')
  const since = await listAlertsOfIdentities(tx, survivorId, moved.identities, merge.id)
  moveBetween(tx, survivorId, absorbedId, { ...moved, alerts: [...new Set([...moved.alerts, ...since])] })
  await reopenAlerts(tx, [survivorId, absorbedId], { merge: merge.id })
  endMerge(tx, merge.id, reason)
  await rederive(tx, [survivorId, absorbedId])
}

/** Ingestion locks identifiers, judging locks citizens, journeys are opened under a lock of their own: whoever works on either of the two waits. */
function locksOf(citizens: readonly string[], identities: readonly IdentityRow[]): bigint[] {
  return [
    ...identities.map((one) => lockOf(one.digest)),
    ...citizens.flatMap((id) => [lockOf(id), lockOf(`journey of ${id}`), lockOf(`grounds ${id}`)]),
  ]
}

/** A deed that is being done to a journey of theirs is waited for. */
async function lockJourneys(tx: Tx, citizens: readonly string[]): Promise<void> {
  const journeys = await tx.selectFrom('journeys').select('id').where('citizen_id', 'in', citizens).execute()
  await lockLate(
    tx,
    journeys.map(({ id }) => lockOf(`journey ${id}`)),
  )
}

function logMerge(tx: Tx, citizens: readonly string[], ground: string, criterion: string): void {
  logAccess(tx, { what: 'deed', ground, citizens, categories: ['identity'], criterion })
}
