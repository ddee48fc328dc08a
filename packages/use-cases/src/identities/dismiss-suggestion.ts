// A sender takes two citizens for one, and somebody finds that they are two: the pair is not shown again.
import { dismissSuggestion, inScope, listSuggestions, logAccess } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

/** Throws Problem 404 for a pair that nobody suggests, or of which the acting team does not see both. */
export async function dismissMergeSuggestion(
  deps: Deps,
  actor: Actor,
  pair: { citizenId: string; otherId: string },
  attempt: Attempt,
): Promise<{ citizenId: string }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'merge')
  const open = await inScope(deps.database, own, listSuggestions)
  const isThere = open.some(({ citizen, other }) => citizen.id === pair.citizenId && other.id === pair.otherId)
  return onceInScope(deps, { ...own, reach: 'municipality' }, attempt, async (tx) => {
    if (!isThere) throw new Problem(404, 'not-found', 'Nobody takes these two for one any more. Reload the list.')
    dismissSuggestion(tx, pair)
    logAccess(tx, {
      what: 'deed',
      ground: 'relation',
      citizens: [pair.citizenId, pair.otherId],
      categories: ['identity'],
      criterion: 'dismiss-merge-suggestion',
    })
    return { citizenId: pair.citizenId }
  })
}
