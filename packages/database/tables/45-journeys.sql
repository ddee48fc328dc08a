-- Journeys: the deeds are the truth, insert-only; what lists, boards, clocks and the wall need is derived from them in the same transaction.
create table journeys (
  municipality text not null, id uuid not null, citizen_id uuid not null, identity_id uuid not null, status text not null, level text not null, version int not null,
  opened_at timestamptz not null, closed_at timestamptz, last_deed_at timestamptz not null, coordinator text, coordinator_team text, substitute text, substitute_team text,
  away_from timestamptz, away_to timestamptz, loose_since timestamptz, loose_because text, goals_open int not null, goals_without_follow_up int not null, thread jsonb not null,
  constraint journeys_pkey primary key (municipality, id),
  constraint journeys_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint journeys_identity_fkey foreign key (municipality, identity_id) references identities (municipality, id),
  constraint journeys_status_known check (status in ('open', 'closed')),
  constraint journeys_level_known check (level in ('inform', 'coordinate', 'one-plan'))
);
comment on table journeys is 'One row per journey as it stands: derived from journey_deeds.';
comment on column journeys.municipality is 'The municipality; leads every key.';
comment on column journeys.id is 'Our id.';
comment on column journeys.citizen_id is 'Whose journey it is, as her identities say now.';
comment on column journeys.identity_id is 'The identity it was opened under, for ever.';
comment on column journeys.status is 'open or closed.';
comment on column journeys.level is 'inform, coordinate or one-plan.';
comment on column journeys.version is 'Place of the last deed: the ETag.';
comment on column journeys.opened_at is 'Product time.';
comment on column journeys.closed_at is 'Product time; null while it is open.';
comment on column journeys.last_deed_at is 'When something was last done.';
comment on column journeys.coordinator is 'Who holds the thread; null: nobody.';
comment on column journeys.coordinator_team is 'Her team.';
comment on column journeys.substitute is 'Who stands in for her.';
comment on column journeys.substitute_team is 'The substitute''s team.';
comment on column journeys.away_from is 'Absence of the coordinator, from.';
comment on column journeys.away_to is 'Absence of the coordinator, to.';
comment on column journeys.loose_since is 'From when the thread lies loose if nothing more is done; may lie ahead. Null: never.';
comment on column journeys.loose_because is 'Why it is then loose.';
comment on column journeys.goals_open is 'Goals that have not ended.';
comment on column journeys.goals_without_follow_up is 'Of these, how many nobody has set a follow-up for.';
comment on column journeys.thread is 'Pieces, knots and loose ends until the last deed, for the small picture in lists.';
create unique index journeys_one_open on journeys (municipality, citizen_id) where status = 'open';
create index journeys_of_citizen on journeys (municipality, citizen_id);
create index journeys_of_coordinator on journeys (municipality, coordinator) where status = 'open';
create index journeys_loose on journeys (municipality, loose_since) where status = 'open';

create table journey_teams (
  municipality text not null, journey_id uuid not null, citizen_id uuid not null, team text not null, role text not null, valid_from timestamptz not null, valid_to timestamptz, next_due_at timestamptz not null, status text not null,
  constraint journey_teams_pkey primary key (municipality, journey_id, team),
  constraint journey_teams_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id),
  constraint journey_teams_team_fkey foreign key (municipality, team) references teams (municipality, id)
);
comment on table journey_teams is 'Which teams take part: the wall around a journey is built on it.';
comment on column journey_teams.municipality is 'The municipality; leads every key.';
comment on column journey_teams.journey_id is 'The journey.';
comment on column journey_teams.citizen_id is 'Whose journey it is.';
comment on column journey_teams.team is 'The team.';
comment on column journey_teams.role is 'What it does here, in its own words.';
comment on column journey_teams.valid_from is 'Takes part from.';
comment on column journey_teams.valid_to is 'To; null while it does.';
comment on column journey_teams.next_due_at is 'When the team''s next promise is due; the end of all days where none has a date. The order of lists.';
comment on column journey_teams.status is 'As the journey''s, here for lists.';
create index journey_teams_of_team on journey_teams (municipality, team, status, next_due_at, journey_id) where valid_to is null;
create index journey_teams_of_citizen on journey_teams (municipality, citizen_id, team) where valid_to is null;
select guard.wall('journey_teams');
create policy own_team_reads on journey_teams for select to rt_api using (team = (select (guard.scope()).team));
-- A policy cannot ask its own table, so this function does, behind the wall and for one journey.
create function guard.takes_part(m text, j uuid) returns boolean language sql stable security definer cost 1000 set search_path = pg_catalog, public, guard as $$
  select exists (select from public.journey_teams t where t.municipality = m and t.journey_id = j and t.team = (guard.scope()).team and t.valid_to is null)
