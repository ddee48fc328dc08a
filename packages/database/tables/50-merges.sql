-- That two citizens are one person, and that they are not after all. Nothing of theirs is copied: what hangs on a citizen follows her identities, and a merge says which of them moved.
create table citizen_merges (
  municipality text not null, id uuid not null, survivor_id uuid not null, absorbed_id uuid not null, because text not null, reason text not null, moved jsonb not null,
  merged_at timestamptz not null, merged_by text not null, merged_team text, undone_at timestamptz, undone_by text, undone_team text, undone_reason text, version int not null default 1,
  constraint citizen_merges_pkey primary key (municipality, id),
  constraint citizen_merges_survivor_fkey foreign key (municipality, survivor_id) references citizens (municipality, id),
  constraint citizen_merges_absorbed_fkey foreign key (municipality, absorbed_id) references citizens (municipality, id),
  constraint citizen_merges_of_two check (survivor_id <> absorbed_id),
  constraint citizen_merges_because_known check (because in ('same-person', 'matched', 'replaced-number')),
  constraint citizen_merges_undone_whole check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null))
);
comment on table citizen_merges is 'Which citizen was found to be another one, by whom and why; and that it was undone.';
comment on column citizen_merges.municipality is 'The municipality; leads every key.';
comment on column citizen_merges.id is 'Our id, ordered in time.';
comment on column citizen_merges.survivor_id is 'The citizen who stays.';
comment on column citizen_merges.absorbed_id is 'The citizen whose id now means the other.';
comment on column citizen_merges.because is 'same-person: somebody found out. matched: a waiting identifier was given to her. replaced-number: the civil register said so.';
comment on column citizen_merges.reason is 'Why, in words.';
comment on column citizen_merges.moved is 'Ids of what moved: identities; and what knows no identity of its own: grounds, alerts, intakes (team and key).';
comment on column citizen_merges.merged_at is 'Product time.';
comment on column citizen_merges.merged_by is 'Who.';
comment on column citizen_merges.merged_team is 'Acting team; null for a system.';
comment on column citizen_merges.undone_at is 'Product time; null while it stands.';
comment on column citizen_merges.undone_by is 'Who undid it.';
comment on column citizen_merges.undone_team is 'For which team.';
comment on column citizen_merges.undone_reason is 'Why, in words.';
comment on column citizen_merges.version is 'Grows with every change: the ETag.';
create unique index citizen_merges_stands_once on citizen_merges (municipality, absorbed_id) where undone_at is null;
create index citizen_merges_of_survivor on citizen_merges (municipality, survivor_id);
create index citizen_merges_of_absorbed on citizen_merges (municipality, absorbed_id);
select guard.wall('citizen_merges');
-- Whoever sees one of the two sees that they were taken for one.
create policy survivor_readers_read on citizen_merges for select to rt_api using (exists (
  select from citizens c where c.municipality = citizen_merges.municipality and c.id = citizen_merges.survivor_id));
-- Whoever gave a waiting identifier to somebody whom her team does not serve can take it back.
create policy own_merges_read on citizen_merges for select to rt_api using (merged_by = (select (guard.scope()).actor));
create policy controllers_read on citizen_merges for select to rt_api using ((select (guard.scope()).role) in ('log-controller', 'dpo') and (select (guard.scope()).purpose) = 'log-control');

-- An old id keeps answering. Only an id comes out; whether the reader may see who it is, is the wall's to say.
create function guard.survivor_of(wanted uuid) returns uuid language sql stable security definer set search_path = pg_catalog, public, guard as $$
  with recursive chain (id) as (
    select m.survivor_id from public.citizen_merges m where m.municipality = (guard.scope()).municipality and m.absorbed_id = wanted and m.undone_at is null
    union
    select m.survivor_id from chain c join public.citizen_merges m on m.municipality = (guard.scope()).municipality and m.absorbed_id = c.id and m.undone_at is null)
  select c.id from chain c where not exists (
    select from public.citizen_merges m where m.municipality = (guard.scope()).municipality and m.absorbed_id = c.id and m.undone_at is null)
$$;
comment on function guard.survivor_of(uuid) is 'The citizen that an absorbed id means now; null for an id that stands for itself or does not exist.';

