// What the deeds on grounds share: who may do them, how they are logged, and what they set off.
import { type GroundRow, inScope, judgeAnew, logAccess, mayRecordGrounds, notifyLiveAbout, type Scope, type Tx } from '@roedtraad/database'
import { derivedKinds, eventKinds, isOpenable, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { listKindsReadAcrossAreas } from '../rules/active-rules.ts'

const noCitizen = () => new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her.')

/** Throws Problem 404 for a citizen whom the acting team's wall does not show. */
export async function requireVisible(tx: Tx, citizenId: string): Promise<void> {
  const seen = await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).executeTakeFirst()
  if (seen === undefined) throw noCitizen()
}

/** Throws Problem 403 for a team that knows the citizen, but neither serves her nor takes part in her journey. */
export async function requireMayRecord(tx: Tx, citizenId: string): Promise<void> {
  if (await mayRecordGrounds(tx, citizenId)) return
  throw new Problem(
    403,
    'not-serving',
    'Grounds are recorded and ended by a team that serves the citizen or takes part in her journey. Open an intake, or ask such a team.',
  )
}

/** The acting team's own scope: the wall decides whom it may write about. */
export function groundScope(deps: Deps, actor: Actor): Scope {
  requireTeam(actor)
  return scopeOf(deps, actor, 'grounds')
}

/** Runs in the acting team's scope, for a citizen whom it may record grounds about. */
export async function checkMayRecord(deps: Deps, scope: Scope, citizenId: string): Promise<void> {
  await inScope(deps.database, scope, async (tx) => {
    await requireVisible(tx, citizenId)
    await requireMayRecord(tx, citizenId)
  })
}

/** The log row of a deed, and what follows at commit: rules judge anew, and pages that are open elsewhere look again. */
export function concludeDeed(
  tx: Tx,
  ground: Pick<GroundRow, 'citizenId' | 'kind' | 'code'> & {
    categories: readonly string[]
    fromAreas: readonly string[]
    teams: readonly string[]
  },
  deed: 'record-ground' | 'end-ground' | 'undo-end-ground',
): void {
  const { citizenId, categories, fromAreas, teams } = ground
  logAccess(tx, { what: 'deed', ground: `${ground.kind}:${ground.code}`, citizens: [citizenId], categories, criterion: deed })
  const kinds = [...eventKinds, ...derivedKinds].filter(
    (kind) => isOpenable(kind) && kind.area !== null && fromAreas.includes(kind.area) && categories.includes(kind.category),
  )
  judgeAnew(tx, citizenId, listKindsReadAcrossAreas(kinds.map(({ kind }) => kind)))
  notifyLiveAbout(tx, citizenId, teams)
}
