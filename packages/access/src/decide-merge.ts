// Who may say that two citizens are one, and that they are not after all. Both are seen by the acting team already: the wall says so before this is asked.

export type MergeDecision =
  | { allowed: true; because: 'caseworker' | 'lead' }
  | { allowed: false; because: 'not-for-this-role' | 'lead-required' }

/**
 * A caseworker or a lead may merge and unmerge. Where both have a national number, a lead must: hardly anybody has two, and twins and mixed-up papers look just like it.
 * The municipality's own choice; no statute sets it.
 */
export function decideMerge(
  actor: { role: string | null; lead: boolean },
  nationalNumbers: { survivor: number; absorbed: number },
): MergeDecision {
  if (actor.role !== 'caseworker' && actor.role !== 'lead') return { allowed: false, because: 'not-for-this-role' }
  if (actor.lead) return { allowed: true, because: 'lead' }
  return nationalNumbers.survivor > 0 && nationalNumbers.absorbed > 0
    ? { allowed: false, because: 'lead-required' }
    : { allowed: true, because: 'caseworker' }
}
