// A citizen comes to the counter: the team opens a relation for fourteen days, with its reason, and sees its own area.
import { logAccess, newId, type Tx } from '@roedtraad/database'
import { addDays, type Instant, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

const intakeDays = 14

/** Opens the relation and returns its end. Throws Problem 404 `not-found` for an id that nobody has. */
export async function openIntake(
  deps: Deps,
  actor: Actor,
  citizenId: string,
  input: { reason: string },
  attempt: Attempt,
): Promise<{ until: Instant }> {
  const { team } = requireTeam(actor)
  return onceInScope(deps, scopeOf(deps, actor, 'intake'), attempt, async (tx) => {
    const [row] = await tx.prepared<{ found: boolean }>('exists-citizen', 'select guard.exists_citizen($1) as found', [citizenId])
    if (!row?.found) throw new Problem(404, 'not-found', 'There is no such citizen here. Search for her again.')
    const until = await giveIntake(tx, citizenId, team)
    logAccess(tx, {
      what: 'open-relation',
      ground: 'intake',
      citizens: [citizenId],
      categories: ['identity'],
      criterion: input.reason,
    })
    return { until }
  })
}

/** The team's relation by intake, from now or longer than before. Returns its end. */
export async function giveIntake(tx: Tx, citizenId: string, team: string): Promise<Instant> {
  const until = addDays(tx.scope.at, intakeDays)
  if (await extendIntake(tx, citizenId, team, until)) return until
  await tx
    .insertInto('relations')
    .values({
      municipality: tx.scope.municipality,
      citizen_id: citizenId,
      team,
      reason: 'intake',
      reason_key: `intake:${newId()}`,
      valid_from: tx.scope.at,
      valid_to: until,
    })
    .execute()
  return until
}

/** Whoever asks again has one relation that lasts longer, and not two. Returns whether there was one. */
async function extendIntake(tx: Tx, citizenId: string, team: string, until: Instant): Promise<boolean> {
  const extended = await tx
    .updateTable('relations')
    .set({ valid_to: until })
    .where('citizen_id', '=', citizenId)
    .where('team', '=', team)
    .where('reason', '=', 'intake')
    .where('valid_to', '>', tx.scope.at)
    .returning('reason_key')
    .execute()
  return extended.length > 0
}