$$;
comment on function guard.takes_part(text, uuid) is 'Whether the acting team takes part in this journey now: participants see who else does.';
create policy fellow_participants_read on journey_teams for select to rt_api using (guard.takes_part(municipality, journey_id));

select guard.wall('journeys');
create policy participant_reads on journeys for select to rt_api using (exists (
  select from journey_teams t where t.municipality = journeys.municipality and t.journey_id = journeys.id and t.team = (select (guard.scope()).team) and t.valid_to is null));
-- Who takes part in a citizen's journey sees who she is.
create policy journey_team_reads on citizens for select to rt_api using (exists (
  select from journey_teams t where t.municipality = citizens.municipality and t.citizen_id = citizens.id and t.team = (select (guard.scope()).team) and t.valid_to is null));

-- Grounds are recorded and ended by a team that serves the citizen or takes part in her journey, in its own name and for that purpose alone; what a record says is changed by nobody.
create function guard.may_record(m text, c uuid) returns boolean language sql stable cost 1000 set search_path = pg_catalog, public as $$
  select (guard.scope()).purpose = 'grounds' and (guard.serves(m, c) or exists (
    select from public.journey_teams t where t.municipality = m and t.citizen_id = c and t.team = (guard.scope()).team and t.valid_to is null))
$$;
comment on function guard.may_record(text, uuid) is 'Whether the acting team may record and end grounds about this citizen.';
create policy knowing_team_records on grounds for insert to rt_api with check (
  recorded_by = (select (guard.scope()).actor) and recorded_team = (select (guard.scope()).team) and ended_at is null and guard.may_record(municipality, citizen_id));
create policy knowing_team_ends on grounds for update to rt_api using (guard.may_record(municipality, citizen_id))
  with check (ended_by is null or ended_by = (select (guard.scope()).actor));
create policy knowing_team_reads on ground_teams for select to rt_api using (guard.may_record(municipality, citizen_id));
create policy knowing_team_records on ground_teams for insert to rt_api with check (guard.may_record(municipality, citizen_id) and exists (
  select from grounds g where g.municipality = ground_teams.municipality and g.id = ground_teams.ground_id and g.citizen_id = ground_teams.citizen_id and ground_teams.team = any (g.teams)
    and g.categories = ground_teams.categories and g.from_areas = ground_teams.from_areas and g.valid_from = ground_teams.valid_from and g.valid_to is not distinct from ground_teams.valid_to));
create policy knowing_team_ends on ground_teams for update to rt_api using (guard.may_record(municipality, citizen_id));
create policy knowing_team_records on consents for insert to rt_api with check (exists (
  select from grounds g where g.municipality = consents.municipality and g.id = consents.ground_id and guard.may_record(g.municipality, g.citizen_id)));
create policy knowing_team_ends on consents for update to rt_api using (exists (
  select from grounds g where g.municipality = consents.municipality and g.id = consents.ground_id and guard.may_record(g.municipality, g.citizen_id)));
create policy knowing_team_writes on ground_deeds for insert to rt_api with check (
  actor = (select (guard.scope()).actor) and team = (select (guard.scope()).team) and exists (
    select from grounds g where g.municipality = ground_deeds.municipality and g.id = ground_deeds.ground_id and guard.may_record(g.municipality, g.citizen_id)));
