// The SQL of what a death or a move closes, and opens again.
import type { Tx } from './scope.ts'

/** Locks that are needed only in the midst of a transaction, taken in one order. Whoever takes one holds nothing that those who hold it wait for. */
export async function lockLate(tx: Tx, locks: readonly bigint[]): Promise<void> {
  const ordered = [...new Set(locks)].sort((a, b) => (a < b ? -1 : 1)).map(String)
  await tx.prepared(
    'lock-late',
    'select pg_advisory_xact_lock(lock) from unnest($1::bigint[]) with ordinality l (lock, place) order by place',
    [ordered],
  )
}

/** The journey of a citizen that is closed by the last deed of this job, and why it closed it. */
export async function findClosedByProduct(
  tx: Tx,
  citizenId: string,
  actor: string,
): Promise<{ id: string; because: 'died' | 'moved' } | undefined> {
  const [row] = await tx.prepared<{ id: string; because: 'died' | 'moved' }>(
    'closed-by-product',
    `select j.id, d.detail->>'because' as because from journeys j join journey_deeds d on d.municipality = j.municipality and d.journey_id = j.id and d.seq = j.version
     where j.municipality = $1 and j.citizen_id = $2 and j.status = 'closed' and d.deed = 'close' and d.actor = $3 and d.team is null order by j.closed_at desc limit 1`,
    [tx.scope.municipality, citizenId, actor],
  )
  return row
}

/** Consents of a citizen that stand (`ended` null), or that ended for this reason. */
export async function listLapsing(tx: Tx, citizenId: string, ended: string | null): Promise<string[]> {
  const rows = await tx.prepared<{ id: string }>(
    'list-lapsing',
    `select id from grounds where municipality = $1 and citizen_id = $2 and kind = 'consent'
       and case when $3::text is null then ended_at is null and (valid_to is null or valid_to > $4) else ended_because = $3 end order by id`,
    [tx.scope.municipality, citizenId, ended, tx.scope.at],
  )
  return rows.map((row) => row.id)
}

/** Citizens, with the digests of their identifiers, who have left and of whom a journey is open or, for the dead, a consent stands; also some who came back since. */
export async function listLeft(tx: Tx, limit: number): Promise<{ citizenId: string; digests: Buffer[] }[]> {
  const { municipality, at } = tx.scope
  return tx.prepared(
    'list-left',
    `select citizen_id as "citizenId", array(select i.digest from identities i where i.municipality = $1 and i.citizen_id = due.citizen_id) as digests from (select distinct citizen_id from (
       select j.citizen_id from journeys j where j.municipality = $1 and j.status = 'open' and exists (
         select from facts f where f.municipality = $1 and f.citizen_id = j.citizen_id and f.known_to is null and f.valid_from <= $2
           and (f.kind = 'citizen.died' or f.kind = 'citizen.moved' and f.detail->>'leavesMunicipality' = 'true'))
       union all
       select g.citizen_id from grounds g where g.municipality = $1 and g.kind = 'consent' and g.ended_at is null and (g.valid_to is null or g.valid_to > $2) and exists (
         select from facts f where f.municipality = $1 and f.citizen_id = g.citizen_id and f.known_to is null and f.valid_from <= $2 and f.kind = 'citizen.died')) found
       limit $3) due`,
    [municipality, at, limit],
  )
}
