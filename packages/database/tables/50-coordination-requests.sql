-- Easy access: somebody asked for coordination or a network meeting, and is owed a named contact and a telephone number.
create table coordination_requests (
  municipality text not null, id uuid not null, citizen_id uuid not null, identity_id uuid not null, team text not null, registered_team text not null, registered_by text not null, registered_at timestamptz not null,
  asked_by text not null, wish text not null, channel text not null, due_at timestamptz not null, escalate_at timestamptz not null, state text not null default 'waiting',
  contact_name text, contact_phone text, answered_at timestamptz, answered_by text, contact_deed_id uuid, reminded_at timestamptz, escalated_at timestamptz, version int not null default 1,
  constraint coordination_requests_pkey primary key (municipality, id),
  constraint coordination_requests_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint coordination_requests_identity_fkey foreign key (municipality, identity_id) references identities (municipality, id),
  constraint coordination_requests_team_fkey foreign key (municipality, team) references teams (municipality, id),
  constraint coordination_requests_registered_team_fkey foreign key (municipality, registered_team) references teams (municipality, id),
  constraint coordination_requests_deed_fkey foreign key (municipality, contact_deed_id) references journey_deeds (municipality, id),
  constraint coordination_requests_wish_known check (wish in ('coordination', 'network-meeting')),
  constraint coordination_requests_channel_known check (channel in ('counter', 'phone', 'writing')),
  constraint coordination_requests_state_known check (state in ('waiting', 'answered', 'withdrawn')),
  constraint coordination_requests_answer_whole check ((state = 'answered') = (contact_name is not null and contact_phone is not null and answered_at is not null and answered_by is not null))
);
comment on table coordination_requests is 'Requests for coordination or a network meeting, answered with a named contact. Also for citizens without a journey.';
comment on column coordination_requests.municipality is 'The municipality; leads every key.';
comment on column coordination_requests.id is 'Our id.';
comment on column coordination_requests.citizen_id is 'For whom, as her identities say now.';
comment on column coordination_requests.identity_id is 'The identity it was registered under, for ever.';
comment on column coordination_requests.team is 'The team that answers: it follows the coordination of the citizen''s open journey.';
comment on column coordination_requests.registered_team is 'The team that was asked at the counter.';
comment on column coordination_requests.registered_by is 'Who registered it.';
comment on column coordination_requests.registered_at is 'When, product time.';
comment on column coordination_requests.asked_by is 'Who asked, and how to reach her, in words.';
comment on column coordination_requests.wish is 'coordination or network-meeting.';
comment on column coordination_requests.channel is 'counter, phone or writing.';
comment on column coordination_requests.due_at is 'When the answer is due, by the working-day clock.';
comment on column coordination_requests.escalate_at is 'When the leads of both teams are told.';
comment on column coordination_requests.state is 'waiting, answered or withdrawn.';
comment on column coordination_requests.contact_name is 'Whom the citizen may call.';
comment on column coordination_requests.contact_phone is 'On which number.';
comment on column coordination_requests.answered_at is 'When it was answered.';
comment on column coordination_requests.answered_by is 'By whom.';
comment on column coordination_requests.contact_deed_id is 'The deed that set the contact on top of her journey; taken back with the answer.';
comment on column coordination_requests.reminded_at is 'When the team was reminded.';
comment on column coordination_requests.escalated_at is 'When the leads were told.';
comment on column coordination_requests.version is 'Grows with every change: the ETag.';
create unique index coordination_requests_one_waiting on coordination_requests (municipality, identity_id) where state = 'waiting';
create index coordination_requests_of_citizen on coordination_requests (municipality, citizen_id, registered_at);
create index coordination_requests_of_team on coordination_requests (municipality, team, state, due_at);
create index coordination_requests_registered on coordination_requests (municipality, registered_team, state, due_at);
select guard.wall('coordination_requests');
create policy asked_team_reads on coordination_requests for select to rt_api using ((select (guard.scope()).team) in (team, registered_team));
-- Who owes a citizen an answer sees who she is, until it is given.
create policy owing_team_reads on citizens for select to rt_api using (exists (
  select from coordination_requests r where r.municipality = citizens.municipality and r.citizen_id = citizens.id and r.state = 'waiting' and (select (guard.scope()).team) in (r.team, r.registered_team)));

create table coordination_request_deeds (
  municipality text not null, id uuid not null, request_id uuid not null, deed text not null, detail jsonb not null, at timestamptz not null, actor text not null, team text,
  constraint coordination_request_deeds_pkey primary key (municipality, id),
  constraint coordination_request_deeds_request_fkey foreign key (municipality, request_id) references coordination_requests (municipality, id)
);
comment on table coordination_request_deeds is 'What was done with a request, by whom and when. Insert-only.';
comment on column coordination_request_deeds.municipality is 'The municipality; leads every key.';
comment on column coordination_request_deeds.id is 'Ordered in time.';
comment on column coordination_request_deeds.request_id is 'The request.';
comment on column coordination_request_deeds.deed is 'register, answer, undo-answer, withdraw, undo-withdrawal, remind, escalate.';
comment on column coordination_request_deeds.detail is 'What was said with it.';
comment on column coordination_request_deeds.at is 'Product time.';
comment on column coordination_request_deeds.actor is 'Who.';
comment on column coordination_request_deeds.team is 'Acting team; null for a job.';
create index coordination_request_deeds_of_request on coordination_request_deeds (municipality, request_id);
select guard.wall('coordination_request_deeds');
create policy asked_team_reads on coordination_request_deeds for select to rt_api using (exists (
  select from coordination_requests r where r.municipality = coordination_request_deeds.municipality and r.id = coordination_request_deeds.request_id));
