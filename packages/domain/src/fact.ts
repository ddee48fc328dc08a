// What we hold to be true, from one instant to another, and from when to when we held it.
import type { Instant } from './instant.ts'

/** A fact before it is stored. `key` names the same fact through all its versions. */
export interface FactDraft {
  key: string
  kind: string
  identityId: string
  /** When it began in the world. */
  from: Instant
  /** When it ended; equal to `from` for what has no length; null while it lasts. */
  to: Instant | null
  value: number | null
  unit: string | null
  team: string | null
  detail: Record<string, unknown>
  source: string
  /** The event that this version rests on. */
  eventId: string
}

/** One version of a fact. It was held true from `knownFrom` until `knownTo` (null: still). */
export interface Fact extends FactDraft {
  id: string
  citizenId: string
  knownFrom: Instant
  knownTo: Instant | null
}

/** Whether the fact holds at `at`: begun, and not yet ended. What has no length holds only at its own instant. */
export function holdsAt(fact: Pick<FactDraft, 'from' | 'to'>, at: Instant): boolean {
  return fact.from <= at && (fact.to === null || fact.to > at || (fact.to === fact.from && fact.from === at))
}

/** Whether two drafts say the same, so that nothing needs to be written. Arrival and storage are not compared. */
export function saysTheSame(a: FactDraft, b: FactDraft): boolean {
  return (
    a.key === b.key &&
    a.kind === b.kind &&
    a.identityId === b.identityId &&
    a.from === b.from &&
    a.to === b.to &&
    a.value === b.value &&
    a.unit === b.unit &&
    a.team === b.team &&
    a.source === b.source &&
    a.eventId === b.eventId &&
    canonicalJson(a.detail) === canonicalJson(b.detail)
  )
}

/** JSON with sorted keys and without undefined members: equal content gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
