// Truth with three values (Kleene), and until when an answer is bound to stay what it is if nothing more happens.
import type { Fact, Instant } from '@roedtraad/domain'

export type Truth = 'true' | 'false' | 'unknown'

/**
 * What a condition says at one instant. `until`: before this instant the truth cannot change by time alone (null: never will).
 * `facts`: those that made it so, also when it is false. `parts`: the answers it was put together from.
 */
export interface Answer {
  truth: Truth
  until: Instant | null
  facts: Fact[]
  parts: Answer[]
}

/** An answer without parts. */
export function answer(truth: boolean | 'unknown', until: Instant | null, facts: Fact[] = []): Answer {
  return { truth: truth === 'unknown' ? 'unknown' : truth ? 'true' : 'false', until, facts, parts: [] }
}

/** Nobody may look: unknown, and no passing of time will change that. */
export function closed(): Answer {
  return answer('unknown', null)
}

/** The earliest of several bounds; null stands for never. */
export function earliest(bounds: readonly (Instant | null)[]): Instant | null {
  return bounds.reduce<Instant | null>((least, bound) => (bound !== null && (least === null || bound < least) ? bound : least), null)
}

/** The latest of several bounds; one that never comes is later than all. */
export function latest(bounds: readonly (Instant | null)[]): Instant | null {
  if (bounds.some((bound) => bound === null)) return null
  return bounds.reduce<Instant | null>((most, bound) => (bound !== null && (most === null || bound > most) ? bound : most), null)
}

/** All must be true. While false, it stays so until the last of its false parts could turn; otherwise the first part that turns counts. */
export function allOf(parts: Answer[]): Answer {
  return join(parts, 'false', 'true')
}

/** One must be true: the dual of `allOf`. */
export function anyOf(parts: Answer[]): Answer {
  return join(parts, 'true', 'false')
}

/** The opposite; unknown stays unknown, and the bound passes through. */
export function notOf(part: Answer): Answer {
  const truth = part.truth === 'unknown' ? 'unknown' : part.truth === 'true' ? 'false' : 'true'
  return { truth, until: part.until, facts: part.facts, parts: [part] }
}

function join(parts: Answer[], decisive: Truth, otherwise: Truth): Answer {
  const deciding = parts.filter((part) => part.truth === decisive)
  if (deciding.length > 0) return { truth: decisive, until: latest(deciding.map((part) => part.until)), facts: factsOf(deciding), parts }
  const truth = parts.some((part) => part.truth === 'unknown') ? 'unknown' : otherwise
  return { truth, until: earliest(parts.map((part) => part.until)), facts: factsOf(parts), parts }
}

function factsOf(parts: readonly Answer[]): Fact[] {
  return [...new Map(parts.flatMap((part) => part.facts).map((fact) => [fact.id, fact])).values()]
}
