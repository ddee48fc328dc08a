-- What was sent, and what we hold to be true because of it. Events are never changed; facts are closed and written anew.
create table events (
  municipality text not null, id uuid not null, source text not null, source_id text not null, kind text not null, identity_id uuid not null, citizen_id uuid not null,
  deed text not null, target_id text, chain_id text not null generated always as (coalesce(target_id, source_id)) stored,
  occurred_at timestamptz not null, recorded_at timestamptz, received_at timestamptz not null, arrival bigint generated always as identity,
  value double precision, unit text, team text, detail jsonb not null, body_hash bytea not null,
  constraint events_pkey primary key (municipality, id),
  constraint events_source_key unique (municipality, source, source_id),
  constraint events_identity_fkey foreign key (municipality, identity_id) references identities (municipality, id),
  constraint events_deed_known check (deed in ('record', 'correct', 'withdraw')),
  constraint events_target_named check ((deed = 'record') = (target_id is null))
);
comment on table events is 'What was sent: immutable.';
comment on column events.municipality is 'The municipality; leads every key.';
comment on column events.id is 'Our id.';
comment on column events.source is 'CloudEvents source, or urn:hospital:<sor>, or our own for a human deed.';
comment on column events.source_id is 'The source''s id; unique with the source.';
comment on column events.kind is 'Kind.';
comment on column events.identity_id is 'Identity it was sent under, for ever.';
comment on column events.citizen_id is 'Citizen that identity means now.';
comment on column events.deed is 'record, correct or withdraw.';
comment on column events.target_id is 'Source''s id of the original that is corrected or withdrawn.';
comment on column events.chain_id is 'The original''s id, for itself and all that names it.';
comment on column events.occurred_at is 'When it happened.';
comment on column events.recorded_at is 'When the sender wrote it, if told.';
comment on column events.received_at is 'When it came, product time.';
comment on column events.arrival is 'Order of arrival.';
comment on column events.value is 'Number, if the kind has one.';
comment on column events.unit is 'UCUM unit.';
comment on column events.team is 'Team found for it.';
comment on column events.detail is 'Other content, without identifiers.';
comment on column events.body_hash is 'Keyed fingerprint of the canonical body: the same id with another body is refused.';
-- chain_id before source: sources are few, and a fresh table without statistics must not be walked by source alone.
create index events_chain on events (municipality, chain_id, source);
create index events_of_citizen on events (municipality, citizen_id, kind);
select guard.wall('events');

create table facts (
  municipality text not null, id uuid not null, key text not null, citizen_id uuid not null, identity_id uuid not null, kind text not null,
  valid_from timestamptz not null, valid_to timestamptz, value double precision, unit text, team text, detail jsonb not null, source text not null, event_id uuid not null,
  known_from timestamptz not null, known_to timestamptz,
  constraint facts_pkey primary key (municipality, id),
  constraint facts_event_fkey foreign key (municipality, event_id) references events (municipality, id)
);
comment on table facts is 'What we hold true: valid in the world from–to, known to us from–to. Written only by the fold.';
comment on column facts.municipality is 'The municipality; leads every key.';
comment on column facts.id is 'This version.';
comment on column facts.key is 'The same fact through its versions.';
comment on column facts.citizen_id is 'The citizen.';
comment on column facts.identity_id is 'The identity it was told under.';
comment on column facts.kind is 'Kind.';
comment on column facts.valid_from is 'Began in the world.';
comment on column facts.valid_to is 'Ended; equal to valid_from without length; null while it lasts.';
comment on column facts.value is 'Number, if any.';
comment on column facts.unit is 'UCUM unit.';
comment on column facts.team is 'Team it belongs to.';
comment on column facts.detail is 'Other content.';
comment on column facts.source is 'Who told.';
comment on column facts.event_id is 'The event behind this version.';
comment on column facts.known_from is 'Held true from, product time.';
comment on column facts.known_to is 'Held true until; null: still.';
create unique index facts_current_key on facts (municipality, citizen_id, key) where known_to is null;
create index facts_current on facts (municipality, citizen_id, kind) where known_to is null;
create index facts_of_citizen on facts (municipality, citizen_id, known_from);
select guard.wall('facts');
create policy serving_team_reads on facts for select to rt_api using (
  kind = any ((select guard.readable_kinds())::text[])
  and exists (
    select from relations r
    where r.municipality = facts.municipality and r.citizen_id = facts.citizen_id and r.team = (select (guard.scope()).team)
      and r.valid_from <= (select (guard.scope()).at) and (r.valid_to is null or r.valid_to > (select (guard.scope()).at))));

