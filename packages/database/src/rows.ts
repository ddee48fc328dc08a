// Between rows of the database and the words of the domain.
import type { EventRecord, Fact, FactDraft, Instant } from '@roedtraad/domain'

export interface EventRow {
  id: string
  source: string
  source_id: string
  kind: string
  identity_id: string
  citizen_id: string
  deed: string
  target_id: string | null
  occurred_at: string
  recorded_at: string | null
  arrival: number
  value: number | null
  unit: string | null
  team: string | null
  detail: unknown
  body_hash: string | Buffer
}

export interface FactRow {
  id: string
  key: string
  citizen_id: string
  identity_id: string
  kind: string
  valid_from: string
  valid_to: string | null
  value: number | null
  unit: string | null
  team: string | null
  detail: unknown
  source: string
  event_id: string
  known_from: string
  known_to: string | null
}

/** Any timestamp text of Postgres as an Instant. */
export function toUtc(text: string): Instant {
  return new Date(text).toISOString()
}

/** An event row in the domain's words. */
export function toEventRecord(row: EventRow): EventRecord {
  return {
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
    kind: row.kind,
    identityId: row.identity_id,
    deed: row.deed as EventRecord['deed'],
    targetId: row.target_id,
    occurredAt: toUtc(row.occurred_at),
    recordedAt: row.recorded_at === null ? null : toUtc(row.recorded_at),
    arrival: row.arrival,
    value: row.value,
    unit: row.unit,
    team: row.team,
    detail: row.detail as Record<string, unknown>,
  }
}

/** A fact row in the domain's words. */
export function toFact(row: FactRow): Fact {
  return {
    id: row.id,
    key: row.key,
    citizenId: row.citizen_id,
    identityId: row.identity_id,
    kind: row.kind,
    from: toUtc(row.valid_from),
    to: row.valid_to === null ? null : toUtc(row.valid_to),
    value: row.value,
    unit: row.unit,
    team: row.team,
    detail: row.detail as Record<string, unknown>,
    source: row.source,
    eventId: row.event_id,
    knownFrom: toUtc(row.known_from),
    knownTo: row.known_to === null ? null : toUtc(row.known_to),
  }
}

/** A new fact version as the insert statement takes it. */
export function toFactJson(
  draft: FactDraft,
  more: { id: string; municipality: string; citizenId: string; knownFrom: Instant },
): Record<string, unknown> {
  return {
    municipality: more.municipality,
    id: more.id,
    key: draft.key,
    citizen_id: more.citizenId,
    identity_id: draft.identityId,
    kind: draft.kind,
    valid_from: draft.from,
    valid_to: draft.to,
    value: draft.value,
    unit: draft.unit,
    team: draft.team,
    detail: draft.detail,
    source: draft.source,
    event_id: draft.eventId,
    known_from: more.knownFrom,
    known_to: null,
  }
}
