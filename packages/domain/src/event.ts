// What was sent. Events are never changed; a correction or a withdrawal is another event that names the first.
import type { Instant } from './instant.ts'

/** A foreign identifier, as in FHIR: the system that issued it and its value. */
export interface Identifier {
  system: string
  value: string
}

/** FHIR identifier system of Danish CPR numbers. */
export const cprSystem = 'urn:oid:1.2.208.176.1.2'

/** What an event does to the record: adds to it, replaces an earlier event whole, or takes one back. */
export type EventDeed = 'record' | 'correct' | 'withdraw'

/** One event as it is kept. `arrival` grows with the order of receipt; everything else is the sender's word. */
export interface EventRecord {
  id: string
  source: string
  sourceId: string
  kind: string
  identityId: string
  deed: EventDeed
  /** The source's id of the original that a correction or withdrawal names; null for a record. */
  targetId: string | null
  /** When it happened. */
  occurredAt: Instant
  /** When the sender wrote it down, if the sender says so (CloudEvents `recordedtime`). */
  recordedAt: Instant | null
  arrival: number
  value: number | null
  unit: string | null
  team: string | null
  detail: Record<string, unknown>
}
