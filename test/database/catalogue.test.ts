// The database looked at as a whole: no table without a wall and a word about each column, no key without the municipality, no role with more than it needs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMunicipality, type TestMunicipality } from '../support/municipality.ts'

/** Tables that hold nothing about anybody. Every other one must be walled. */
const withoutPersonalData = ['event_kinds', 'rules', 'schema_version']

const unwalledSql = `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'm', 'v') and not (c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity
    and exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polname = 'own_municipality'))
    and c.relname <> all ($1::text[]) order by 1`

describe('the catalogue of the database', () => {
  let municipality: TestMunicipality
  beforeAll(async () => {
    municipality = await openMunicipality('2026-03-01T12:00:00.000Z')
  })
  afterAll(() => municipality.close())
  const names = async (sql: string, values: unknown[] = []) =>
    (await municipality.admin.query(sql, values)).rows.map((row) => Object.values(row).join('.'))

  test('every table is walled, enabled and forced', async () => {
    expect(await names(unwalledSql, [withoutPersonalData])).toEqual([])
  })

  test('a table born without a wall is found, and so is one whose wall is not forced, and a view that copies', async () => {
    await municipality.admin.query(`begin; create table planted_bare (municipality text); create table planted_unforced (municipality text); select guard.wall('planted_unforced');
      alter table planted_unforced no force row level security; create materialized view planted_copy as select * from citizens`)
    expect(await names(unwalledSql, [withoutPersonalData])).toEqual(['planted_bare', 'planted_copy', 'planted_unforced'])
    await municipality.admin.query('rollback')
  })

  test('tables said to hold nothing about anybody say so themselves', async () => {
    const said = await names(
      `select relname from pg_class where relname = any ($1) and obj_description(oid) like '%No personal data%' order by 1`,
      [withoutPersonalData],
    )
    expect(said).toEqual(withoutPersonalData)
  })

  test('every table and every column says what it is', async () => {
    const silent =
      await names(`select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname <> 'chain_id' and col_description(c.oid, a.attnum) is null
      union all select relname, '' from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid) is null`)
    expect(silent).toEqual([])
  })

  test('the municipality leads every primary, unique and foreign key of a walled table', async () => {
    const keys = await names(
      `select conrelid::regclass::text, conname from pg_constraint k join pg_class c on c.oid = k.conrelid
       where c.relnamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and c.relname <> all ($1)
         and (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'municipality' order by 1`,
      [withoutPersonalData],
    )
    expect(keys).toEqual(['alerts.alerts_rule_fkey'])
  })

  test('the application owns nothing, bypasses nothing and creates nothing', async () => {
    expect(
      await names(
        `select rolname from pg_roles where rolname like 'rt\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      ),
    ).toEqual([])
    expect(
      await names(`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('rt_api', 'rt_worker')`),
    ).toEqual([])
    expect(
      await names(
        `select r.rolname from pg_roles r where rolname in ('rt_api', 'rt_worker') and has_schema_privilege(r.rolname, 'public', 'create')`,
      ),
    ).toEqual([])
    expect(
      await names(
        `select grantee, privilege_type from information_schema.role_table_grants where table_schema = 'public' and grantee in ('rt_api', 'rt_worker') and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
      ),
    ).toEqual([])
  })

  test('the access log can be added to and by nobody changed', async () => {
    const rights = await names(
      `select distinct privilege_type from information_schema.role_table_grants where table_name in ('access_log', 'alert_deeds', 'events', 'receipts') and grantee in ('rt_api', 'rt_worker') order by 1`,
    )
    expect(rights).toEqual(['INSERT', 'SELECT'])
  })

  test('no application role can read the key that signs scopes', async () => {
    expect(
      await names(
        `select rolname from pg_roles where rolname in ('rt_api', 'rt_worker') and has_table_privilege(rolname, 'guard.keys', 'select')`,
      ),
    ).toEqual([])
  })
})
