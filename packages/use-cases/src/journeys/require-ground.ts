// A team opens or joins a journey on a named ground: a consent that stands and names it, or a statute of the table that reaches its area.
import { findGroundRule, standsAt } from '@roedtraad/access'
import { findGroundRow, type Tx } from '@roedtraad/database'
import { type GroundReference, Problem } from '@roedtraad/domain'

/** Throws Problem 403 `ground-missing`, naming the field and what would do. */
export async function requireGround(tx: Tx, citizenId: string, team: string, reference: GroundReference): Promise<void> {
  const fault =
    'consent' in reference
      ? await findConsentFault(tx, citizenId, team, reference.consent)
      : await findStatuteFault(tx, team, reference.statute)
  if (fault === undefined) return
  throw new Problem(403, 'ground-missing', 'No ground permits the team to take part.', [{ field: 'ground', ...fault }])
}

type Fault = { problem: string; remedy: string }

async function findConsentFault(tx: Tx, citizenId: string, team: string, id: string): Promise<Fault | undefined> {
  const ground = await findGroundRow(tx, id)
  if (ground === undefined || ground.citizenId !== citizenId || ground.kind !== 'consent')
    return { problem: 'is no consent of this citizen', remedy: 'record her consent first, and name it' }
  if (!standsAt(ground, tx.scope.at)) return { problem: 'does not stand any more', remedy: 'record a new consent, or name a statute' }
  return ground.teams.includes(team) ? undefined : { problem: 'does not name the team', remedy: 'record a consent that names the team' }
}

async function findStatuteFault(tx: Tx, team: string, code: string): Promise<Fault | undefined> {
  const rule = findGroundRule(code)
  if (rule === undefined || rule.kind !== 'statute')
    return { problem: 'is no statute of the ground table', remedy: 'choose one of GET /api/v1/ground-table' }
  const row = await tx.selectFrom('teams').select('area').where('id', '=', team).executeTakeFirst()
  return row !== undefined && rule.to.includes(row.area)
    ? undefined
    : { problem: `does not reach the team’s area`, remedy: 'name a consent, or another statute' }
}
