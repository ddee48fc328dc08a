// Whom an alert goes to: the teams that serve the citizen, by the facts that say so.
import type { Fact } from '@roedtraad/domain'
import { evaluate } from './conditions/index.ts'
import type { Context } from './conditions/shared.ts'
import { anchorOf, servedBy } from './cover.ts'
import type { Rule } from './rule.ts'

/** `team` is the fact's own; null when the fact names none and the caller must find the team of the kind's task. */
export interface Recipient {
  servingBy: string
  team: string | null
  factId: string
}

/** The teams that serve the citizen now or did on the occasion's date, one per kind and team. Kinds without such a fact give none. */
export function listRecipients(rule: Rule, occasionKey: string, facts: readonly Fact[], context: Context): Recipient[] {
  const occasion = facts.find((fact) => fact.key === occasionKey)
  const anchor = occasion ? anchorOf(rule, occasion) : null
  if (!occasion || anchor === null) return []
  const found = rule.recipients.flatMap(({ servingBy }) => {
    const served = evaluate(servedBy([servingBy]), { occasion, anchor, facts, context })
    return served.truth === 'true' ? served.facts.map((fact) => ({ servingBy, team: fact.team, factId: fact.id })) : []
  })
  return [...new Map(found.map((recipient) => [`${recipient.servingBy} ${recipient.team ?? ''}`, recipient])).values()]
}
