// Makes an empty database ours: roles, tables, walls, keys. Until the first tagged release an older layout is refused, not migrated.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Keys } from './keys.ts'

const folder = fileURLToPath(new URL('../tables/', import.meta.url))
const setUpLock = 724_011

/** Passwords of the login roles. */
export interface RolePasswords {
  api: string
  worker: string
}

/** The tables as SQL, in order, and the stamp that says which layout they are. */
function readTables(): { sql: string[]; stamp: string } {
  const sql = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readFileSync(folder + file, 'utf8'))
  return { sql, stamp: createHash('sha256').update(sql.join('\n')).digest('hex').slice(0, 16) }
}

/**
 * Creates roles, tables and walls in the database that `adminUrl` names; that role must be allowed to create roles.
 * Does nothing where the same layout stands. Throws one plain sentence where an older one does.
 */
export async function setUpDatabase(options: {
  adminUrl: string
  keys: Pick<Keys, 'scope'>
  passwords: RolePasswords
}): Promise<{ created: boolean }> {
  const client = new pg.Client({ connectionString: options.adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [setUpLock])
    await createRoles(client, options.passwords)
    const { sql, stamp } = readTables()
    const stands = await findStamp(client)
    if (stands !== undefined && stands !== stamp) {
      throw new Error(
        'The database was made by an older version of Rød Tråd, which has no migration yet: move DATA_DIR (or the database) aside and start again.',
      )
    }
    if (stands === undefined) await createTables(client, sql, stamp)
    await storeScopeKey(client, Buffer.from(options.keys.scope, 'base64'))
    return { created: stands === undefined }
  } finally {
    await client.end()
  }
}

/** Both halves of HMAC-SHA-256 (RFC 2104), so that the database only has to hash. The key has 32 bytes; a block of SHA-256 has 64. */
async function storeScopeKey(client: pg.Client, key: Buffer): Promise<void> {
  const padded = (fill: number) => Buffer.from(Array.from({ length: 64 }, (_, at) => (key[at] ?? 0) ^ fill))
  await client.query(
    `insert into guard.keys values ('scope', $1, $2) on conflict (name) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    [padded(0x36), padded(0x5c)],
  )
}

async function findStamp(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.schema_version') is not null as there`)
  if (!rows[0]?.there) return undefined
  const stamps = await client.query<{ stamp: string }>('select stamp from schema_version')
  return stamps.rows[0]?.stamp
}

async function createRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  const role = async (name: string, options: string) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
    await client.query(`${rowCount ? 'alter' : 'create'} role ${name} ${options}`)
  }
  await role('rt_owner', 'nologin')
  await role('rt_definer', 'nologin')
  await role('rt_intake', 'nologin')
  await role('rt_api', `login password ${client.escapeLiteral(passwords.api)}`)
  await role('rt_worker', `login password ${client.escapeLiteral(passwords.worker)}`)
  await client.query('grant rt_owner, rt_definer to current_user')
  // Worn for a transaction, never held: the API must not have the policies of both at once.
  await client.query('grant rt_intake to rt_api with inherit false, set true')
}

async function createTables(client: pg.Client, sql: string[], stamp: string): Promise<void> {
  await client.query('begin')
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    await client.query(`grant create on database ${client.escapeIdentifier(rows[0]?.name ?? '')} to rt_owner`)
    await client.query('alter schema public owner to rt_owner')
    await client.query('set local role rt_owner')
    await client.query(`create table schema_version (stamp text primary key); comment on table schema_version is 'Which layout stands here. No personal data.';
      comment on column schema_version.stamp is 'Digest of the table files.'`)
    for (const text of sql) await client.query(text)
    await client.query('insert into schema_version values ($1)', [stamp])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The URL of another role in the same database. */
export function roleUrl(adminUrl: string, role: 'rt_api' | 'rt_worker', password: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = password
  return url.toString()
}