create table quarantine (
  municipality text not null, id uuid not null, source text not null, source_id text not null, problem text not null, waits_for_digest bytea, waits_for_system text, waits_for_kind text,
  sealed_body bytea not null, body_hash bytea not null, sent_by text not null, received_at timestamptz not null, resolved_at timestamptz,
  constraint quarantine_pkey primary key (municipality, id)
);
comment on table quarantine is 'Events that could not be taken in, kept for repair or until what they wait for arrives.';
comment on column quarantine.municipality is 'The municipality; leads every key.';
comment on column quarantine.id is 'Our id.';
comment on column quarantine.source is 'CloudEvents source.';
comment on column quarantine.source_id is 'CloudEvents id.';
comment on column quarantine.problem is 'Stable code of what is wrong.';
comment on column quarantine.waits_for_digest is 'Digest of the identifier that nobody is registered under yet.';
comment on column quarantine.waits_for_system is 'System of that identifier; null for a national number, whose registration comes by itself. What has one waits for a person.';
comment on column quarantine.waits_for_kind is 'Kind that is not in the catalogue yet.';
comment on column quarantine.sealed_body is 'The event as sent, sealed.';
comment on column quarantine.body_hash is 'Keyed fingerprint of the canonical body: the same event is kept once.';
comment on column quarantine.sent_by is 'Who sent it.';
comment on column quarantine.received_at is 'When, product time.';
comment on column quarantine.resolved_at is 'When it was taken in after all.';
create unique index quarantine_body_key on quarantine (municipality, source, source_id, body_hash);
create index quarantine_waiting_citizen on quarantine (municipality, waits_for_digest) where resolved_at is null;
create index quarantine_waiting_person on quarantine (municipality, received_at, id) where resolved_at is null and waits_for_system is not null;
create index quarantine_waiting_kind on quarantine (municipality, waits_for_kind) where resolved_at is null;
select guard.wall('quarantine');

create table messages (
  municipality text not null, id uuid not null, bundle_id text not null, header_id text not null, content_hash text not null, received_at timestamptz not null,
  sender_sor text, outcome text not null, kept boolean not null, event_id uuid, answer jsonb not null, sealed_raw bytea,
  constraint messages_pkey primary key (municipality, id)
);
comment on table messages is 'MedCom messages received. Without a relevant case only ids, hash and answer are kept.';
comment on column messages.municipality is 'The municipality; leads every key.';
comment on column messages.id is 'Our id.';
comment on column messages.bundle_id is 'Bundle.id of this sending.';
comment on column messages.header_id is 'MessageHeader.id.';
comment on column messages.content_hash is 'Keyed fingerprint of the content without Bundle.id, timestamp and narrative.';
comment on column messages.received_at is 'When, product time.';
comment on column messages.sender_sor is 'SOR id of the sending endpoint.';
comment on column messages.outcome is 'ok, fatal-error, transient-error.';
comment on column messages.kept is 'Whether there was a relevant case, judged once at receipt.';
comment on column messages.event_id is 'The event it became, if kept.';
comment on column messages.answer is 'Ids and issues of the acknowledgement, so that a resend gets the same answer.';
comment on column messages.sealed_raw is 'The message as sent, sealed; null when not kept.';
create index messages_header on messages (municipality, header_id);
create index messages_bundle on messages (municipality, bundle_id);
select guard.wall('messages');
