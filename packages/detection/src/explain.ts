// Why, or why not: the conditions of a rule one by one, what each of them rests on, and what would turn the answer.
import { describeFact, type Fact, formatInstant, type Instant, type Language, labelOf, textsIn } from '@roedtraad/domain'
import { type Condition, explainCondition, partsOf, turnedBy } from './conditions/index.ts'
import type { Context, Input } from './conditions/shared.ts'
import { coveredBy, endOfOccasion } from './cover.ts'
import { type Judged, judgeInFull, type RuleUrgency } from './judge.ts'
import type { Rule } from './rule.ts'
import { type Answer, anyOf, closed, type Truth } from './truth.ts'

export interface ExplainedPart {
  text: string
  truth: Truth
  evidence: { factId: string; text: string }[]
  parts: ExplainedPart[]
}
export interface ExplainedOccasion {
  occasionKey: string
  truth: Truth
  urgency: RuleUrgency
  sentence: string
  tree: ExplainedPart
  nextChange: Instant | null
  /** What would end the alert, while it is true; null when it is not. */
  whatWouldEndThis: string | null
}
export interface Explanation {
  truth: Truth
  sentence: string
  occasions: ExplainedOccasion[]
}

/** Explains a rule for one citizen, occasion by occasion. Facts and kinds as for `judge`: what is closed is not mentioned. */
export function explain(rule: Rule, facts: readonly Fact[], context: Context, language: Language): Explanation {
  const judged = judgeInFull(rule, facts, context)
  const occasions = judged.map((one) => explainOccasion(rule, one, language))
  const whole = context.closedKinds.has(rule.occasion.fact) ? closed() : anyOf(judged.map((one) => one.whole))
  const decisive = occasions.filter((occasion) => occasion.truth === whole.truth).at(-1)
  return { truth: whole.truth, sentence: decisive?.sentence ?? explainNone(rule, whole.truth, language), occasions }
}

function explainNone(rule: Rule, truth: Truth, language: Language): string {
  const label = labelOf(rule.occasion.fact, language)
  if (truth === 'unknown')
    return language === 'da' ? 'Det vides ikke: ingen hjemmel åbner for oplysningerne.' : 'Not known: no ground opens the information.'
  return language === 'da' ? `Reglen slår ikke til: der er ikke registreret: ${label}.` : `The rule does not fire: not recorded: ${label}.`
}

function explainOccasion(rule: Rule, one: Judged, language: Language): ExplainedOccasion {
  const { judgement, input, whole } = one
  const tree = buildTree(rule, one, language)
  return {
    occasionKey: judgement.occasionKey,
    truth: judgement.truth,
    urgency: judgement.urgency,
    sentence: tellWhole(tree, language),
    tree,
    nextChange: judgement.nextChange,
    whatWouldEndThis: whole.truth === 'true' ? tellEnd(rule, input, whole, language) : null,
  }
}

function buildTree(rule: Rule, { input, whole }: Judged, language: Language): ExplainedPart {
  const [inForce, window, covered, condition] = whole.parts
  const parts: ExplainedPart[] = []
  if (inForce && inForce.truth !== 'true')
    parts.push(part(language === 'da' ? 'Reglen er i kraft' : 'The rule is in force', inForce, [], input, language))
  if (window) parts.push(part(explainWindow(rule, input, language), window, [], input, language))
  if (covered) parts.push({ ...explainAnswer(coveredBy(rule), covered, input, language), text: coveredText[language] })
  if (condition) parts.push(explainAnswer(rule.when, condition, input, language))
  return part(rule.prose[language], whole, parts, input, language)
}

const coveredText = { da: 'Borgeren får hjælp, som reglen gælder for', en: 'The citizen has help that the rule is about' }

function explainWindow(rule: Rule, { occasion, anchor }: Input, language: Language): string {
  const { days } = textsIn(language)
  const what = `${labelOf(occasion.kind, language)} ${formatInstant(anchor, language)}`
  const { withinDays, since } = rule.occasion
  if (language === 'da') return `${since === 'end' ? 'Sluttet' : 'Sket'} for højst ${days(withinDays)} siden: ${what}`
  return `${since === 'end' ? 'Ended' : 'Happened'} at most ${days(withinDays)} ago: ${what}`
}

function explainAnswer(condition: Condition, given: Answer, input: Input, language: Language): ExplainedPart {
  const parts = partsOf(condition).flatMap((inner, index) => {
    const answer = given.parts[index]
    return answer ? [explainAnswer(inner, answer, input, language)] : []
  })
  return part(explainCondition(condition, input, language), given, parts, input, language)
}

function part(text: string, given: Answer, parts: ExplainedPart[], input: Input, language: Language): ExplainedPart {
  const now = input.context.now
  const evidence = given.facts.map((fact) => ({ factId: fact.id, text: describeFact(fact, language, now) }))
  return { text, truth: given.truth, evidence, parts }
}

/** The answer and the leaves that decide it, each with its own truth. */
function tellWhole(tree: ExplainedPart, language: Language): string {
  const { truth } = textsIn(language)
  const told = decidingLeaves(tree).map((leaf) => `${leaf.text} (${truth[leaf.truth]})`)
  const head = {
    true: { da: 'Reglen slår til', en: 'The rule fires' },
    false: { da: 'Reglen slår ikke til', en: 'The rule does not fire' },
    unknown: { da: 'Det vides ikke', en: 'It is not known' },
  }[tree.truth][language]
  return `${head}. ${[...new Set(told)].join('. ')}.`
}

/** A part that is decided otherwise than its parent is a `not`, or did not matter. */
function decidingLeaves(tree: ExplainedPart): ExplainedPart[] {
  if (tree.parts.length === 0) return [tree]
  const same = tree.parts.filter((inner) => inner.truth === tree.truth)
  return (same.length > 0 ? same : tree.parts).flatMap(decidingLeaves)
}

function tellEnd(rule: Rule, input: Input, { parts }: Answer, language: Language): string {
  const condition = parts[3]
  const turned = condition ? turnedBy(rule.when, condition, input, language) : null
  const until = formatInstant(endOfOccasion(rule, input.anchor), language, input.context.now)
  if (language === 'da') return `Det lukker af sig selv, når ${turned ? `${turned}, eller når ` : ''}dagene er gået (${until}).`
  return `It closes by itself when ${turned ? `${turned}, or when ` : ''}the days have passed (${until}).`
}
