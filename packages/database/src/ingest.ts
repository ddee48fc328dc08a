// The SQL of taking events in: one statement to see what stands, one to write. Both run for every event, so each is parsed once per connection.
import type { EventRecord, Fact, Instant } from '@roedtraad/domain'
import { accessColumns } from './access-log.ts'
import { type EventRow, type FactRow, toEventRecord, toFact, toUtc } from './rows.ts'
import type { Tx } from './scope.ts'

export interface KnownIdentity {
  /** Hex. */
  digest: string
  identityId: string
  citizenId: string
  /** Whether she is known under another identifier too. */
  several: boolean
  cases: { kind: string; from: Instant; to: Instant | null }[]
}

/** An event that stands, with what is needed to tell a resend from a reuse of its id. */
export type KnownEvent = EventRecord & { citizenId: string; bodyHash: string }

export interface IngestState {
  identities: KnownIdentity[]
  events: KnownEvent[]
}

// `offset 0` keeps the planner from joining: a table that has just grown has no statistics, and a wrong guess costs seconds instead of microseconds.
const stateSql = `select
  (select coalesce(jsonb_agg(jsonb_build_object('digest', encode(i.digest, 'hex'), 'identityId', i.id, 'citizenId', i.citizen_id,
      'several', exists (select from identities o where o.municipality = $1 and o.citizen_id = i.citizen_id and o.id <> i.id), 'cases',
      (select coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'from', f.valid_from, 'to', f.valid_to)), '[]')
       from facts f where f.municipality = $1 and f.citizen_id = i.citizen_id and f.known_to is null and f.kind = any ($5::text[])))), '[]')
   from identities i where i.municipality = $1 and i.digest = any ($2::bytea[])) as identities,
  (select coalesce(jsonb_agg(to_jsonb(found) || jsonb_build_object('body_hash', encode(found.body_hash, 'hex'))), '[]')
   from (
     select distinct on (e.id) e.* from unnest($3::text[], $4::text[], $6::text[]) q (source, source_id, chain_id)
     cross join lateral (
       (select * from events e where e.municipality = $1 and e.source = q.source and e.source_id = q.source_id offset 0)
       union all
       (select * from events e where e.municipality = $1 and e.source = q.source and e.chain_id = q.chain_id offset 0)
       union all
       (select * from events e where e.municipality = $1 and e.source = q.source and e.source_id = q.chain_id and q.chain_id <> q.source_id offset 0)) e) found) as events`

/** What stands before these events: the identities they name with their cases, every event of their chains or under their ids, and what they name. */
export async function findIngestState(
  tx: Tx,
  wanted: { digests: Buffer[]; events: { source: string; sourceId: string; chainId: string }[]; caseKinds: readonly string[] },
): Promise<IngestState> {
  const { digests, events, caseKinds } = wanted
  const [row] = await tx.prepared<{ identities: KnownIdentity[]; events: EventRow[] }>('find-ingest-state', stateSql, [
    tx.scope.municipality,
    digests,
    events.map((event) => event.source),
    events.map((event) => event.sourceId),
    caseKinds,
    events.map((event) => event.chainId),
  ])
  if (row === undefined) throw new Error('the ingest state query returned no row')
  return {
    identities: row.identities.map((identity) => ({
      ...identity,
      cases: identity.cases.map((one) => ({ kind: one.kind, from: toUtc(one.from), to: one.to === null ? null : toUtc(one.to) })),
    })),
    events: row.events.map(toKnownEvent),
  }
}

const knownColumns =
  "id, source, source_id, kind, identity_id, citizen_id, deed, target_id, occurred_at, recorded_at, arrival, value, unit, team, detail, encode(body_hash, 'hex') as body_hash"

const eventsOfSql = `with own as materialized (
    select * from events where municipality = $1 and citizen_id = any ($2::uuid[]) and kind = any ($3::text[])),
  elsewhere as (
    select distinct e.citizen_id from (select distinct source, chain_id from own) q
    cross join lateral (select * from events e where e.municipality = $1 and e.source = q.source and e.chain_id = q.chain_id and e.citizen_id <> all ($4::uuid[]) offset 0) e)
  select (select coalesce(jsonb_agg(to_jsonb(found) order by arrival), '[]') from (select ${knownColumns} from own) found) as events,
    (select coalesce(array_agg(citizen_id::text), '{}') from elsewhere) as "othersNamed"`

/**
 * All events of these kinds about these citizens, in order of arrival; and whoever besides `known` is named by another event of their chains:
 * a correction may name somebody else than its original did.
 */
