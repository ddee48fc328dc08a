-- Who looked, at whom, why. Written in the transaction that read; nobody can change it.
create table access_log (
  municipality text not null, id uuid not null default uuidv7(), at timestamptz not null, actor text not null, actor_kind text not null, team text, role text, purpose text not null,
  ground text not null, what text not null, citizens uuid[] not null, categories text[] not null, criterion text,
  constraint access_log_pkey primary key (municipality, id)
);
comment on table access_log is 'One row per look, list, search or run. Insert-only.';
comment on column access_log.municipality is 'The municipality; leads every key.';
comment on column access_log.id is 'Ordered in time.';
comment on column access_log.at is 'Product time.';
comment on column access_log.actor is 'Who: a username, or the job.';
comment on column access_log.actor_kind is 'person, system or job.';
comment on column access_log.team is 'Acting team.';
comment on column access_log.role is 'Role.';
comment on column access_log.purpose is 'Why, as a code.';
comment on column access_log.ground is 'What permitted it.';
comment on column access_log.what is 'What was done: read, list, search, ingest, judge, answer, open-relation, deed, export.';
comment on column access_log.citizens is 'Whom it concerned.';
comment on column access_log.categories is 'Data categories.';
comment on column access_log.criterion is 'Search criterion; an identifier appears as digest only.';
create index access_log_of_citizen on access_log using gin (citizens);
select guard.wall('access_log');
create policy everybody_writes on access_log for insert to rt_api with check (actor = (select (guard.scope()).actor));
create policy controllers_read on access_log for select to rt_api using ((select (guard.scope()).role) in ('log-controller', 'dpo') and (select (guard.scope()).purpose) = 'log-control');

create table idempotency_keys (
  municipality text not null, actor text not null, key text not null, request_hash bytea not null, status int not null, body jsonb not null, etag text, created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (municipality, actor, key)
);
comment on table idempotency_keys is 'Answers already given, so that a repeated request is answered and not done again.';
comment on column idempotency_keys.municipality is 'The municipality; leads every key.';
comment on column idempotency_keys.actor is 'Keys are each actor''s own.';
comment on column idempotency_keys.key is 'Idempotency-Key.';
comment on column idempotency_keys.request_hash is 'The same key with another request is refused.';
comment on column idempotency_keys.status is 'HTTP status answered.';
comment on column idempotency_keys.body is 'Body answered.';
comment on column idempotency_keys.etag is 'ETag answered.';
comment on column idempotency_keys.created_at is 'Real time; kept for a day at least.';
select guard.wall('idempotency_keys');
create policy own_keys on idempotency_keys to rt_api using (actor = (select (guard.scope()).actor));

create table heartbeats (
  municipality text not null, name text not null, at timestamptz not null,
  constraint heartbeats_pkey primary key (municipality, name)
);
comment on table heartbeats is 'When something that must go on last did: the canary through the queue.';
comment on column heartbeats.municipality is 'The municipality; leads every key.';
comment on column heartbeats.name is 'What.';
comment on column heartbeats.at is 'Real time.';
select guard.wall('heartbeats');
