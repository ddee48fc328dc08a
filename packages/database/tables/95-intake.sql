-- What rt_intake may touch: exactly what rt_api may. The API wears it for scopes that reach the whole municipality (see guard.wall); for any other scope every table is empty to it.
grant usage on schema public, guard to rt_intake;
grant execute on all functions in schema guard to rt_intake;
revoke execute on function guard.wall(regclass) from rt_intake;
do $$
declare
  held record;
begin
  for held in select table_name, string_agg(privilege_type, ', ') as privileges from information_schema.role_table_grants where table_schema = 'public' and grantee = 'rt_api' group by table_name loop
    execute format('grant %s on public.%I to rt_intake', held.privileges, held.table_name);
  end loop;
  -- A privilege on some columns alone stands in no row above.
  for held in select table_name, privilege_type, string_agg(format('%I', column_name), ', ') as columns from information_schema.role_column_grants where table_schema = 'public' and grantee = 'rt_api' group by table_name, privilege_type loop
    execute format('grant %s (%s) on public.%I to rt_intake', held.privilege_type, held.columns, held.table_name);
  end loop;
end $$;
