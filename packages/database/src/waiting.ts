// The SQL of identifiers that wait for a person: what a team's area may see of them, and what somebody decided.
import type { Instant } from '@roedtraad/domain'
import { newId } from './id.ts'
import type { Tx } from './scope.ts'

/** Everything that waits under one identifier; a registration that tells of another person under a known number waits by itself. */
export interface WaitingGroup {
  /** Of the oldest event. */
  id: string
  digest: Buffer
  system: string
  anotherPerson: boolean
  events: number
  since: Instant
  senders: string[]
  /** Ids of the registrations among them: they tell who is meant. */
  tellings: string[]
}

const groupSql = `select (array_agg(id order by id))[1] as id, waits_for_digest as digest, min(waits_for_system) as system, bool_or(problem = 'another-person') as "anotherPerson",
    count(*)::int as events, min(received_at) as since, array_agg(distinct sent_by) as senders,
    coalesce(array_agg(id order by id) filter (where problem <> 'unknown-citizen'), '{}') as tellings
  from quarantine where municipality = $1 and resolved_at is null and waits_for_system is not null`
const groupedBy = `group by waits_for_digest, case when problem = 'another-person' then id end`

/** What waits, oldest first, from behind `cursor` on. */
export async function listWaitingGroups(tx: Tx, cursor: string | null, limit: number): Promise<WaitingGroup[]> {
  return tx.prepared<WaitingGroup>(
    'list-waiting-groups',
    `select * from (${groupSql} ${groupedBy}) g where $2::uuid is null or id > $2 order by id limit $3`,
    [tx.scope.municipality, cursor, limit],
  )
}

/** The group whose oldest event this is. */
export async function findWaitingGroup(tx: Tx, id: string): Promise<WaitingGroup | undefined> {
  const [row] = await tx.prepared<WaitingGroup>(
    'find-waiting-group',
    `select * from (${groupSql} and waits_for_digest = (select waits_for_digest from quarantine where municipality = $1 and id = $2) ${groupedBy}) g where id = $2`,
    [tx.scope.municipality, id],
  )
  return row
}

export interface WaitingEvent {
  id: string
  sealed_body: Buffer
  sent_by: string
  received_at: Instant
}

/** Events of a group, oldest first; at most `limit`. */
export async function listWaitingEvents(tx: Tx, group: WaitingGroup, limit: number): Promise<WaitingEvent[]> {
  return tx.prepared<WaitingEvent>(
    'list-waiting-events',
    `select id, sealed_body, sent_by, received_at from quarantine
     where municipality = $1 and resolved_at is null and waits_for_digest = $2 and waits_for_system is not null and ((problem = 'another-person') = $3) and (not $3 or id = $4)
     order by id limit $5`,
    [tx.scope.municipality, group.digest, group.anotherPerson, group.id, limit],
  )
}

/** Events by id, for the ones that tell who is meant. */
export async function listTellings(tx: Tx, ids: readonly string[]): Promise<WaitingEvent[]> {
  return tx.prepared<WaitingEvent>(
    'list-tellings',
    'select id, sealed_body, sent_by, received_at from quarantine where municipality = $1 and id = any ($2::uuid[]) order by id',
    [tx.scope.municipality, ids],
  )
}

/** Citizens of the reader's wall who were born on that day, or in whose name all these words stand. */
export async function listCandidates(
  tx: Tx,
  told: { birthDate: string | null; words: readonly string[] },
): Promise<{ id: string; name: string; birth_date: string | null; protected: boolean }[]> {
  const patterns = told.words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return tx.prepared(
    'list-candidates',
    `select id, name, birth_date, protected from citizens where municipality = $1
       and (birth_date = $2::date or (cardinality($3::text[]) > 0 and name ilike all ($3::text[]))) order by (birth_date = $2::date) desc nulls last, name, id limit 100`,
    [tx.scope.municipality, told.birthDate, patterns],
  )
}

/** Marks events as settled without taking them in. */
export function setAside(tx: Tx, ids: readonly string[]): void {
  tx.send('set-waiting-aside', 'update quarantine set resolved_at = $3 where municipality = $1 and id = any ($2::uuid[])', [
    tx.scope.municipality,
    ids,
    tx.scope.at,
  ])
}

/** Makes events wait again that were set aside with the one whose id this is. Returns how many. */
export async function putBack(tx: Tx, id: string): Promise<number> {
  const rows = await tx.prepared(
    'put-waiting-back',
    `update quarantine q set resolved_at = null from quarantine first
     where first.municipality = $1 and first.id = $2 and q.municipality = $1 and q.waits_for_digest = first.waits_for_digest and q.resolved_at = first.resolved_at
       and ((q.problem = 'another-person') = (first.problem = 'another-person')) and (first.problem <> 'another-person' or q.id = first.id)
       and (select decision from match_decisions d where d.municipality = $1 and d.quarantine_id = $2 order by d.id desc limit 1) = 'set-aside' returning q.id`,
    [tx.scope.municipality, id],
  )
  return rows.length
}

/** Writes what was decided. */
export function insertMatchDecision(
  tx: Tx,
  row: { quarantineId: string; decision: string; citizenId: string | null; mergeId: string | null; reason: string },
): void {
  const { municipality, at, actor, team } = tx.scope
  tx.send(
    'insert-match-decision',
    `insert into match_decisions (municipality, id, quarantine_id, decision, citizen_id, merge_id, reason, decided_at, decided_by, decided_team)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [municipality, newId(), row.quarantineId, row.decision, row.citizenId, row.mergeId, row.reason, at, actor, team],
  )
}
