// Citizens, their identities, and which team serves them.
import type { Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface CitizenRow {
  id: string
  name: string
  birth_date: string | null
  address: string | null
  protected: boolean
}

/** A citizen whom the wall shows. Throws when it shows none: ask only for one that was seen in the same transaction. */
export async function getCitizenRow(tx: Tx, id: string): Promise<CitizenRow> {
  const sql = 'select id, name, birth_date, address, protected from citizens where municipality = $1 and id = $2'
  const [row] = await tx.prepared<CitizenRow>('get-citizen', sql, [tx.scope.municipality, id])
  if (row === undefined) throw new Error('the citizen is not shown by the wall')
  return row
}

/** Which teams serve the citizen now, since when and because of what, as far as the wall shows it. */
export async function listServing(tx: Tx, citizenId: string): Promise<{ team: string; reason: string; since: Instant }[]> {
  return tx.prepared(
    'list-serving',
    `select team, reason, valid_from as since from relations
     where municipality = $1 and citizen_id = $2 and valid_from <= $3 and (valid_to is null or valid_to > $3) order by valid_from`,
    [tx.scope.municipality, citizenId, tx.scope.at],
  )
}

/** New citizens with one identity each; an identity that somebody else made meanwhile is left as it is. */
export async function insertCitizens(
  tx: Tx,
  rows: readonly { citizenId: string; identityId: string; system: string; sealedValue: Buffer; digest: Buffer; name: string }[],
): Promise<void> {
  const { municipality } = tx.scope
  await tx
    .insertInto('citizens')
    .values(rows.map((row) => ({ municipality, id: row.citizenId, name: row.name })))
    .execute()
  await tx
    .insertInto('identities')
    .values(
      rows.map((row) => ({
        municipality,
        id: row.identityId,
        citizen_id: row.citizenId,
        home_id: row.citizenId,
        system: row.system,
        sealed_value: row.sealedValue,
        digest: row.digest,
      })),
    )
    .execute()
}

/** Sets the projection of one citizen. */
export async function updateCitizens(tx: Tx, rows: readonly CitizenRow[]): Promise<void> {
  await tx.prepared(
    'update-citizens',
    `update citizens c set name = n.name, birth_date = n.birth_date, address = n.address, protected = n.protected
     from jsonb_populate_recordset(null::citizens, $2::jsonb) n where c.municipality = $1 and c.id = n.id`,
    [tx.scope.municipality, JSON.stringify(rows)],
  )
}

export interface RelationRow {
  citizen_id: string
  team: string
  reason: string
  reason_key: string
  valid_from: Instant
  valid_to: Instant | null
}

/** Replaces the relations that rest on these facts by the ones given. */
export async function replaceRelations(
  tx: Tx,
  reasonKeys: readonly string[],
  citizenIds: readonly string[],
  rows: readonly RelationRow[],
): Promise<void> {
  const { municipality } = tx.scope
  await tx.prepared(
    'delete-relations',
    'delete from relations where municipality = $1 and citizen_id = any ($2::uuid[]) and reason_key = any ($3::text[])',
    [municipality, citizenIds, reasonKeys],
  )
  if (rows.length === 0) return
  await tx.prepared(
    'insert-relations',
    `insert into relations select $1, citizen_id, team, reason, reason_key, valid_from, valid_to from jsonb_populate_recordset(null::relations, $2::jsonb)
     on conflict (municipality, citizen_id, team, reason_key) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
    [municipality, JSON.stringify(rows)],
  )
}
