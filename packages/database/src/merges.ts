// The SQL of merging and unmerging: what hangs on a citizen follows her identities from one id to another.
import type { Instant } from '@roedtraad/domain'
import { newId } from './id.ts'
import type { Tx } from './scope.ts'

/** What moved with a merge. Events, facts and journeys keep their identity and are found by it; the rest is named here. */
export interface Moved {
  identities: string[]
  grounds: string[]
  alerts: string[]
  intakes: { team: string; key: string }[]
}

export type MergeCause = 'same-person' | 'matched' | 'replaced-number'

export interface MergeRow {
  id: string
  survivorId: string
  absorbedId: string
  because: MergeCause
  reason: string
  moved: Moved
  mergedAt: Instant
  mergedBy: string
  undoneAt: Instant | null
  undoneBy: string | null
  undoneReason: string | null
  version: number
}

const columns = `id, survivor_id as "survivorId", absorbed_id as "absorbedId", because, reason, moved, merged_at as "mergedAt", merged_by as "mergedBy",
  undone_at as "undoneAt", undone_by as "undoneBy", undone_reason as "undoneReason", version`

/** One merge that the wall shows. */
export async function findMerge(tx: Tx, id: string): Promise<MergeRow | undefined> {
  const [row] = await tx.prepared<MergeRow>('find-merge', `select ${columns} from citizen_merges where municipality = $1 and id = $2`, [
    tx.scope.municipality,
    id,
  ])
  return row
}

/** Merges into or of this citizen that the wall shows, newest first; undone ones too. */
export async function listMergesOf(tx: Tx, citizenId: string): Promise<MergeRow[]> {
  return tx.prepared<MergeRow>(
    'merges-of-citizen',
    `select ${columns} from citizen_merges where municipality = $1 and (survivor_id = $2 or absorbed_id = $2) order by id desc`,
    [tx.scope.municipality, citizenId],
  )
}

/** The citizen that an old id means now, if it does; the wall says whether the reader may see her. */
export async function findSurvivor(tx: Tx, citizenId: string): Promise<string | undefined> {
  const [row] = await tx.prepared<{ id: string | null }>('survivor-of', 'select guard.survivor_of($1) as id', [citizenId])
  return row?.id ?? undefined
}

