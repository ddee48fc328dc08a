-- What permits a team to read another area's facts about a citizen: a consent that stands, or a named statute. The wall around facts reads ground_teams.
create table grounds (
  municipality text not null, id uuid not null, citizen_id uuid not null, kind text not null, code text not null, purpose_code text not null, purpose text not null, categories text[] not null, from_areas text[] not null, teams text[] not null,
  valid_from timestamptz not null, valid_to timestamptz, recorded_at timestamptz not null, recorded_by text not null, recorded_team text not null, reason text not null, corrects uuid,
  ended_at timestamptz, ended_by text, ended_because text, version int not null default 1,
  constraint grounds_pkey primary key (municipality, id),
  constraint grounds_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint grounds_corrects_fkey foreign key (municipality, corrects) references grounds (municipality, id),
  constraint grounds_kind_known check (kind in ('consent', 'statute')),
  constraint grounds_purpose_known check (purpose_code in ('application', 'coordination', 'care')),
  constraint grounds_application_by_consent check (purpose_code <> 'application' or kind = 'consent'),
  constraint grounds_ended_with_reason check ((ended_at is null) = (ended_because is null))
);
comment on table grounds is 'Grounds for sharing across areas. A wrong one is ended and another corrects it; none is deleted.';
comment on column grounds.municipality is 'The municipality; leads every key.';
comment on column grounds.id is 'Our id.';
comment on column grounds.citizen_id is 'Whose data it opens.';
comment on column grounds.kind is 'consent or statute.';
comment on column grounds.code is 'Code of the ground table.';
comment on column grounds.purpose_code is 'application (Forvaltningsloven § 29: by consent alone), coordination or care.';
comment on column grounds.purpose is 'What for, in words that the citizen was told.';
comment on column grounds.categories is 'Data categories that it opens.';
comment on column grounds.from_areas is 'Areas whose data it opens.';
comment on column grounds.teams is 'Teams to which it opens them.';
comment on column grounds.valid_from is 'Valid from.';
comment on column grounds.valid_to is 'Valid to; null: as long as the purpose lasts.';
comment on column grounds.recorded_at is 'When it was recorded, product time.';
comment on column grounds.recorded_by is 'By whom.';
comment on column grounds.recorded_team is 'For which team.';
comment on column grounds.reason is 'Why it applies here.';
comment on column grounds.corrects is 'The record that it replaces.';
comment on column grounds.ended_at is 'When it was withdrawn or ended; it opens nothing from then on.';
comment on column grounds.ended_by is 'Who recorded that.';
comment on column grounds.ended_because is 'withdrawn, corrected, purpose-ended, recorded-by-mistake, citizen-died.';
comment on column grounds.version is 'Grows with every change: the ETag.';
create index grounds_of_citizen on grounds (municipality, citizen_id);
select guard.wall('grounds');

create table ground_teams (
  municipality text not null, ground_id uuid not null, citizen_id uuid not null, team text not null, categories text[] not null, from_areas text[] not null,
  valid_from timestamptz not null, valid_to timestamptz, ended_at timestamptz,
  constraint ground_teams_pkey primary key (municipality, citizen_id, team, ground_id),
  constraint ground_teams_ground_fkey foreign key (municipality, ground_id) references grounds (municipality, id),
  constraint ground_teams_team_fkey foreign key (municipality, team) references teams (municipality, id)
);
comment on table ground_teams is 'To which teams a ground opens what: the wall looks here, so it repeats what the ground says.';
comment on column ground_teams.municipality is 'The municipality; leads every key.';
comment on column ground_teams.ground_id is 'The ground.';
comment on column ground_teams.citizen_id is 'Whose data it opens.';
comment on column ground_teams.team is 'The team that may read.';
comment on column ground_teams.categories is 'As the ground''s.';
comment on column ground_teams.from_areas is 'As the ground''s.';
comment on column ground_teams.valid_from is 'As the ground''s.';
comment on column ground_teams.valid_to is 'As the ground''s.';
comment on column ground_teams.ended_at is 'As the ground''s.';
create index ground_teams_of_ground on ground_teams (municipality, ground_id);
select guard.wall('ground_teams');
create policy own_team_reads on ground_teams for select to rt_api using (team = (select (guard.scope()).team));

