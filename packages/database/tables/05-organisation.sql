-- Areas, teams and people are data. A token proves who somebody is; these rows say what she may do.
create table areas (
  municipality text not null, id text not null, name_da text not null, name_en text not null, position int not null,
  constraint areas_pkey primary key (municipality, id)
);
comment on table areas is 'Areas of the municipality (employment, social, health …).';
comment on column areas.municipality is 'The municipality; leads every key.';
comment on column areas.id is 'Short code.';
comment on column areas.name_da is 'Danish name.';
comment on column areas.name_en is 'English name.';
comment on column areas.position is 'Order on the screen.';
select guard.wall('areas');
create policy everybody_reads on areas for select to rt_api using (true);

create table teams (
  municipality text not null, id text not null, area text not null, name_da text not null, name_en text not null, kind text not null, district text,
  kle text[] not null, sor text, controller text not null, on_duty text,
  constraint teams_pkey primary key (municipality, id),
  constraint teams_area_fkey foreign key (municipality, area) references areas (municipality, id),
  constraint teams_kind_known check (kind in ('authority', 'provider', 'private-provider'))
);
comment on table teams is 'Teams that hold tasks and receive alerts.';
comment on column teams.municipality is 'The municipality; leads every key.';
comment on column teams.id is 'Short code used on the wire.';
comment on column teams.area is 'The area whose facts the team may see.';
comment on column teams.name_da is 'Danish name.';
comment on column teams.name_en is 'English name.';
comment on column teams.kind is 'authority, provider or private-provider.';
comment on column teams.district is 'District served, or null for all.';
comment on column teams.kle is 'KLE numbers (prefixes) of its tasks; find the team for an event that names none.';
comment on column teams.sor is 'SOR id, if it has one.';
comment on column teams.controller is 'Data controller.';
comment on column teams.on_duty is 'Hours with somebody on duty (HH-HH), or null.';
select guard.wall('teams');
create policy everybody_reads on teams for select to rt_api using (true);

create table users (
  municipality text not null, username text not null, name text not null, role text not null, active boolean not null default true,
  constraint users_pkey primary key (municipality, username),
  constraint users_role_known check (role in ('caseworker', 'lead', 'jurist', 'dpo', 'log-controller', 'admin', 'system'))
);
comment on table users is 'People and systems that the identity provider may name.';
comment on column users.municipality is 'The municipality; leads every key.';
comment on column users.username is 'Subject of the token.';
comment on column users.name is 'Name shown to colleagues.';
comment on column users.role is 'Role in the product.';
comment on column users.active is 'False: the account is closed and its tokens are worth nothing.';
select guard.wall('users');
create policy everybody_reads on users for select to rt_api using (true);

create table memberships (
  municipality text not null, username text not null, team text not null, lead boolean not null,
  constraint memberships_pkey primary key (municipality, username, team),
  constraint memberships_user_fkey foreign key (municipality, username) references users (municipality, username),
  constraint memberships_team_fkey foreign key (municipality, team) references teams (municipality, id)
);
comment on table memberships is 'Who works in which team.';
comment on column memberships.municipality is 'The municipality; leads every key.';
comment on column memberships.username is 'The person.';
comment on column memberships.team is 'The team.';
comment on column memberships.lead is 'Whether she leads it.';
select guard.wall('memberships');
create policy everybody_reads on memberships for select to rt_api using (true);

create table sending_systems (
  municipality text not null, username text not null, source_prefix text not null, areas text[] not null, acknowledges boolean not null default true,
  constraint sending_systems_pkey primary key (municipality, username),
  constraint sending_systems_user_fkey foreign key (municipality, username) references users (municipality, username)
);
comment on table sending_systems is 'Systems that may send events, and which sources are theirs.';
comment on column sending_systems.municipality is 'The municipality; leads every key.';
comment on column sending_systems.username is 'Subject of the system''s token.';
comment on column sending_systems.source_prefix is 'Every source it sends under begins so.';
comment on column sending_systems.areas is 'Areas in which an open case makes its events needed.';
comment on column sending_systems.acknowledges is 'False for a copy through a distributor: its messages are answered without an acknowledgement.';
select guard.wall('sending_systems');
create policy everybody_reads on sending_systems for select to rt_api using (true);

create table sessions (
  municipality text not null, id_digest bytea not null, username text not null, csrf_token text not null, created_at timestamptz not null, expires_at timestamptz not null,
  constraint sessions_pkey primary key (municipality, id_digest),
  constraint sessions_user_fkey foreign key (municipality, username) references users (municipality, username)
);
comment on table sessions is 'Browser sessions. Real time, never product time.';
comment on column sessions.municipality is 'The municipality; leads every key.';
comment on column sessions.id_digest is 'SHA-256 of the cookie; the cookie itself is nowhere.';
comment on column sessions.username is 'Who logged in.';
comment on column sessions.csrf_token is 'Must come back in a header with every unsafe request.';
comment on column sessions.created_at is 'Log-in.';
comment on column sessions.expires_at is 'End, whatever happens.';
select guard.wall('sessions');

-- Who a verified username is: asked at every request before there is a scope, so it answers without one, about staff and systems only.
create function guard.actor(m text, u text) returns table (name text, role text, team text, lead boolean, area text, source_prefix text, areas text[], acknowledges boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.name, u.role, m.team, m.lead, t.area, s.source_prefix, s.areas, s.acknowledges
  from users u
  left join memberships m on m.municipality = u.municipality and m.username = u.username
  left join teams t on t.municipality = m.municipality and t.id = m.team
  left join sending_systems s on s.municipality = u.municipality and s.username = u.username
  where u.municipality = $1 and u.username = $2 and u.active order by m.team
$$;
comment on function guard.actor(text, text) is 'Name, role, memberships and sending rights of one active account.';
