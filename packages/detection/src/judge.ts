// The meaning of a rule for one citizen, in memory: one judgement per occasion, with its evidence and the instant to look again.
import type { Fact, Instant } from '@roedtraad/domain'
import { type Condition, evaluate } from './conditions/index.ts'
import type { Context, Input } from './conditions/shared.ts'
import { anchorOf, answerInForce, answerWindow, coveredBy, endOfOccasion } from './cover.ts'
import type { Rule } from './rule.ts'
import { type Answer, allOf, earliest, type Truth } from './truth.ts'

export type RuleUrgency = Rule['urgency']

export interface Judgement {
  /** The key of the fact that the rule is judged for: an alert is unique per rule and occasion. */
  occasionKey: string
  truth: Truth
  /** What it would have now; it counts only while `truth` is true. */
  urgency: RuleUrgency
  /** Ids of the facts that made it so, the occasion first. */
  evidence: string[]
  /** Before this instant neither truth nor urgency nor sentence changes by time alone; null: never will. */
  nextChange: Instant | null
  /** Index of the sentence to say. */
  sentence: number
}

/** One occasion judged, with the answers it rests on (for explanations). `parts` of `whole`: in force, occasion, covered, condition. */
export interface Judged {
  input: Input
  whole: Answer
  judgement: Judgement
}

const order: readonly RuleUrgency[] = ['information', 'normal', 'high']

/**
 * Judges one rule for one citizen. `facts`: those now held about her, in any order; facts of closed kinds are not looked at.
 * A rule fires only where `truth` is `true`. An occasion that is no longer among the facts has no judgement: see decideEnding.
 */
export function judge(rule: Rule, facts: readonly Fact[], context: Context): Judgement[] {
  return judgeInFull(rule, facts, context).map(({ judgement }) => judgement)
}

/** As `judge`, with the answers. */
export function judgeInFull(rule: Rule, facts: readonly Fact[], context: Context): Judged[] {
  const read = new Set([...rule.reads, rule.occasion.fact])
  const open = facts.filter((fact) => read.has(fact.kind) && !context.closedKinds.has(fact.kind))
  return open
    .filter((fact) => fact.kind === rule.occasion.fact)
    .flatMap((occasion) => {
      const anchor = anchorOf(rule, occasion)
      return anchor === null ? [] : [judgeOccasion(rule, { occasion, anchor, facts: open, context })]
    })
    .sort((a, b) => (a.input.anchor < b.input.anchor ? -1 : 1))
}

function judgeOccasion(rule: Rule, input: Input): Judged {
  const whole = allOf([
    answerInForce(rule, input.context),
    answerWindow(rule, input.occasion, input.anchor, input.context),
    evaluate(coveredBy(rule), input),
    evaluate(rule.when, input),
  ])
  const urgency = decideUrgency(rule, input)
  const sentence = pickSentence(rule, input)
  return {
    input,
    whole,
    judgement: {
      occasionKey: input.occasion.key,
      truth: whole.truth,
      urgency: urgency.value,
      evidence: evidenceOf(whole, input.occasion),
      nextChange: whole.truth === 'true' ? earliest([whole.until, urgency.until, sentence.until]) : unlessPast(rule, whole, input.anchor),
      sentence: sentence.value,
    },
  }
}

/** What is false and could turn only when the occasion is past never turns. */
function unlessPast(rule: Rule, { truth, until }: Answer, anchor: Instant): Instant | null {
  return truth === 'false' && until !== null && until >= endOfOccasion(rule, anchor) ? null : until
}

function evidenceOf({ facts }: Answer, occasion: Fact): string[] {
  const others = facts
    .filter((fact) => fact.id !== occasion.id)
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1))
  return [occasion, ...others].map((fact) => fact.id)
}

/** The highest urgency that holds. One that is no higher than what already holds cannot change it, and is not waited for. */
function decideUrgency(rule: Rule, input: Input): { value: RuleUrgency; until: Instant | null } {
  const steps = rule.moreUrgent.map((step) => ({ urgency: step.urgency, answer: evaluate(step.when, input) }))
  const rank = (urgency: RuleUrgency): number => order.indexOf(urgency)
  const value = steps
    .filter(({ answer }) => answer.truth === 'true')
    .reduce((most, step) => (rank(step.urgency) > rank(most) ? step.urgency : most), rule.urgency)
  const counting = steps.filter((step) => rank(step.urgency) > rank(rule.urgency) && rank(step.urgency) >= rank(value))
  return { value, until: earliest(counting.map((step) => step.answer.until)) }
}

/** The first sentence whose condition is true; the bound is that of every condition asked on the way. */
function pickSentence(rule: Rule, input: Input): { value: number; until: Instant | null } {
  const asked: (Instant | null)[] = []
  for (const [index, { when }] of rule.sentences.entries()) {
    if (!when) return { value: index, until: earliest(asked) }
    const given = evaluate(when, input)
    asked.push(given.until)
    if (given.truth === 'true') return { value: index, until: earliest(asked) }
  }
  return { value: rule.sentences.length - 1, until: earliest(asked) }
}

/** Every condition in a rule: the main one and those of urgency and sentences. */
export function listConditions(rule: Rule): Condition[] {
  return [rule.when, ...rule.moreUrgent.map(({ when }) => when), ...rule.sentences.flatMap(({ when }) => (when ? [when] : []))]
}