-- Who sees the citizen sees which grounds stand for her: what may be shared is no secret among those who share it.
create policy citizen_readers_read on grounds for select to rt_api using (exists (select from citizens c where c.municipality = grounds.municipality and c.id = grounds.citizen_id));

-- Another area's lane opens exactly as far as a ground reaches: its areas, its categories, its teams, its time; and what is not openable never does.
-- The reader's clock decides when a ground begins and lapses, but one that was ended is ended at once: her clock may be behind that of whoever ended it.
create policy ground_opens on facts for select to rt_api using (exists (
  select from ground_teams g join event_kinds k on k.kind = facts.kind
  where g.municipality = facts.municipality and g.citizen_id = facts.citizen_id and g.team = (select (guard.scope()).team) and k.openable and k.area = any (g.from_areas) and k.category = any (g.categories)
    and g.valid_from <= (select (guard.scope()).at) and (g.valid_to is null or g.valid_to > (select (guard.scope()).at)) and g.ended_at is null));

create table consents (
  municipality text not null, ground_id uuid not null, form text not null, text_version text not null, given_at timestamptz not null, representative text, representative_kind text, journal_reference text,
  withdrawn_at timestamptz, withdrawal_channel text,
  constraint consents_pkey primary key (municipality, ground_id),
  constraint consents_ground_fkey foreign key (municipality, ground_id) references grounds (municipality, id),
  constraint consents_form_known check (form in ('oral', 'written', 'digital')),
  constraint consents_representative_known check (representative_kind in ('guardian', 'proxy')),
  constraint consents_representative_whole check ((representative is null) = (representative_kind is null))
);
comment on table consents is 'The procedural consent behind a ground, apart from the GDPR basis: who gave it, how, and how it was withdrawn.';
comment on column consents.municipality is 'The municipality; leads every key.';
comment on column consents.ground_id is 'The ground that rests on it.';
comment on column consents.form is 'oral, written or digital.';
comment on column consents.text_version is 'Which text the citizen was shown or read.';
comment on column consents.given_at is 'When it was given.';
comment on column consents.representative is 'Who gave it in the citizen''s place.';
comment on column consents.representative_kind is 'guardian or proxy.';
comment on column consents.journal_reference is 'Where it lies in the case system.';
comment on column consents.withdrawn_at is 'When it was withdrawn.';
comment on column consents.withdrawal_channel is 'How: counter, phone, writing, digital.';
select guard.wall('consents');
create policy ground_readers_read on consents for select to rt_api using (exists (select from grounds g where g.municipality = consents.municipality and g.id = consents.ground_id));

create table ground_deeds (
  municipality text not null, id uuid not null, ground_id uuid not null, deed text not null, detail jsonb not null, at timestamptz not null, actor text not null, team text,
  constraint ground_deeds_pkey primary key (municipality, id),
  constraint ground_deeds_ground_fkey foreign key (municipality, ground_id) references grounds (municipality, id),
  constraint ground_deeds_deed_known check (deed in ('recorded', 'ended', 'end-undone'))
);
comment on table ground_deeds is 'History of a ground: recorded, ended, its end taken back. Insert-only.';
comment on column ground_deeds.municipality is 'The municipality; leads every key.';
comment on column ground_deeds.id is 'Our id, ordered in time.';
comment on column ground_deeds.ground_id is 'The ground.';
comment on column ground_deeds.deed is 'recorded, ended or end-undone.';
comment on column ground_deeds.detail is 'Why it ended, and through which channel.';
comment on column ground_deeds.at is 'Product time.';
comment on column ground_deeds.actor is 'Who.';
comment on column ground_deeds.team is 'Acting team; null for a job.';
create index ground_deeds_of_ground on ground_deeds (municipality, ground_id);
select guard.wall('ground_deeds');
create policy ground_readers_read on ground_deeds for select to rt_api using (exists (select from grounds g where g.municipality = ground_deeds.municipality and g.id = ground_deeds.ground_id));
