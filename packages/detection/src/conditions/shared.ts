// What every kind of condition is given and gives back, and the few questions about facts that several of them ask.
import { addMilliseconds, type Fact, type Instant, type Language } from '@roedtraad/domain'
import { type TSchema, Type } from 'typebox'
import type { Answer } from '../truth.ts'

/**
 * The world of one judgement. `closedKinds`: no ground opens them, so they are not read at all.
 * `silentKinds`: the feed that brings them is itself silent, so that nothing heard means nothing known.
 */
export interface Context {
  now: Instant
  closedKinds: ReadonlySet<string>
  silentKinds: ReadonlySet<string>
}

/** `anchor` is the instant that the rule counts from: the beginning or the end of the occasion. */
export interface Input {
  occasion: Fact
  anchor: Instant
  facts: readonly Fact[]
  context: Context
}

/** One kind of condition: its schema, what it reads, what it means, and how it is told. */
export interface LeafKind<Leaf> {
  schema: TSchema
  reads: (leaf: Leaf) => string[]
  evaluate: (leaf: Leaf, input: Input) => Answer
  /** A statement of which `truth` is then said. */
  explain: (leaf: Leaf, input: Input, language: Language) => string
  /** What would have to happen for the answer to turn; null: only a correction could. */
  turnedBy: (leaf: Leaf, answer: Answer, input: Input, language: Language) => string | null
}

export const KindName = Type.String({ pattern: '^[a-z]+(\\.[a-z-]+)+$' })
export const Days = Type.Integer({ minimum: 1, maximum: 366 })

/** Facts of these kinds in the order they began. */
export function listOf(facts: readonly Fact[], kinds: readonly string[]): Fact[] {
  return facts
    .filter((fact) => kinds.includes(fact.kind))
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1))
}

/** The first instant at which a fact no longer holds, or null while it lasts. What has no length is over a millisecond later. */
export function endOf(fact: Pick<Fact, 'from' | 'to'>): Instant | null {
  return fact.to === fact.from ? addMilliseconds(fact.from, 1) : fact.to
}

/** The first instant at or after `now` at which none of the facts holds, given that one holds at `now`; null: never. */
export function endOfCover(facts: readonly Fact[], now: Instant): Instant | null {
  let until = now
  for (;;) {
    const holding = facts
      .map((fact) => ({ from: fact.from, end: endOf(fact) }))
      .filter(({ from, end }) => from <= until && (end === null || end > until))
    if (holding.length === 0) return until
    if (holding.some(({ end }) => end === null)) return null
    until = holding.reduce((most, { end }) => (end !== null && end > most ? end : most), until)
  }
}

/** The first beginning after `now`, or null. */
export function nextBeginning(facts: readonly Fact[], now: Instant): Instant | null {
  return facts.reduce<Instant | null>((least, { from }) => (from > now && (least === null || from < least) ? from : least), null)
}
