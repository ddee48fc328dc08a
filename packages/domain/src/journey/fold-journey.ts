// From deeds to the journey as it stands. A deed that was withdrawn does nothing; one that was corrected does what the newest correction says, at its own place and time.
import { type Deed, found } from './deed.ts'
import { findDeedRule } from './deeds/index.ts'
import { type Journey, takesPart } from './journey.ts'

/** A journey before its first deed. */
function unopened(): Journey {
  return {
    status: 'closed',
    level: 'inform',
    reason: '',
    openedAt: '',
    closed: null,
    rhythmDays: 0,
    coordination: { coordinator: null, substitute: null, absence: null, contact: null },
    teams: [],
    parties: [],
    manner: null,
    ownGoal: null,
    goals: [],
    activities: [],
    meetings: [],
    loops: [],
    notes: [],
    plans: [],
    filings: [],
  }
}

/** Ids of deeds that a standing withdrawal names. A withdrawal that is itself withdrawn takes nothing away. */
export function listWithdrawn(deeds: readonly Deed[]): Set<string> {
  const withdrawn = new Set<string>()
  for (const deed of deeds.toReversed()) {
    if (deed.deed === 'withdraw' && deed.targetId !== null && !withdrawn.has(deed.id)) withdrawn.add(deed.targetId)
  }
  return withdrawn
}

/** The deeds that count, each with the detail that counts, in order. `deeds` in order of `seq`. */
export function listStanding(deeds: readonly Deed[]): Deed[] {
  const withdrawn = listWithdrawn(deeds)
  const corrected = new Map<string, Record<string, unknown>>()
  for (const deed of deeds)
    if (deed.deed === 'correct' && deed.targetId !== null && !withdrawn.has(deed.id)) corrected.set(deed.targetId, deed.detail)
  return deeds
    .filter((deed) => deed.deed !== 'withdraw' && deed.deed !== 'correct' && !withdrawn.has(deed.id))
    .map((deed) => ({ ...deed, detail: corrected.get(deed.id) ?? deed.detail }))
}

/** Folds all deeds of one journey, in order of `seq`. Throws for a deed that nobody has declared: an older release would otherwise show half a journey. */
export function foldJourney(deeds: readonly Deed[]): Journey {
  const journey = unopened()
  for (const deed of listStanding(deeds)) applyDeed(journey, deed)
  return journey
}

/** Does one deed to the journey. Throws as foldJourney. */
export function applyDeed(journey: Journey, deed: Deed): void {
  found(findDeedRule(deed.deed)).apply(journey, deed.detail, deed)
}

/** The first standing deed that does not fit what stands before it, with its refusal's words; undefined for a sound history. */
export function findMisfit(deeds: readonly Deed[]): { deed: Deed; because: string } | undefined {
  const journey = unopened()
  for (const deed of listStanding(deeds)) {
    const rule = found(findDeedRule(deed.deed))
    if (deed.deed !== 'open' && journey.status === 'closed' && !rule.whenClosed) return { deed, because: 'The journey would be closed.' }
    if (isStranger(journey, deed)) return { deed, because: 'Its team would not take part.' }
    const refusal = rule.check(journey, deed.detail, deed)
    if (refusal !== undefined) return { deed, because: refusal.because }
    applyDeed(journey, deed)
  }
  return undefined
}

/** What a team did rests on its taking part; only the opening and its own joining come before that. */
function isStranger(journey: Journey, { deed, detail, team }: Deed): boolean {
  if (team === null || deed === 'open' || (deed === 'join' && detail['team'] === team)) return false
  return !takesPart(journey, team)
}
