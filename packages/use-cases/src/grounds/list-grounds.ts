// The grounds about a citizen, each with its history.
import { type GroundRow, inScope, listGroundsOf, logAccess } from '@roedtraad/database'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { groundScope, requireVisible } from './ground-scope.ts'
import { findOpening, nameOpening } from './opening.ts'

/** Grounds about a citizen whom the acting team serves or whose journey it takes part in, newest first; ended ones too. Throws Problem 404. */
export async function listGrounds(deps: Deps, actor: Actor, citizenId: string): Promise<GroundRow[]> {
  return inScope(deps.database, groundScope(deps, actor), async (tx) => {
    await requireVisible(tx, citizenId)
    const grounds = await listGroundsOf(tx, citizenId)
    const { serving, journeyId } = await findOpening(tx, citizenId)
    const ground = nameOpening({ serving, journeyId, grounds: [] })
    logAccess(tx, { what: 'list', ground, citizens: [citizenId], categories: ['identity'], criterion: 'grounds' })
    return grounds
  })
}
