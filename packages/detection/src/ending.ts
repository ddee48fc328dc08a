// How an alert that no longer holds came to its end: what it rested on was taken back, the world answered it, or its days ran out.
import { type AlertClosure, describeFact, type Fact } from '@roedtraad/domain'
import type { Context } from './conditions/shared.ts'
import { type Judged, judgeInFull } from './judge.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './truth.ts'

export interface Ending {
  closure: Exclude<AlertClosure, 'answered'>
  because: { da: string; en: string }
  /** The facts that ended it: the withdrawn ones as they were stored, or those that answered. */
  factIds: string[]
}

/**
 * Decides how the signal of `occasionKey` ended, or null while nothing ends it: it is still true, or only a silent feed makes it unknown.
 * `previousEvidence`: the evidence as last stored, in the versions it was stored with. `facts`: those held now.
 */
export function decideEnding(
  rule: Rule,
  occasionKey: string,
  previousEvidence: readonly Fact[],
  facts: readonly Fact[],
  context: Context,
): Ending | null {
  const judged = judgeInFull(rule, facts, { ...context, silentKinds: new Set() }).find((one) => one.input.occasion.key === occasionKey)
  const truth: Truth = judged?.whole.truth ?? 'false'
  if (truth === 'true') return null
  // What is closed is not told apart from what is gone: only that the ground is missing is said.
  if (previousEvidence.some((fact) => context.closedKinds.has(fact.kind))) return retracted([])
  const open = facts.filter((fact) => !context.closedKinds.has(fact.kind))
  const corrected = previousEvidence.filter((fact) =>
    isCorrected(
      fact,
      open.find((current) => current.key === fact.key),
    ),
  )
  if (corrected.length > 0) return retracted(corrected)
  if (!judged || truth === 'unknown') return retracted([])
  return isAnswered(judged) ? cleared(judged) : expired(rule, judged)
}

/**
 * Whether a fact was taken back or made another, rather than moved on. Moving on: an end where there was none, or a later one; an
 * acute ambulant contact that becomes an admission; an admission that somebody marks as planned.
 */
export function isCorrected(before: Fact, now: Fact | undefined): boolean {
  if (!now || now.kind !== before.kind || now.identityId !== before.identityId) return true
  if (now.from !== before.from || now.value !== before.value || now.unit !== before.unit) return true
  if (before.to !== null && (now.to === null || now.to < before.to)) return true
  return before.detail.class === 'IMP' && now.detail.class === 'EMER'
}

/** Answered: its own condition or the citizen's case no longer holds. What is left is the calendar. */
function isAnswered({ whole }: Judged): boolean {
  const [, , covered, condition] = whole.parts
  return covered?.truth === 'false' || condition?.truth === 'false'
}

function retracted(facts: Fact[]): Ending {
  const factIds = facts.map((fact) => fact.id)
  const [first] = facts
  if (!first)
    return {
      closure: 'retracted',
      because: {
        da: 'Der er ikke længere hjemmel til de oplysninger, den byggede på.',
        en: 'There is no longer a ground for the information it rested on.',
      },
      factIds,
    }
  return {
    closure: 'retracted',
    because: {
      da: `En oplysning er rettet eller trukket tilbage: ${describeFact(first, 'da')}.`,
      en: `Information was corrected or withdrawn: ${describeFact(first, 'en')}.`,
    },
    factIds,
  }
}

function cleared({ whole }: Judged): Ending {
  const deciding = whole.parts.slice(2).filter((part) => part.truth === 'false')
  const facts = [...new Map(deciding.flatMap((part) => part.facts).map((fact) => [fact.id, fact])).values()]
  const tell = (language: 'da' | 'en'): string => facts.map((fact) => describeFact(fact, language)).join('; ')
  if (facts.length === 0)
    return {
      closure: 'cleared',
      because: { da: 'Det, den byggede på, gælder ikke længere.', en: 'What it rested on no longer holds.' },
      factIds: [],
    }
  return {
    closure: 'cleared',
    because: { da: `Der er sket noget siden: ${tell('da')}.`, en: `Something has happened since: ${tell('en')}.` },
    factIds: facts.map((fact) => fact.id),
  }
}

function expired({ occasion: { withinDays } }: Rule, { whole }: Judged): Ending {
  const because =
    whole.parts[0]?.truth === 'true'
      ? { da: `Der er gået ${withinDays} dage.`, en: `${withinDays} days have passed.` }
      : { da: 'Reglen gælder ikke længere.', en: 'The rule is no longer in force.' }
  return { closure: 'expired', because, factIds: [] }
}