export async function listEventsOf(
  tx: Tx,
  citizenIds: readonly string[],
  kinds: readonly string[],
  known: readonly string[],
): Promise<{ events: KnownEvent[]; othersNamed: string[] }> {
  const [row] = await tx.prepared<{ events: EventRow[]; othersNamed: string[] }>('list-events-of', eventsOfSql, [
    tx.scope.municipality,
    citizenIds,
    kinds,
    known,
  ])
  return { events: (row?.events ?? []).map(toKnownEvent), othersNamed: row?.othersNamed ?? [] }
}

/** Everything that a source told under these chain ids, whomever it names, in order of arrival. */
export async function listChains(tx: Tx, source: string, chainIds: readonly string[]): Promise<KnownEvent[]> {
  const rows = await tx.prepared<EventRow>(
    'list-chains',
    `select ${knownColumns} from events where municipality = $1 and source = $2 and chain_id = any ($3::text[]) order by arrival`,
    [tx.scope.municipality, source, chainIds],
  )
  return rows.map(toKnownEvent)
}

function toKnownEvent(row: EventRow): KnownEvent {
  return { ...toEventRecord(row), citizenId: row.citizen_id, bodyHash: String(row.body_hash) }
}

/** The facts of these kinds held now about these citizens. */
export async function listCurrentFacts(tx: Tx, citizenIds: readonly string[], kinds: readonly string[]): Promise<Fact[]> {
  const rows = await tx.prepared<FactRow>(
    'list-current-facts',
    `select * from facts where municipality = $1 and citizen_id = any ($2::uuid[]) and kind = any ($3::text[]) and known_to is null order by valid_from, id`,
    [tx.scope.municipality, citizenIds, kinds],
  )
  return rows.map(toFact)
}

/** Closes fact versions: they are no longer held from `knownTo` on. */
export function closeFacts(tx: Tx, ids: readonly string[], knownTo: Instant): void {
  tx.send('close-facts', `update facts set known_to = greatest($3, known_from) where municipality = $1 and id = any ($2::uuid[])`, [
    tx.scope.municipality,
    ids,
    knownTo,
  ])
}

const factColumns =
  'municipality, id, key, citizen_id, identity_id, kind, valid_from, valid_to, value, unit, team, detail, source, event_id, known_from, known_to'
const eventColumns =
  'municipality, id, source, source_id, kind, identity_id, citizen_id, deed, target_id, occurred_at, recorded_at, received_at, value, unit, team, detail, body_hash'

const writeSql = `with
  told as (insert into events (${eventColumns}) select ${eventColumns} from jsonb_populate_recordset(null::events, $1::jsonb)),
  held as (insert into facts (${factColumns}) select ${factColumns} from jsonb_populate_recordset(null::facts, $2::jsonb)),
  due as (insert into outbox (municipality, id, citizen_id, kinds, event_id) select municipality, id, citizen_id, kinds, event_id from jsonb_populate_recordset(null::outbox, $3::jsonb)),
  looked as (insert into access_log (${accessColumns})
             select ${accessColumns} from jsonb_populate_recordset(null::access_log, $4::jsonb))
  select pg_notify('outbox', $5) where jsonb_array_length($3::jsonb) > 0`

export interface NewEvent extends Omit<EventRecord, 'arrival'> {
  citizenId: string
  receivedAt: Instant
  /** Hex. */
  bodyHash: string
}

/** A notification holds 8,000 bytes: of more rows than this none is named. */
const mostNamed = 100

/** Writes events, facts, what is to be judged, and the log row, in one statement; tells the relay at commit, with the ids of the rows. */
export function writeIngest(
  tx: Tx,
  rows: {
    events: readonly NewEvent[]
    facts: readonly Record<string, unknown>[]
    outbox: readonly (Record<string, unknown> & { id: string })[]
    log: readonly Record<string, unknown>[]
  },
): void {
  const events = rows.events.map((event) => toEventJson(event, tx.scope.municipality))
  tx.send('write-ingest', writeSql, [
    JSON.stringify(events),
    JSON.stringify(rows.facts),
    JSON.stringify(rows.outbox),
    JSON.stringify(rows.log),
    rows.outbox.length > mostNamed ? '' : rows.outbox.map((row) => row.id).join(),
  ])
}

function toEventJson(event: NewEvent, municipality: string): Record<string, unknown> {
  return {
    municipality,
    id: event.id,
    source: event.source,
    source_id: event.sourceId,
    kind: event.kind,
    identity_id: event.identityId,
    citizen_id: event.citizenId,
    deed: event.deed,
    target_id: event.targetId,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    received_at: event.receivedAt,
    value: event.value,
    unit: event.unit,
    team: event.team,
    detail: event.detail,
    body_hash: `\\x${event.bodyHash}`,
  }
}
