-- The guard: who is asking, proven by a signature that the asking role cannot make.
-- Everything the policies trust comes out of guard.scope(); without a valid scope it is null and every table is empty.
create schema guard;

create table guard.keys (name text primary key, inner_pad bytea not null, outer_pad bytea not null);
comment on table guard.keys is 'Signing key of the scope. Only guard.scope() reads it; no application role can.';
comment on column guard.keys.name is 'Which key: scope.';
comment on column guard.keys.inner_pad is 'The key of the services'' key file, filled up to 64 bytes, xor 0x36: the inner half of HMAC (RFC 2104).';
comment on column guard.keys.outer_pad is 'The same xor 0x5c: the outer half.';

create type guard.claims as (municipality text, actor text, actor_kind text, team text, area text, role text, purpose text, reach text, at timestamptz, pid int, expires timestamptz);
comment on type guard.claims is 'Who asks (actor, acting team, role), why (purpose), how far (reach: team, or municipality for ingestion and jobs) and at which product time; for which backend, and until when in real time.';

-- The setting app.scope is "<base64 payload>.<hex hmac>". It is bound to this backend and to a short real time, so a copied one is worth nothing elsewhere.
-- Asked several times by every statement, so it is made of few and built-in parts: HMAC-SHA-256 by its definition, and a payload that is a row already.
create function guard.scope() returns guard.claims
language plpgsql stable security definer set search_path = pg_catalog, guard as $$
declare
  raw text := current_setting('app.scope', true);
  payload text := split_part(raw, '.', 1);
  claims guard.claims;
begin
  if (split_part(raw, '.', 2) = (select encode(sha256(outer_pad || sha256(inner_pad || convert_to(payload, 'UTF8'))), 'hex') from guard.keys where name = 'scope')) is not true then
    return null;
  end if;
  claims := convert_from(decode(payload, 'base64'), 'UTF8');
  if claims.pid <> pg_backend_pid() or claims.expires < clock_timestamp() then return null; end if;
  return claims;
end $$;
comment on function guard.scope() is 'The verified scope of this transaction, or null when it is absent, forged, expired or made for another backend.';
create function guard.whole_municipality() returns text
language plpgsql stable set search_path = pg_catalog, guard as $$
declare
  claims guard.claims := guard.scope();
begin
  if claims.reach = 'municipality' then return claims.municipality; end if;
  return null;
end $$;
comment on function guard.whole_municipality() is 'The municipality of a verified scope that reaches all of it; null for every other scope.';

-- Called after each table: no table can be born without a wall. A table is closed until its own file opens it.
-- Who reaches the whole municipality wears a role to which only that one policy applies: the policies of teams would make every plan of ingestion ten times as large.
create function guard.wall(walled regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy own_municipality on %s as restrictive to rt_owner, rt_api using (municipality = (select (guard.scope()).municipality))', walled);
  execute format('create policy whole_municipality on %s to rt_owner, rt_worker, rt_intake using (municipality = (select guard.whole_municipality()))', walled);
end $$;
comment on function guard.wall(regclass) is 'Walls a table: only rows of the scope''s municipality, and only for a scope that reaches the whole municipality until the table opens more.';
