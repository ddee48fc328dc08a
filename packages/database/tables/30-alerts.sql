-- Who was asked to look, why, and what became of it. No prose and no copied facts: the sentence is made when read.
create table alerts (
  municipality text not null, id uuid not null, citizen_id uuid not null, rule_id text not null, rule_version int not null, occasion_key text not null, round int not null,
  urgency text not null, raised_at timestamptz not null, closed_at timestamptz, closed_because text, version int not null default 1,
  constraint alerts_pkey primary key (municipality, id),
  constraint alerts_once unique (municipality, citizen_id, rule_id, occasion_key, round),
  constraint alerts_citizen_fkey foreign key (municipality, citizen_id) references citizens (municipality, id),
  constraint alerts_rule_fkey foreign key (rule_id, rule_version) references rules (id, version),
  constraint alerts_urgency_known check (urgency in ('information', 'normal', 'high', 'acute')),
  constraint alerts_closure_known check (closed_because in ('answered', 'cleared', 'retracted', 'expired')),
  constraint alerts_closed_with_reason check ((closed_at is null) = (closed_because is null))
);
comment on table alerts is 'Alerts: one per citizen, rule and occasion, and a new round only after the last was ended by the world.';
comment on column alerts.municipality is 'The municipality; leads every key.';
comment on column alerts.id is 'Our id.';
comment on column alerts.citizen_id is 'Whom it is about.';
comment on column alerts.rule_id is 'The rule that raised it.';
comment on column alerts.rule_version is 'Its version when raised.';
comment on column alerts.occasion_key is 'Key of the fact that it is about (a discharge, an episode).';
comment on column alerts.round is 'Counts re-openings of the same occasion.';
comment on column alerts.urgency is 'Urgency now.';
comment on column alerts.raised_at is 'Product time.';
comment on column alerts.closed_at is 'Product time when the world ended it.';
comment on column alerts.closed_because is 'answered, cleared, retracted or expired.';
comment on column alerts.version is 'Grows with every change: the ETag.';
create index alerts_of_citizen on alerts (municipality, citizen_id);

create table alert_recipients (
  municipality text not null, alert_id uuid not null, team text not null, status text not null default 'open', status_at timestamptz not null, acknowledged_by text, acknowledged_at timestamptz,
  snoozed_until timestamptz, outcome text, outcome_reason text, outcome_by text, outcome_at timestamptz, urgency_rank int not null, raised_at timestamptz not null,
  constraint alert_recipients_pkey primary key (municipality, alert_id, team),
  constraint alert_recipients_alert_fkey foreign key (municipality, alert_id) references alerts (municipality, id),
  constraint alert_recipients_team_fkey foreign key (municipality, team) references teams (municipality, id),
  constraint alert_recipients_status_known check (status in ('open', 'acknowledged', 'closed')),
  constraint alert_recipients_outcome_known check (outcome in ('useful', 'known', 'wrong', 'not-actionable'))
);
comment on table alert_recipients is 'What each team did with an alert; each answers for itself.';
comment on column alert_recipients.municipality is 'The municipality; leads every key.';
comment on column alert_recipients.alert_id is 'The alert.';
comment on column alert_recipients.team is 'The team asked.';
comment on column alert_recipients.status is 'open, acknowledged or closed.';
comment on column alert_recipients.status_at is 'Since when, product time.';
comment on column alert_recipients.acknowledged_by is 'Who took it.';
comment on column alert_recipients.acknowledged_at is 'When.';
comment on column alert_recipients.snoozed_until is 'Out of sight until.';
comment on column alert_recipients.outcome is 'What it was worth.';
comment on column alert_recipients.outcome_reason is 'Why, in words.';
comment on column alert_recipients.outcome_by is 'Who said so.';
comment on column alert_recipients.outcome_at is 'When.';
comment on column alert_recipients.urgency_rank is 'Urgency as a number, here for the inbox''s order.';
comment on column alert_recipients.raised_at is 'As the alert''s, here for the inbox''s order.';
create index alert_recipients_inbox on alert_recipients (municipality, team, status, urgency_rank desc, raised_at desc, alert_id);
select guard.wall('alert_recipients');
create policy own_team_reads on alert_recipients for select to rt_api using (team = (select (guard.scope()).team));
-- A policy cannot ask its own table, so this function does, behind the wall and for one alert.
create function guard.receives(m text, a uuid) returns boolean language sql stable security definer cost 1000 set search_path = pg_catalog, public, guard as $$
  select exists (select from public.alert_recipients r where r.municipality = m and r.alert_id = a and r.team = (guard.scope()).team)
$$;
comment on function guard.receives(text, uuid) is 'Whether the acting team is among the recipients of this alert: they see what each other did with it.';
create policy fellow_recipients_read on alert_recipients for select to rt_api using (guard.receives(municipality, alert_id));
create policy own_team_answers on alert_recipients for update to rt_api using (team = (select (guard.scope()).team));

