-- From a committed fact to a rule's word. Everything here is unique in Postgres, so that a job may run twice and a queue may be lost.
create table outbox (
  municipality text not null, id uuid not null, citizen_id uuid not null, kinds text[] not null, rule_id text, event_id uuid,
  state text not null default 'waiting', attempts int not null default 0, next_at timestamptz not null default now(), sent_at timestamptz, done_at timestamptz, error text,
  constraint outbox_pkey primary key (municipality, id),
  constraint outbox_state_known check (state in ('waiting', 'sent', 'done', 'failed'))
);
comment on table outbox is 'What is to be judged: written with the fact, sent to the queue after commit, done when judged. Ids only.';
comment on column outbox.municipality is 'The municipality; leads every key.';
comment on column outbox.id is 'Job id.';
comment on column outbox.citizen_id is 'Whose facts changed, or whose timer rang.';
comment on column outbox.kinds is 'Kinds of fact that changed; empty for a timer.';
comment on column outbox.rule_id is 'The rule whose timer rang, or null.';
comment on column outbox.event_id is 'The event behind it, or null.';
comment on column outbox.state is 'waiting, sent, done, failed.';
comment on column outbox.attempts is 'How often judging was begun.';
comment on column outbox.next_at is 'Real time from which it may be sent.';
comment on column outbox.sent_at is 'Real time when it was last given to the queue.';
comment on column outbox.done_at is 'Real time when it was done.';
comment on column outbox.error is 'Cause of the last failure, without personal data.';
create index outbox_waiting on outbox (next_at) where state = 'waiting';
create index outbox_sent on outbox (sent_at) where state = 'sent';
select guard.wall('outbox');

create table timers (
  municipality text not null, citizen_id uuid not null, rule_id text not null, due_at timestamptz not null,
  constraint timers_pkey primary key (municipality, citizen_id, rule_id)
);
comment on table timers is 'The next instant at which a rule''s answer could change though nothing happens. Product time.';
comment on column timers.municipality is 'The municipality; leads every key.';
comment on column timers.citizen_id is 'The citizen.';
comment on column timers.rule_id is 'The rule.';
comment on column timers.due_at is 'When to judge again.';
create index timers_due on timers (due_at);
select guard.wall('timers');

create table receipts (
  municipality text not null, outbox_id uuid not null, rule_id text not null, rule_version int not null, truth text not null, because text not null, at timestamptz not null,
  constraint receipts_pkey primary key (municipality, outbox_id, rule_id, rule_version)
);
comment on table receipts is 'That a rule version judged a change, what it said and why.';
comment on column receipts.municipality is 'The municipality; leads every key.';
comment on column receipts.outbox_id is 'The change.';
comment on column receipts.rule_id is 'The rule.';
comment on column receipts.rule_version is 'Its version.';
comment on column receipts.truth is 'true, false or unknown.';
comment on column receipts.because is 'Named reason: opened, kept, changed, ended, dropped:…, nothing.';
comment on column receipts.at is 'Product time.';
select guard.wall('receipts');
