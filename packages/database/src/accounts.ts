// Who a verified username is. Asked at every request: one statement, before there is a scope, or with the first question of the transaction that it is for.
import type { Database } from './connection.ts'
import type { Tx } from './scope.ts'

const accountSql = 'select * from guard.actor($1, $2)'

/** One row per membership of an active account, or one without a team; none for an unknown or closed account. */
export async function findAccount<Row extends object>(database: Database, municipality: string, username: string): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>({ name: 'find-account', text: accountSql, values: [municipality, username] })
  return rows
}

/** The same as `findAccount`, inside a transaction. */
export async function findAccountIn<Row extends object>(tx: Tx, username: string): Promise<Row[]> {
  return tx.prepared<Row>('find-account', accountSql, [tx.scope.municipality, username])
}

/** Names of these usernames, as far as they are known. */
export async function listNames(tx: Tx, usernames: Iterable<string>): Promise<Record<string, string>> {
  const rows = await tx.prepared<{ username: string; name: string }>(
    'list-names',
    'select username, name from users where municipality = $1 and username = any ($2::text[])',
    [tx.scope.municipality, [...new Set(usernames)]],
  )
  return Object.fromEntries(rows.map((row) => [row.username, row.name]))
}
