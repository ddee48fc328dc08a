// Why, or why not: a rule's answer about one citizen, condition by condition, over the facts that the reader may see.
import { inScope, listCurrentFacts, logAccess } from '@roedtraad/database'
import { type Explanation, explain } from '@roedtraad/detection'
import { findKind, type Language, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { findRule } from './active-rules.ts'

/** Explains the newest version of a rule. Kinds that no ground opens for the reader make its parts unknown. Throws Problem 404 for a rule or a citizen she cannot see. */
export async function explainRule(deps: Deps, actor: Actor, citizenId: string, ruleId: string, language: Language): Promise<Explanation> {
  const { area } = requireTeam(actor)
  const rule = findRule(ruleId)
  if (rule === undefined) throw new Problem(404, 'not-found', 'There is no rule of that id. See GET /api/v1/rules.')
  return inScope(deps.database, scopeOf(deps, actor, 'explain-rule'), async (tx) => {
    const citizen = await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).executeTakeFirst()
    if (citizen === undefined) throw new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her.')
    const facts = await listCurrentFacts(tx, [citizenId], rule.reads)
    logAccess(tx, {
      what: 'read',
      ground: 'relation',
      citizens: [citizenId],
      categories: [...new Set(facts.map((fact) => findKind(fact.kind)?.category ?? 'service'))],
      criterion: `rule:${rule.id}@${rule.version}`,
    })
    const closedKinds = new Set(rule.reads.filter((kind) => !mayRead(kind, area)))
    return explain(rule, facts, { now: tx.scope.at, closedKinds, silentKinds: new Set() }, language)
  })
}

function mayRead(kind: string, area: string): boolean {
  const known = findKind(kind)
  return known !== undefined && (known.area === null || known.area === area || known.sharedWith.includes(area))
}
