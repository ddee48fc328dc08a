// Who a verified username is. Asked at every request, before there is a scope: one statement, no transaction.
import type { Database } from './connection.ts'

/** One row per membership of an active account, or one without a team; none for an unknown or closed account. */
export async function findAccount<Row extends object>(database: Database, municipality: string, username: string): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>({
    name: 'find-account',
    text: 'select * from guard.actor($1, $2)',
    values: [municipality, username],
  })
  return rows
}
