-- What can be told. Not about anybody, so the same for all municipalities and open to all roles.
create table event_kinds (
  kind text not null, area text, readable_in text[] not null, category text not null, shape text not null, opens_case boolean not null, openable boolean not null, content jsonb not null,
  constraint event_kinds_pkey primary key (kind)
);
comment on table event_kinds is 'Catalogue of kinds of event and fact. No personal data.';
comment on column event_kinds.kind is 'Name.';
comment on column event_kinds.area is 'Area that owns such facts; null: any area that serves the citizen.';
comment on column event_kinds.readable_in is 'Areas that may read it without further ground.';
comment on column event_kinds.category is 'Data category, for the access log and for grounds.';
comment on column event_kinds.shape is 'point, start or end.';
comment on column event_kinds.opens_case is 'Whether it is kept for a citizen without another open case.';
comment on column event_kinds.openable is 'Whether any ground may open it to another area; false for children and families, offences and the control of benefits.';
comment on column event_kinds.content is 'Labels, unit, KLE number, schema.';

create function guard.readable_kinds() returns text[] language sql stable security definer set search_path = pg_catalog, public, guard as $$
  select coalesce(array_agg(kind), '{}') from public.event_kinds where (guard.scope()).area = any (readable_in)
$$;
comment on function guard.readable_kinds() is 'Kinds of fact that the scope''s area may read about a citizen whom its team serves.';

create table rules (
  id text not null, version int not null, content jsonb not null, content_hash text not null, state text not null,
  constraint rules_pkey primary key (id, version),
  constraint rules_state_known check (state in ('draft', 'shadow', 'canary', 'active', 'retired'))
);
comment on table rules is 'Rules of early detection; a (rule, version) never changes. No personal data.';
comment on column rules.id is 'Rule id, e.g. HE7.';
comment on column rules.version is 'Version; a changed rule is a new one.';
comment on column rules.content is 'The rule as written.';
comment on column rules.content_hash is 'SHA-256 of the canonical content.';
comment on column rules.state is 'Where in its life the rule stands.';
