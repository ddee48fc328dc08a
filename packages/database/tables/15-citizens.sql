-- Whom it is about. A citizen exists through her identities, and who serves her is written down with its reason.
create table citizens (
  municipality text not null, id uuid not null, name text not null, birth_date date, address text, protected boolean not null default false,
  constraint citizens_pkey primary key (municipality, id)
);
comment on table citizens is 'Citizens as last registered: a projection of citizen.* facts for lists and search.';
comment on column citizens.municipality is 'The municipality; leads every key.';
comment on column citizens.id is 'Our id; the only one that appears in addresses and jobs.';
comment on column citizens.name is 'Registered name.';
comment on column citizens.birth_date is 'Registered birth date, never derived from the number.';
comment on column citizens.address is 'Registered address; hidden while protected.';
comment on column citizens.protected is 'Name and address protection.';

create index citizens_born on citizens (municipality, birth_date);

create table relations (
  municipality text not null, citizen_id uuid not null, team text not null, reason text not null, reason_key text not null, valid_from timestamptz not null, valid_to timestamptz,
  constraint relations_pkey primary key (municipality, citizen_id, team, reason_key),
  constraint relations_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint relations_team_fkey foreign key (municipality, team) references teams (municipality, id)
);
comment on table relations is 'Which team serves which citizen, from when to when, and because of what. The wall is built on it.';
comment on column relations.municipality is 'The municipality; leads every key.';
comment on column relations.citizen_id is 'The citizen.';
comment on column relations.team is 'The team that serves her.';
comment on column relations.reason is 'Kind of fact behind it, or intake.';
comment on column relations.reason_key is 'Key of that fact, or the intake''s id.';
comment on column relations.valid_from is 'From.';
comment on column relations.valid_to is 'To; null while it lasts.';
create index relations_of_team on relations (municipality, team, citizen_id);
select guard.wall('relations');
create policy own_team_reads on relations for select to rt_api using (team = (select (guard.scope()).team));
create policy own_team_opens on relations for insert to rt_api with check (team = (select (guard.scope()).team) and reason = 'intake');
create policy own_team_extends on relations for update to rt_api using (team = (select (guard.scope()).team) and reason = 'intake');

-- Runs as the asking role, so that the wall around relations answers: a team sees only its own.
create function guard.serves(m text, c uuid) returns boolean language sql stable set search_path = pg_catalog, public as $$
  select exists (
    select from public.relations r, guard.scope() s
    where r.municipality = m and r.citizen_id = c and r.team = s.team and r.valid_from <= s.at and (r.valid_to is null or r.valid_to > s.at))
$$;
comment on function guard.serves(text, uuid) is 'Whether the acting team serves this citizen at the scope''s time.';

select guard.wall('citizens');
create policy serving_team_reads on citizens for select to rt_api using (exists (
  select from relations r
  where r.municipality = citizens.municipality and r.citizen_id = citizens.id and r.team = (select (guard.scope()).team)
    and r.valid_from <= (select (guard.scope()).at) and (r.valid_to is null or r.valid_to > (select (guard.scope()).at))));

create table identities (
  municipality text not null, id uuid not null, citizen_id uuid not null, home_id uuid not null, system text not null, sealed_value bytea not null, digest bytea not null,
  constraint identities_pkey primary key (municipality, id),
  constraint identities_digest_key unique (municipality, digest),
  constraint identities_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint identities_home_fkey foreign key (municipality, home_id) references citizens (municipality, id)
);
comment on table identities is 'Foreign identifiers of citizens, sealed.';
comment on column identities.municipality is 'The municipality; leads every key.';
comment on column identities.id is 'Id that events and facts keep for ever.';
comment on column identities.citizen_id is 'The citizen it is taken to mean now.';
comment on column identities.home_id is 'The citizen that was made for it; never changes, so that a merge can be undone.';
comment on column identities.system is 'FHIR identifier system.';
comment on column identities.sealed_value is 'The value, AES-256-GCM, bound to this row.';
comment on column identities.digest is 'Keyed digest of (municipality, system, value): finds without reading.';
create index identities_of_citizen on identities (municipality, citizen_id);
select guard.wall('identities');
create policy serving_team_reads on identities for select to rt_api using (exists (select from citizens c where c.municipality = identities.municipality and c.id = identities.citizen_id));

-- The one search that looks behind the wall: an exact identifier tells any caseworker that the person exists, and her name. The caller logs it.
create function guard.find_by_digest(wanted bytea) returns table (id uuid, name text, birth_date date, protected boolean)
language sql stable security definer set search_path = pg_catalog, public, guard as $$
  select c.id, c.name, c.birth_date, c.protected
  from public.identities i join public.citizens c on c.municipality = i.municipality and c.id = i.citizen_id
  where i.municipality = (guard.scope()).municipality and (guard.scope()).purpose = 'search' and i.digest = wanted
$$;
comment on function guard.find_by_digest(bytea) is 'Name and existence by exact identifier, for a scope whose purpose is search.';