select guard.wall('alerts');
create policy recipient_reads on alerts for select to rt_api using (exists (
  select from alert_recipients r where r.municipality = alerts.municipality and r.alert_id = alerts.id and r.team = (select (guard.scope()).team)));
create policy recipient_changes on alerts for update to rt_api using (exists (
  select from alert_recipients r where r.municipality = alerts.municipality and r.alert_id = alerts.id and r.team = (select (guard.scope()).team)));

create table signals (
  municipality text not null, id uuid not null, alert_id uuid not null, citizen_id uuid not null, rule_id text not null, rule_version int not null,
  opened_at timestamptz not null, ended_at timestamptz, ending text, evidence uuid[] not null, sentence int not null,
  constraint signals_pkey primary key (municipality, id),
  constraint signals_alert_fkey foreign key (municipality, alert_id) references alerts (municipality, id)
);
comment on table signals is 'When a rule version said true about an occasion, and on which facts.';
comment on column signals.municipality is 'The municipality; leads every key.';
comment on column signals.id is 'Our id.';
comment on column signals.alert_id is 'The alert it belongs to.';
comment on column signals.citizen_id is 'Whom it is about.';
comment on column signals.rule_id is 'The rule.';
comment on column signals.rule_version is 'Its version.';
comment on column signals.opened_at is 'Product time.';
comment on column signals.ended_at is 'Product time; null while it is true.';
comment on column signals.ending is 'Why it ended: cleared, retracted or expired.';
comment on column signals.evidence is 'Ids of the fact versions that met the conditions.';
comment on column signals.sentence is 'Which of the rule''s sentences applies.';
create unique index signals_open_once on signals (municipality, alert_id, rule_id) where ended_at is null;
create index signals_of_alert on signals (municipality, alert_id);
create index signals_of_citizen on signals (municipality, citizen_id) where ended_at is null;
select guard.wall('signals');
create policy recipient_reads on signals for select to rt_api using (exists (
  select from alert_recipients r where r.municipality = signals.municipality and r.alert_id = signals.alert_id and r.team = (select (guard.scope()).team)));

create table alert_deeds (
  municipality text not null, id uuid not null, alert_id uuid not null, team text, actor text not null, deed text not null, detail jsonb not null, at timestamptz not null,
  constraint alert_deeds_pkey primary key (municipality, id),
  constraint alert_deeds_alert_fkey foreign key (municipality, alert_id) references alerts (municipality, id)
);
comment on table alert_deeds is 'History of an alert: what a rule or a person did with it. Insert-only.';
comment on column alert_deeds.municipality is 'The municipality; leads every key.';
comment on column alert_deeds.id is 'Our id, ordered in time.';
comment on column alert_deeds.alert_id is 'The alert.';
comment on column alert_deeds.team is 'Acting team; null for the engine.';
comment on column alert_deeds.actor is 'Who.';
comment on column alert_deeds.deed is 'raised, more-urgent, acknowledged, outcome, snoozed, their undoing, cleared, retracted, expired, …';
comment on column alert_deeds.detail is 'Comment or reason.';
comment on column alert_deeds.at is 'Product time.';
create index alert_deeds_of_alert on alert_deeds (municipality, alert_id);
select guard.wall('alert_deeds');
create policy own_team_reads on alert_deeds for select to rt_api using ((team is null or team = (select (guard.scope()).team)) and exists (
  select from alert_recipients r where r.municipality = alert_deeds.municipality and r.alert_id = alert_deeds.alert_id and r.team = (select (guard.scope()).team)));
create policy own_team_writes on alert_deeds for insert to rt_api with check (team = (select (guard.scope()).team) and actor = (select (guard.scope()).actor));

-- A team may be asked about somebody whom it served on the day and does not serve now (a discharge on the last day of a grant). Until it has answered it sees who she is,
-- and the facts of its own area that the alert rests on; nothing else.
create policy asked_team_reads on citizens for select to rt_api using (exists (
  select from alerts a join alert_recipients r on r.municipality = a.municipality and r.alert_id = a.id
  where a.municipality = citizens.municipality and a.citizen_id = citizens.id and a.closed_at is null and r.team = (select (guard.scope()).team) and r.status <> 'closed'));
create policy asked_team_reads on facts for select to rt_api using (kind = any ((select guard.readable_kinds())::text[]) and exists (
  select from signals s join alert_recipients r on r.municipality = s.municipality and r.alert_id = s.alert_id
  where s.municipality = facts.municipality and s.citizen_id = facts.citizen_id and s.ended_at is null and facts.id = any (s.evidence)
    and r.team = (select (guard.scope()).team) and r.status <> 'closed'));
