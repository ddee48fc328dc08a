// Whether an event is needed at all. What nobody may use is not stored: a register of everybody would be a harm before it were a help.
import { addMilliseconds, type EventDeed, type EventKind, type Instant } from '@roedtraad/domain'

/** A case that a citizen has or had: a granted service, a sick leave, an intake. `to` null: still open. */
export interface Case {
  kind: string
  area: string
  from: Instant
  to: Instant | null
}

export type KeptDecision =
  | { kept: true; because: 'opens-case' | 'follows-original' | 'open-case'; case?: string }
  | { kept: false; because: 'no-open-case' }

/** A contact on the day of the grant may be told with an earlier hour than the grant; 24 hours on either side are the same case. */
const tolerance = 24 * 3_600_000

/**
 * Decides whether an event is kept: it opens a case itself, or changes what was kept, or the citizen has a case open at its time in an area of the sender.
 * Judged once, at receipt, from what is known then.
 */
export function decideKept(
  event: { kind: EventKind; deed: EventDeed; occurredAt: Instant; originalKept: boolean },
  cases: readonly Case[],
  senderAreas: readonly string[],
): KeptDecision {
  if (event.kind.opensCase) return { kept: true, because: 'opens-case' }
  if (event.deed !== 'record' && event.originalKept) return { kept: true, because: 'follows-original' }
  const open = cases.find((one) => senderAreas.includes(one.area) && isOpenAround(one, event.occurredAt))
  return open === undefined ? { kept: false, because: 'no-open-case' } : { kept: true, because: 'open-case', case: open.kind }
}

function isOpenAround(one: Case, at: Instant): boolean {
  return addMilliseconds(one.from, -tolerance) <= at && (one.to === null || addMilliseconds(one.to, tolerance) >= at)
}

/** Kinds that make a hospital message relevant (Retssikkerhedsloven § 12 c: home care, home nursing, social support, sickness benefit). */
const relevantKinds: readonly string[] = ['homecare.granted', 'homenursing.granted', 'social.support.granted', 'sickleave.started']

export type RelevanceDecision = { relevant: true; because: string } | { relevant: false; because: 'no-relevant-case' }

/** The legal gate of hospital messages: whether a relevant case was open at the time of the event. */
export function decideRelevantCase(at: Instant, cases: readonly Case[]): RelevanceDecision {
  const open = cases.find((one) => relevantKinds.includes(one.kind) && one.from <= at && (one.to === null || one.to > at))
  return open === undefined ? { relevant: false, because: 'no-relevant-case' } : { relevant: true, because: open.kind }
}
