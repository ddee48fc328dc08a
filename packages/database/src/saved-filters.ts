// Filters that somebody keeps: hers alone, by the wall.
import type { Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface SavedFilterRow {
  id: string
  name: string
  filter: Record<string, unknown>
  version: number
  removed_at: Instant | null
}

const columns = 'id, name, filter, version, removed_at'

/** Those in use, in the order in which they were made. */
export function listSavedFilters(tx: Tx): Promise<SavedFilterRow[]> {
  return tx.prepared<SavedFilterRow>(
    'list-saved-filters',
    `select ${columns} from saved_filters where municipality = $1 and username = $2 and removed_at is null order by created_at, id`,
    [tx.scope.municipality, tx.scope.actor],
  )
}

/** One of the actor's own, removed or not, locked until the end of the transaction. */
export async function lockSavedFilter(tx: Tx, id: string): Promise<SavedFilterRow | undefined> {
  const [row] = await tx.prepared<SavedFilterRow>(
    'lock-saved-filter',
    `select ${columns} from saved_filters where municipality = $1 and username = $2 and id = $3 for update`,
    [tx.scope.municipality, tx.scope.actor, id],
  )
  return row
}

/** A new one. */
export function insertSavedFilter(tx: Tx, row: Pick<SavedFilterRow, 'id' | 'name' | 'filter'>): void {
  tx.send(
    'insert-saved-filter',
    'insert into saved_filters (municipality, id, username, name, filter, created_at) values ($1, $2, $3, $4, $5, $6)',
    [tx.scope.municipality, row.id, tx.scope.actor, row.name, JSON.stringify(row.filter), tx.scope.at],
  )
}

/** Changes one, and its version. */
export function updateSavedFilter(tx: Tx, row: Pick<SavedFilterRow, 'id' | 'name' | 'filter' | 'removed_at'>): void {
  tx.send(
    'update-saved-filter',
    'update saved_filters set name = $3, filter = $4, removed_at = $5, version = version + 1 where municipality = $1 and id = $2',
    [tx.scope.municipality, row.id, row.name, JSON.stringify(row.filter), row.removed_at],
  )
}