-- What rested on a ground is judged anew when it changes; such a row names nobody but the citizen.
create policy knowing_team_asks on outbox for insert to rt_api with check (event_id is null and rule_id is null and guard.may_record(municipality, citizen_id));

create table journey_deeds (
  municipality text not null, id uuid not null, journey_id uuid not null, seq int not null, deed text not null, detail jsonb not null, at timestamptz not null, actor text not null, team text,
  target_id uuid, only_team text,
  constraint journey_deeds_pkey primary key (municipality, id),
  constraint journey_deeds_seq_key unique (municipality, journey_id, seq),
  constraint journey_deeds_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id),
  constraint journey_deeds_target_fkey foreign key (municipality, target_id) references journey_deeds (municipality, id)
);
comment on table journey_deeds is 'What was done to a journey, by whom and when. Insert-only: a deed that was wrong is withdrawn or corrected by another.';
comment on column journey_deeds.municipality is 'The municipality; leads every key.';
comment on column journey_deeds.id is 'Our id, ordered in time; also that of the thing it made.';
comment on column journey_deeds.journey_id is 'The journey.';
comment on column journey_deeds.seq is 'Place in its history, from 1 without gaps.';
comment on column journey_deeds.deed is 'Name of the deed.';
comment on column journey_deeds.detail is 'What was said with it.';
comment on column journey_deeds.at is 'Product time.';
comment on column journey_deeds.actor is 'Who.';
comment on column journey_deeds.team is 'Acting team; null for a job.';
comment on column journey_deeds.target_id is 'The deed that is withdrawn or corrected.';
comment on column journey_deeds.only_team is 'A note for this team alone; null: for everybody who takes part.';
create index journey_deeds_told on journey_deeds (municipality, journey_id) where deed in ('free-assignment', 'escalate-loop');
select guard.wall('journey_deeds');
create policy participant_reads on journey_deeds for select to rt_api using (
  (only_team is null or only_team = (select (guard.scope()).team))
  and exists (select from journey_teams t where t.municipality = journey_deeds.municipality and t.journey_id = journey_deeds.journey_id and t.team = (select (guard.scope()).team) and t.valid_to is null));

create table journey_workers (
  municipality text not null, journey_id uuid not null, worker text not null, team text not null, part text not null,
  constraint journey_workers_pkey primary key (municipality, journey_id, worker, team, part),
  constraint journey_workers_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id),
  constraint journey_workers_part_known check (part in ('coordinator', 'substitute', 'worker'))
);
comment on table journey_workers is 'Who has a hand in an open journey: for each one''s own list and the leads'' boards.';
comment on column journey_workers.municipality is 'The municipality; leads every key.';
comment on column journey_workers.journey_id is 'The journey.';
comment on column journey_workers.worker is 'Username.';
comment on column journey_workers.team is 'For which team.';
comment on column journey_workers.part is 'coordinator, substitute or worker.';
create index journey_workers_of_worker on journey_workers (municipality, worker, team);
create index journey_workers_of_team on journey_workers (municipality, team, part);
select guard.wall('journey_workers');
create policy participant_reads on journey_workers for select to rt_api using (exists (
  select from journey_teams t where t.municipality = journey_workers.municipality and t.journey_id = journey_workers.journey_id and t.team = (select (guard.scope()).team) and t.valid_to is null));

