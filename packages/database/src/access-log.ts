// One row per look, list, search or run, in the transaction that did it.
import type { Tx } from './scope.ts'

export interface AccessEntry {
  what: 'read' | 'list' | 'search' | 'ingest' | 'judge' | 'answer' | 'open-relation' | 'deed' | 'export'
  ground: string
  citizens: readonly string[]
  categories: readonly string[]
  criterion?: string | null
}

/** What `toAccessRow` gives, as the columns of an insert. */
export const accessColumns = 'municipality, at, actor, actor_kind, team, role, purpose, ground, what, citizens, categories, criterion'

/** The row as insert takes it; who, why and when come from the scope. */
export function toAccessRow(tx: Tx, entry: AccessEntry) {
  const { municipality, at, actor, kind, team, role, purpose } = tx.scope
  return {
    municipality,
    at,
    actor,
    actor_kind: kind,
    team,
    role,
    purpose,
    ground: entry.ground,
    what: entry.what,
    citizens: [...entry.citizens],
    categories: [...entry.categories],
    criterion: entry.criterion ?? null,
  }
}

/** Writes the row with the commit of the look itself; if it cannot be written, the look does not happen. */
export function logAccess(tx: Tx, entry: AccessEntry): void {
  const { municipality, at, actor, actor_kind, team, role, purpose, ground, what, citizens, categories, criterion } = toAccessRow(tx, entry)
  tx.send(
    'log-access',
    `insert into access_log (${accessColumns})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [municipality, at, actor, actor_kind, team, role, purpose, ground, what, citizens, categories, criterion],
  )
}
