// A deed: what somebody did to a journey, as it is kept. Deeds are never changed; one that was wrong is withdrawn or corrected by another that names it.
import type { Static, TSchema } from 'typebox'
import type { Instant } from '../instant.ts'
import type { Journey } from './journey.ts'

export interface Deed {
  id: string
  /** Place in the journey's history, from 1 without gaps: the journey's version is that of its last deed. */
  seq: number
  deed: string
  detail: Record<string, unknown>
  /** Product time. */
  at: Instant
  actor: string
  /** Acting team; null for a job. */
  team: string | null
  /** The deed that is withdrawn or corrected. */
  targetId: string | null
}

/** Who wants to do it. `leads`: she leads the acting team. */
export interface Doer {
  kind: 'person' | 'job'
  username: string
  team: string | null
  leads: boolean
}

/** Why not. `status`: 403 not for you, 409 not now, 400 not like this (then with the field and its remedy). */
export interface Refusal {
  status: 400 | 403 | 404 | 409
  code: string
  because: string
  field?: string
  remedy?: string
}

/**
 * Who may do a deed. participant: any team that takes part. holder: the team or substitute that holds the thread, anybody who takes part when nobody holds it, and a lead who takes part.
 * receiver and asker: the two ends of the loop. owner: the team of the activity, or the holder. joiner: the holder, or a team that serves the citizen, for itself. job: a recurring job alone.
 */
export type Who = 'participant' | 'holder' | 'receiver' | 'asker' | 'owner' | 'joiner' | 'lead' | 'job'

/** What a deed rule may look at. */
export interface Circumstance {
  deed: Pick<Deed, 'id' | 'at' | 'actor' | 'team'>
}

export interface DeedRule<Schema extends TSchema = TSchema> {
  schema: Schema
  who: Who
  /** In a closed journey most deeds do not fit. */
  whenClosed: boolean
  /** The product may do it too: a death or a move closes what a person would have closed, and taking the message back opens it. */
  alsoJob: boolean
  /** The team at the other end, for receiver, asker, owner and joiner. */
  subject?: (journey: Journey, detail: Static<Schema>) => string | null | undefined
  /** Why it does not fit the journey as it stands; undefined when it does. */
  check: (journey: Journey, detail: Static<Schema>, by: Circumstance['deed']) => Refusal | undefined
  /** Changes the journey; called only when `check` has nothing to say. */
  apply: (journey: Journey, detail: Static<Schema>, by: Circumstance['deed']) => void
}

/** Keeps a rule's schema and its functions of one type. */
export function rule<Schema extends TSchema>(
  schema: Schema,
  who: Who,
  parts: Partial<Pick<DeedRule<Schema>, 'whenClosed' | 'alsoJob' | 'subject' | 'check'>> & Pick<DeedRule<Schema>, 'apply'>,
): DeedRule {
  return { schema, who, whenClosed: false, alsoJob: false, check: () => undefined, ...parts } as unknown as DeedRule
}

/** The state does not allow it. */
export function notNow(code: string, because: string): Refusal {
  return { status: 409, code, because }
}

/** A field is wrong. */
export function badField(code: string, field: string, because: string, remedy: string): Refusal {
  return { status: 400, code, because, field, remedy }
}

/** The deed names something that is not in the journey. */
export function noSuch(field: string, noun: string): Refusal {
  return badField(`no-such-${noun}`, field, `There is no such ${noun} in this journey.`, 'take an id from the journey as it stands now')
}

/** What another deed must find standing. Throws where a rule's `check` should have refused. */
export function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('a deed was applied that its check should have refused')
  return one
}
