// What every rule asks before its own condition: is the rule in force, is the occasion still one, is the citizen covered.
import { addDays, type Fact, findKind, type Instant, startOfDay } from '@roedtraad/domain'
import type { Condition } from './conditions/index.ts'
import type { Context } from './conditions/shared.ts'
import type { Rule } from './rule.ts'
import { type Answer, answer } from './truth.ts'

/** A call for a case (a point in time) covers an occasion up to so many days after it; it may also come later than the occasion. */
const callCoversDays = 7

/** The instant the rule counts from; null when the occasion is to count from its end and has none. */
export function anchorOf(rule: Pick<Rule, 'occasion'>, occasion: Pick<Fact, 'from' | 'to'>): Instant | null {
  return rule.occasion.since === 'end' ? occasion.to : occasion.from
}

/** The first instant at which the occasion is past. */
export function endOfOccasion(rule: Pick<Rule, 'occasion'>, anchor: Instant): Instant {
  return addDays(anchor, rule.occasion.withinDays)
}

/** Whether the occasion has come and is not past. */
export function answerWindow(rule: Pick<Rule, 'occasion'>, occasion: Fact, anchor: Instant, { now }: Context): Answer {
  const end = endOfOccasion(rule, anchor)
  if (now < anchor) return answer(false, anchor, [occasion])
  return now < end ? answer(true, end, [occasion]) : answer(false, null, [occasion])
}

/** Whether the rule is in force at `now`: from the beginning of `validFrom` to the end of `validTo` or `sunset` (Copenhagen dates). */
export function answerInForce(rule: Pick<Rule, 'validFrom' | 'validTo' | 'sunset'>, { now }: Context): Answer {
  const last = rule.validTo !== null && rule.validTo < rule.sunset ? rule.validTo : rule.sunset
  const start = startOfDate(rule.validFrom, 0)
  const end = startOfDate(last, 1)
  if (now < start) return answer(false, start)
  return now < end ? answer(true, end) : answer(false, null)
}

/** The condition under which a fact of one of these kinds makes the citizen covered, and its team one that serves her. */
export function servedBy(kinds: readonly string[]): Condition {
  return { is: 'any', of: kinds.flatMap(waysToServe) }
}

/** The condition under which the citizen is covered by the rule. */
export function coveredBy(rule: Pick<Rule, 'population'>): Condition {
  return servedBy(rule.population.case)
}

function waysToServe(kind: string): Condition[] {
  if (findKind(kind)?.shape === 'point') return [{ is: 'happened', kind, daysBefore: callCoversDays, daysAfter: null }]
  return [
    { is: 'holds', kind, at: 'now' },
    { is: 'holds', kind, at: 'day-of-occasion' },
  ]
}

function startOfDate(date: string, days: number): Instant {
  return startOfDay(`${date}T12:00:00.000Z`, days)
}
