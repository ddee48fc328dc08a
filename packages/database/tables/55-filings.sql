-- Filed once: documents on their way to the case that they belong to. The row is the outbox: it is delivered, and delivered again after a crash, under one key.
create table filings (
  municipality text not null, id uuid not null, citizen_id uuid not null, identity_id uuid not null, journey_id uuid, alert_id uuid, team text not null,
  title text not null, kle text not null, case_id text not null, document_date date not null, asked_by text not null, asked_at timestamptz not null,
  state text not null default 'pending', attempts int not null default 0, next_at timestamptz not null default now(), reason text, document bytea, filed_at timestamptz,
  constraint filings_pkey primary key (municipality, id),
  constraint filings_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint filings_identity_fkey foreign key (municipality, identity_id) references identities (municipality, id),
  constraint filings_journey_fkey foreign key (municipality, journey_id) references journeys (municipality, id),
  constraint filings_alert_fkey foreign key (municipality, alert_id) references alerts (municipality, id),
  constraint filings_team_fkey foreign key (municipality, team) references teams (municipality, id),
  constraint filings_state_known check (state in ('pending', 'filed', 'failed')),
  constraint filings_of_one_thing check ((journey_id is null) <> (alert_id is null)),
  constraint filings_document_until_filed check ((state = 'filed') = (document is null) and (state = 'filed') = (filed_at is not null))
);
comment on table filings is 'Documents to be filed on a case in another system, each exactly once.';
comment on column filings.municipality is 'The municipality; leads every key.';
comment on column filings.id is 'Our id, and the key under which the other system knows the document.';
comment on column filings.citizen_id is 'Whom it is about, as her identities say now.';
comment on column filings.identity_id is 'The identity it was asked for under, for ever.';
comment on column filings.journey_id is 'The journey it comes from; null for an alert.';
comment on column filings.alert_id is 'The alert it comes from; null for a journey.';
comment on column filings.team is 'The team that asked.';
comment on column filings.title is 'Title in the case.';
comment on column filings.kle is 'KLE number.';
comment on column filings.case_id is 'The case in the other system.';
comment on column filings.document_date is 'Date of the document.';
comment on column filings.asked_by is 'Who asked.';
comment on column filings.asked_at is 'When, product time.';
comment on column filings.state is 'pending, filed or failed.';
comment on column filings.attempts is 'How often delivery was tried since it was asked for.';
comment on column filings.next_at is 'Real time from which it may be tried.';
comment on column filings.reason is 'Why it failed, as a code.';
comment on column filings.document is 'The document as it stood when it was asked for; gone when it is filed.';
comment on column filings.filed_at is 'When it was filed, product time.';
create unique index filings_one_per_alert_and_case on filings (municipality, alert_id, team, case_id) where alert_id is not null;
create index filings_pending on filings (next_at) where state = 'pending';
create index filings_of_alert on filings (municipality, alert_id) where alert_id is not null;
create index filings_of_team on filings (municipality, team, asked_at) where state <> 'filed';
select guard.wall('filings');
create policy own_team_reads on filings for select to rt_api using (team = (select (guard.scope()).team));
