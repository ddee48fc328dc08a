// A whole municipality out of a few people who really lived through the use cases: every row about them is written again under new ids, in the database itself.
import type pg from 'pg'

/** The first eight digits say which copy it is, so that indexes grow at one end; it stays a UUIDv8. */
const renew = `create or replace function pg_temp.renew(id uuid, n int) returns uuid language sql immutable as $$
  select (lpad(to_hex(n), 8, '0') || left(h, 4) || '8' || substr(h, 5, 3) || '8' || substr(h, 8, 15))::uuid from (select md5(id::text) as h) s
$$;
create or replace function pg_temp.renew_in(content jsonb, n int) returns jsonb language plpgsql immutable as $$
declare
  text text := content::text;
  id text;
begin
  for id in select distinct m[1] from regexp_matches(text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') m loop
    text := replace(text, id, pg_temp.renew(id::uuid, n)::text);
  end loop;
  return text::jsonb;
end $$;`

const ofEverybody = ['citizens', 'identities', 'relations', 'events', 'facts']
const ofJourneys = ['grounds', 'ground_teams', 'journeys', 'journey_deeds', 'journey_teams', 'journey_workers', 'journey_promises']
const copiesAtOnce = 250

/** Columns that are no uuid and must be another in every copy. */
const otherwise: Readonly<Record<string, string>> = {
  'identities.digest': `sha256(m.digest || n::text::bytea)`,
  'events.source_id': `m.source_id || '-' || n`,
  'events.target_id': `m.target_id || '-' || n`,
  'journeys.thread': 'pg_temp.renew_in(m.thread, n)',
  'journey_deeds.detail': 'pg_temp.renew_in(m.detail, n)',
}

/** Writes everybody who has a journey `copies` times again, the first `withJourney` copies with the journey. Foreign keys hold by construction and are not checked. */
export async function multiply(admin: pg.Client, options: { copies: number; withJourney: number }): Promise<void> {
  await admin.query(renew)
  await admin.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`)
  await admin.query('create temp table models as select citizen_id, id as journey_id from journeys')
  const statements = await Promise.all(
    [...ofEverybody, ...ofJourneys].map(async (table) => ({ table, sql: await writeCopy(admin, table) })),
  )
  for (let from = 1; from <= options.copies; from += copiesAtOnce) {
    const to = Math.min(from + copiesAtOnce - 1, options.copies)
    await admin.query('begin')
    for (const { table, sql } of statements) {
      const last = ofJourneys.includes(table) ? Math.min(to, options.withJourney) : to
      if (from <= last) await admin.query(sql, [from, last])
    }
    await admin.query('commit')
  }
  await admin.query('reset session_replication_role; reset synchronous_commit')
  await admin.query('vacuum (analyze)')
  await admin.query('checkpoint')
}

async function writeCopy(admin: pg.Client, table: string): Promise<string> {
  const { rows } = await admin.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [table],
  )
  const value = ({ name, type }: { name: string; type: string }) =>
    otherwise[`${table}.${name}`] ?? (type === 'uuid' ? `pg_temp.renew(m.${name}, n)` : `m.${name}`)
  const names = rows.map((row) => row.name)
  const whose = names.includes('citizen_id') ? 'citizen_id' : names.includes('journey_id') ? 'journey_id' : 'id'
  const models = whose === 'journey_id' ? 'journey_id' : 'citizen_id'
  return `insert into ${table} (${names.join(', ')}) select ${rows.map(value).join(', ')}
    from generate_series($1::int, $2::int) n cross join ${table} m where m.${whose} in (select ${models} from models)`
}
