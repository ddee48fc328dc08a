// The stages between a rule's "true" and somebody's inbox. Each stage keeps or drops, and what it drops it drops with a named reason.
import type { Urgency } from './alert.ts'
import { addDays, type Instant } from './instant.ts'

/** Something a rule asks to be raised. */
export interface Candidate {
  ruleId: string
  ruleVersion: number
  occasionKey: string
  urgency: Urgency
  evidence: string[]
  sentence: number
  coolDownDays: number
  /** Teams that serve the citizen and are to be told. */
  teams: string[]
}

export interface Dropped {
  candidate: Candidate
  because: 'already-answered' | 'cool-down' | 'no-serving-team'
}

/** What was raised before for one occasion of a rule. `lastAnsweredAt`: when somebody last gave an outcome. */
export interface EarlierRound {
  ruleId: string
  occasionKey: string
  rounds: number
  lastAnsweredAt: Instant | null
}

/** Keeps what nobody has answered yet: the same occasion is not asked twice, and another one not within the rule's cool-down. */
export function coolDown(
  candidates: readonly Candidate[],
  earlier: readonly EarlierRound[],
  at: Instant,
): { kept: Candidate[]; dropped: Dropped[] } {
  const kept: Candidate[] = []
  const dropped: Dropped[] = []
  for (const candidate of candidates) {
    const because = answeredBefore(candidate, earlier, at)
    if (because === undefined) kept.push(candidate)
    else dropped.push({ candidate, because })
  }
  return { kept, dropped }
}

function answeredBefore(candidate: Candidate, earlier: readonly EarlierRound[], at: Instant): Dropped['because'] | undefined {
  const answered = earlier.filter((round) => round.ruleId === candidate.ruleId && round.lastAnsweredAt !== null)
  if (answered.some((round) => round.occasionKey === candidate.occasionKey)) return 'already-answered'
  const cooling =
    candidate.coolDownDays > 0 &&
    answered.some((round) => round.lastAnsweredAt !== null && addDays(round.lastAnsweredAt, candidate.coolDownDays) > at)
  return cooling ? 'cool-down' : undefined
}

/** Keeps what somebody serves; the rest is told to nobody. */
export function dropUnserved(candidates: readonly Candidate[]): { kept: Candidate[]; dropped: Dropped[] } {
  const kept = candidates.filter((candidate) => candidate.teams.length > 0)
  const dropped = candidates.filter((candidate) => candidate.teams.length === 0)
  return { kept, dropped: dropped.map((candidate) => ({ candidate, because: 'no-serving-team' })) }
}