/** Writes a merge that stands. Returns its id. */
export function insertMerge(tx: Tx, merge: Pick<MergeRow, 'survivorId' | 'absorbedId' | 'because' | 'reason' | 'moved'>): string {
  const { municipality, at, actor, team } = tx.scope
  const id = newId()
  tx.send(
    'insert-merge',
    `insert into citizen_merges (municipality, id, survivor_id, absorbed_id, because, reason, moved, merged_at, merged_by, merged_team)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [municipality, id, merge.survivorId, merge.absorbedId, merge.because, merge.reason, JSON.stringify(merge.moved), at, actor, team],
  )
  return id
}

/** Marks a merge as undone. */
export function endMerge(tx: Tx, id: string, reason: string): void {
  const { municipality, at, actor, team } = tx.scope
  tx.send(
    'end-merge',
    `update citizen_merges set undone_at = $3, undone_by = $4, undone_team = $5, undone_reason = $6, version = version + 1 where municipality = $1 and id = $2`,
    [municipality, id, at, actor, team, reason],
  )
}

export interface IdentityRow {
  id: string
  citizenId: string
  system: string
  digest: Buffer
  /** Whether the citizen that was made for it still has it. */
  isHome: boolean
}

/** Identities of these citizens, in order of their making. */
export async function listIdentitiesOf(tx: Tx, citizenIds: readonly string[]): Promise<IdentityRow[]> {
  return tx.prepared<IdentityRow>(
    'identities-of',
    'select id, citizen_id as "citizenId", system, digest, citizen_id = home_id as "isHome" from identities where municipality = $1 and citizen_id = any ($2::uuid[]) order by id',
    [tx.scope.municipality, citizenIds],
  )
}

/** The identity under this digest, if somebody is known by it. */
export async function findIdentityByDigest(tx: Tx, digest: Buffer): Promise<IdentityRow | undefined> {
  const [row] = await tx.prepared<IdentityRow>(
    'identity-by-digest',
    'select id, citizen_id as "citizenId", system, digest, citizen_id = home_id as "isHome" from identities where municipality = $1 and digest = $2',
    [tx.scope.municipality, digest],
  )
  return row
}

/** What of a citizen knows no identity of its own, and so must be named to be given back. Alerts about the same occasion as one of `to` stay behind and end by themselves. */
export async function listUnnamed(tx: Tx, from: string, to: string): Promise<Omit<Moved, 'identities'>> {
  const [row] = await tx.prepared<Omit<Moved, 'identities'>>(
    'list-unnamed',
    `select
       coalesce((select jsonb_agg(id order by id) from grounds where municipality = $1 and citizen_id = $2), '[]') as grounds,
       coalesce((select jsonb_agg(a.id order by a.id) from alerts a where municipality = $1 and citizen_id = $2 and not exists (
         select from alerts b where b.municipality = $1 and b.citizen_id = $3 and b.rule_id = a.rule_id and b.occasion_key = a.occasion_key and b.round = a.round)), '[]') as alerts,
       coalesce((select jsonb_agg(jsonb_build_object('team', team, 'key', reason_key) order by reason_key) from relations
         where municipality = $1 and citizen_id = $2 and reason = 'intake'), '[]') as intakes`,
    [tx.scope.municipality, from, to],
  )
  if (row === undefined) throw new Error('the list of what moves returned no row')
  return row
}

/** Alerts raised for `from` after this merge, about an occasion that was told under one of these identities: they go where the identity goes. */
export async function listAlertsOfIdentities(tx: Tx, from: string, identities: readonly string[], mergeId: string): Promise<string[]> {
  const rows = await tx.prepared<{ id: string }>(
    'alerts-of-identities',
    `select a.id from alerts a where a.municipality = $1 and a.citizen_id = $2 and a.id > $4 and exists (
       select from facts f where f.municipality = $1 and f.citizen_id = $2 and f.key = a.occasion_key and f.identity_id = any ($3::uuid[])) order by a.id`,
    [tx.scope.municipality, from, identities, mergeId],
  )
  return rows.map((row) => row.id)
}

/** Where something hangs on a citizen, and by what its rows are found. `test/identities` holds this list against the catalogue of the database. */
const moves: readonly { table: string; where: string; by: keyof Moved }[] = [
  { table: 'identities', where: 'id = any ($4::uuid[])', by: 'identities' },
  { table: 'events', where: 'identity_id = any ($4::uuid[])', by: 'identities' },
  { table: 'facts', where: 'identity_id = any ($4::uuid[])', by: 'identities' },
  { table: 'journeys', where: 'identity_id = any ($4::uuid[])', by: 'identities' },
  ...['journey_teams', 'journey_promises'].map((table) => ({
    table,
    where: 'journey_id in (select id from journeys j where j.municipality = $1 and j.identity_id = any ($4::uuid[]))',
    by: 'identities' as const,
  })),
  { table: 'coordination_requests', where: 'identity_id = any ($4::uuid[])', by: 'identities' },
  { table: 'filings', where: 'identity_id = any ($4::uuid[])', by: 'identities' },
  { table: 'alerts', where: 'id = any ($4::uuid[])', by: 'alerts' },
  { table: 'signals', where: 'alert_id = any ($4::uuid[])', by: 'alerts' },
  { table: 'grounds', where: 'id = any ($4::uuid[])', by: 'grounds' },
  { table: 'ground_teams', where: 'ground_id = any ($4::uuid[])', by: 'grounds' },
]

/** Tables whose `citizen_id` a merge moves. Relations are derived anew, but for intakes. */
export const movedTables: readonly string[] = [...moves.map((move) => move.table), 'relations']

/** Everything of `moved` that means `from` means `to` from now on. Facts that both hold under one key are closed first: they are derived anew. */
export function moveBetween(tx: Tx, from: string, to: string, moved: Moved): void {
  const { municipality, at } = tx.scope
  tx.send(
    'close-doubles',
    `update facts f set known_to = greatest($4, known_from) where municipality = $1 and citizen_id = $2 and known_to is null and identity_id = any ($5::uuid[])
       and exists (select from facts g where g.municipality = $1 and g.citizen_id = $3 and g.key = f.key and g.known_to is null)`,
    [municipality, from, to, at, moved.identities],
  )
  for (const { table, where, by } of moves)
    tx.send(`move-${table}`, `update ${table} set citizen_id = $3 where municipality = $1 and citizen_id = $2 and ${where}`, [
      municipality,
      from,
      to,
      moved[by],
    ])
  tx.send(
    'move-intakes',
    `update relations set citizen_id = $3 where municipality = $1 and citizen_id = $2 and reason = 'intake' and reason_key = any ($4::text[])`,
    [municipality, from, to, moved.intakes.map((intake) => intake.key)],
  )
}

/** Relations that rest on facts are taken away: they are written anew from the facts as they stand. */
export function dropRelationsOfFacts(tx: Tx, citizenIds: readonly string[]): void {
  tx.send(
    'drop-relations-of-facts',
    `delete from relations where municipality = $1 and citizen_id = any ($2::uuid[]) and reason <> 'intake'`,
    [tx.scope.municipality, citizenIds],
  )
}

/** What of a citizen the reader's wall shows, in short. */
export interface SeenOfCitizen {
  journeys: { id: string; status: 'open' | 'closed' }[]
  cases: string[]
  openAlerts: number
  facts: number
}

/** Journeys that the acting team takes part in, kinds by which it serves her now, alerts that wait for it, and how many facts it can read. */
export async function listSeenOf(tx: Tx, citizenId: string): Promise<SeenOfCitizen> {
  const { municipality, team, at } = tx.scope
  const [row] = await tx.prepared<SeenOfCitizen>(
    'seen-of-citizen',
    `select
       coalesce((select jsonb_agg(jsonb_build_object('id', id, 'status', status) order by id) from journeys where municipality = $1 and citizen_id = $2), '[]') as journeys,
       coalesce((select jsonb_agg(distinct reason) from relations where municipality = $1 and citizen_id = $2 and team = $3
         and valid_from <= $4 and (valid_to is null or valid_to > $4)), '[]') as cases,
       (select count(*)::int from alerts a join alert_recipients r on r.municipality = a.municipality and r.alert_id = a.id
         where a.municipality = $1 and a.citizen_id = $2 and a.closed_at is null and r.team = $3 and r.status <> 'closed') as "openAlerts",
       (select count(*)::int from facts where municipality = $1 and citizen_id = $2 and known_to is null) as facts`,
    [municipality, citizenId, team, at],
  )
  if (row === undefined) throw new Error('what is seen of a citizen returned no row')
  return row
}