create table journey_promises (
  municipality text not null, journey_id uuid not null, citizen_id uuid not null, id uuid not null, kind text not null, team text not null, worker text, waiting_team text, title text not null,
  since timestamptz not null, due_at timestamptz, remind_at timestamptz, reminded_at timestamptz, escalate_at timestamptz, escalated_at timestamptz,
  constraint journey_promises_pkey primary key (municipality, journey_id, id, kind, team),
  constraint journey_promises_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id),
  constraint journey_promises_kind_known check (kind in ('answer', 'task', 'activity', 'follow-up', 'meeting', 'filing'))
);
comment on table journey_promises is 'What is promised and not yet kept, with the team whose move it is: for lists, boards and clocks.';
comment on column journey_promises.municipality is 'The municipality; leads every key.';
comment on column journey_promises.journey_id is 'The journey.';
comment on column journey_promises.citizen_id is 'Whose journey it is.';
comment on column journey_promises.id is 'The thing it is about.';
comment on column journey_promises.kind is 'answer, task, activity, follow-up, meeting or filing.';
comment on column journey_promises.team is 'Whose move it is.';
comment on column journey_promises.worker is 'Who, if anybody is named.';
comment on column journey_promises.waiting_team is 'Who waits for it.';
comment on column journey_promises.title is 'What it is.';
comment on column journey_promises.since is 'Promised from.';
comment on column journey_promises.due_at is 'Due at; null: no date.';
comment on column journey_promises.remind_at is 'When the product reminds the team; null: never.';
comment on column journey_promises.reminded_at is 'When it did.';
comment on column journey_promises.escalate_at is 'When both leads are told; null: never.';
comment on column journey_promises.escalated_at is 'When they were.';
create index journey_promises_of_team on journey_promises (municipality, team, kind, due_at);
create index journey_promises_waited_for on journey_promises (municipality, waiting_team) where waiting_team is not null;
create index journey_promises_to_remind on journey_promises (municipality, remind_at) where reminded_at is null and remind_at is not null;
create index journey_promises_to_escalate on journey_promises (municipality, escalate_at) where escalated_at is null and escalate_at is not null;
select guard.wall('journey_promises');
create policy participant_reads on journey_promises for select to rt_api using (exists (
  select from journey_teams t where t.municipality = journey_promises.municipality and t.journey_id = journey_promises.journey_id and t.team = (select (guard.scope()).team) and t.valid_to is null));

create table journey_looks (
  municipality text not null, username text not null, journey_id uuid not null, looked_at timestamptz not null,
  constraint journey_looks_pkey primary key (municipality, username, journey_id),
  constraint journey_looks_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id)
);
comment on table journey_looks is 'When somebody last opened a journey: what is new since. Nobody else sees it.';
comment on column journey_looks.municipality is 'The municipality; leads every key.';
comment on column journey_looks.username is 'Who looked.';
comment on column journey_looks.journey_id is 'The journey.';
comment on column journey_looks.looked_at is 'Product time.';
select guard.wall('journey_looks');
create policy own_looks on journey_looks to rt_api using (username = (select (guard.scope()).actor));

-- How names are compared: å is aa, as in old spellings and on foreign keyboards.
create function guard.fold(name text) returns text language sql immutable parallel safe set search_path = pg_catalog as $$
  select replace(replace(replace(lower(name), 'å', 'aa'), 'æ', 'ae'), 'ø', 'oe')
$$;
comment on function guard.fold(text) is 'A name as it is compared in a search that forgives spelling.';

-- Trigram search under row level security would read every name of the municipality, because the operators are not leakproof. So this function looks, and applies the wall itself.
create extension if not exists pg_trgm schema guard;
create index citizens_name_trigrams on citizens using gin (guard.fold(name) guard.gin_trgm_ops);
create function guard.search_journeys(wanted text) returns table (citizen_id uuid)
language sql stable security definer set search_path = pg_catalog, public, guard as $$
  select c.id from public.citizens c, guard.scope() s
  where c.municipality = s.municipality and guard.fold(wanted) operator(guard.<%) guard.fold(c.name)
    and exists (select from public.journey_teams t where t.municipality = c.municipality and t.citizen_id = c.id and t.team = s.team and t.valid_to is null)
  order by guard.word_similarity(guard.fold(wanted), guard.fold(c.name)) desc, c.id limit 200
$$;
comment on function guard.search_journeys(text) is 'Citizens with a journey of the acting team whose name resembles the text. Applies the wall itself.';
