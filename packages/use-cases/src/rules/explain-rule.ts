// Why, or why not: a rule's answer about one citizen, condition by condition, over the facts that the reader may see.
import { inScope, listCurrentFacts, logAccess } from '@roedtraad/database'
import { type Explanation, explain } from '@roedtraad/detection'
import { findKind, type Language, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { findOpening, listClosedKinds, nameOpening } from '../grounds/opening.ts'
import { findRule } from './active-rules.ts'

/** Explains the newest version of a rule. Kinds that neither the reader's own service nor a ground opens make its parts unknown: for her, silence there is not silence. Throws Problem 404 for a rule or a citizen she cannot see. */
export async function explainRule(deps: Deps, actor: Actor, citizenId: string, ruleId: string, language: Language): Promise<Explanation> {
  requireTeam(actor)
  const rule = findRule(ruleId)
  if (rule === undefined) throw new Problem(404, 'not-found', 'There is no rule of that id. See GET /api/v1/rules.')
  return inScope(deps.database, scopeOf(deps, actor, 'explain-rule'), async (tx) => {
    const citizen = await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).executeTakeFirst()
    if (citizen === undefined) throw new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her.')
    const facts = await listCurrentFacts(tx, [citizenId], rule.reads)
    const opening = await findOpening(tx, citizenId)
    logAccess(tx, {
      what: 'read',
      ground: nameOpening(opening),
      citizens: [citizenId],
      categories: [...new Set(facts.map((fact) => findKind(fact.kind)?.category ?? 'service'))],
      criterion: `rule:${rule.id}@${rule.version}`,
    })
    const closedKinds = new Set(listClosedKinds(tx, citizenId, opening, rule.reads))
    return explain(rule, facts, { now: tx.scope.at, closedKinds, silentKinds: new Set() }, language)
  })
}