-- An intake is opened to nobody who has become somebody else: her old id would be a citizen beside herself.
create function guard.exists_citizen(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, guard as $$
  select exists (select from public.citizens c where c.municipality = (guard.scope()).municipality and (guard.scope()).purpose in ('intake', 'matching') and c.id = wanted)
    and not exists (select from public.citizen_merges m where m.municipality = (guard.scope()).municipality and m.absorbed_id = wanted and m.undone_at is null)
$$;
comment on function guard.exists_citizen(uuid) is 'Whether a citizen exists under this id now, for a scope whose purpose is intake or matching: a relation can be opened to nobody else.';

-- Waiting identifiers are seen by workers of an area that their sender sends for, and only while they match.
create policy matchers_read on quarantine for select to rt_api using (
  waits_for_system is not null and (select (guard.scope()).purpose) = 'matching' and (select (guard.scope()).role) in ('caseworker', 'lead')
  and exists (select from sending_systems s where s.municipality = quarantine.municipality and s.username = quarantine.sent_by and (select (guard.scope()).area) = any (s.areas)));

create index quarantine_waiting_digest on quarantine (municipality, waits_for_digest, id) where resolved_at is null and waits_for_system is not null;

create table match_decisions (
  municipality text not null, id uuid not null, quarantine_id uuid not null, decision text not null, citizen_id uuid, merge_id uuid, reason text not null,
  decided_at timestamptz not null, decided_by text not null, decided_team text not null,
  constraint match_decisions_pkey primary key (municipality, id),
  constraint match_decisions_quarantine_fkey foreign key (municipality, quarantine_id) references quarantine (municipality, id),
  constraint match_decisions_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint match_decisions_merge_fkey foreign key (municipality, merge_id) references citizen_merges (municipality, id),
  constraint match_decisions_known check (decision in ('matched', 'registered', 'same-person', 'set-aside', 'put-back'))
);
comment on table match_decisions is 'What somebody decided about an identifier that waited. Insert-only.';
comment on column match_decisions.municipality is 'The municipality; leads every key.';
comment on column match_decisions.id is 'Our id, ordered in time.';
comment on column match_decisions.quarantine_id is 'The oldest event that waited under it.';
comment on column match_decisions.decision is 'matched: she is that citizen. registered: she is somebody new. same-person: the number is hers after all. set-aside: it is somebody else''s, and nothing is taken in. put-back: that was wrong, and it waits again.';
comment on column match_decisions.citizen_id is 'Whom it was given to; null when set aside or put back.';
comment on column match_decisions.merge_id is 'The merge by which it was, and can be undone.';
comment on column match_decisions.reason is 'Why, in words.';
comment on column match_decisions.decided_at is 'Product time.';
comment on column match_decisions.decided_by is 'Who.';
comment on column match_decisions.decided_team is 'For which team.';
create index match_decisions_of_row on match_decisions (municipality, quarantine_id);
select guard.wall('match_decisions');

create table merge_suggestions (
  municipality text not null, citizen_id uuid not null, other_id uuid not null, source text not null, suggested_at timestamptz not null, dismissed_at timestamptz, dismissed_by text,
  constraint merge_suggestions_pkey primary key (municipality, citizen_id, other_id),
  constraint merge_suggestions_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint merge_suggestions_other_fkey foreign key (municipality, other_id) references citizens (municipality, id),
  constraint merge_suggestions_whole check ((dismissed_at is null) = (dismissed_by is null))
);
comment on table merge_suggestions is 'Two citizens of whom a sender says that they are one. Nobody merges them but a person.';
comment on column merge_suggestions.municipality is 'The municipality; leads every key.';
comment on column merge_suggestions.citizen_id is 'The citizen with the newer number.';
comment on column merge_suggestions.other_id is 'The citizen with the number that it is said to replace.';
comment on column merge_suggestions.source is 'Who says so.';
comment on column merge_suggestions.suggested_at is 'Product time.';
comment on column merge_suggestions.dismissed_at is 'When somebody found that they are two; null while it stands.';
comment on column merge_suggestions.dismissed_by is 'Who.';
create index merge_suggestions_open on merge_suggestions (municipality, suggested_at) where dismissed_at is null;
select guard.wall('merge_suggestions');
-- Whoever sees both sees that somebody thinks them one.
create policy readers_of_both_read on merge_suggestions for select to rt_api using (
  exists (select from citizens c where c.municipality = merge_suggestions.municipality and c.id = merge_suggestions.citizen_id)
  and exists (select from citizens c where c.municipality = merge_suggestions.municipality and c.id = merge_suggestions.other_id));
