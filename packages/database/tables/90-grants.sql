-- What each role may touch. The owner logs in nowhere; the definer owns only the functions that look behind the wall, and sees through policies made for it alone.
reset role;
grant usage on schema public, guard to rt_api, rt_worker, rt_definer;
grant execute on all functions in schema guard to rt_api, rt_worker, rt_definer;
revoke execute on function guard.wall(regclass) from public, rt_api, rt_worker;
revoke all on guard.keys from public;
grant select on guard.keys to rt_definer;
grant create on schema guard to rt_definer;
alter function guard.scope() owner to rt_definer;
alter function guard.readable_kinds() owner to rt_definer;
alter function guard.find_by_digest(bytea) owner to rt_definer;
alter function guard.exists_citizen(uuid) owner to rt_definer;
alter function guard.survivor_of(uuid) owner to rt_definer;
alter function guard.receives(text, uuid) owner to rt_definer;
alter function guard.actor(text, text) owner to rt_definer;
alter function guard.takes_part(text, uuid) owner to rt_definer;
alter function guard.search_journeys(text) owner to rt_definer;
revoke create on schema guard from rt_definer;
grant select on event_kinds, identities, citizens, citizen_merges, alert_recipients, journey_teams, users, memberships, teams, sending_systems to rt_definer;
create policy definer_finds on users for select to rt_definer using (true);
create policy definer_finds on memberships for select to rt_definer using (true);
create policy definer_finds on teams for select to rt_definer using (true);
create policy definer_finds on sending_systems for select to rt_definer using (true);
create policy definer_finds on alert_recipients for select to rt_definer using (true);
create policy definer_finds on journey_teams for select to rt_definer using (true);
create policy definer_finds on identities for select to rt_definer using (true);
create policy definer_finds on citizens for select to rt_definer using (true);
create policy definer_finds on citizen_merges for select to rt_definer using (true);

grant select on all tables in schema public to rt_api, rt_worker;
grant insert on citizens, relations, identities, events, facts, quarantine, messages, outbox, alert_deeds, access_log, idempotency_keys, sessions to rt_api;
grant update on citizens, relations, facts, quarantine, alerts, alert_recipients to rt_api;
grant delete on sessions, relations to rt_api;
grant insert on outbox, timers, receipts, alerts, alert_recipients, signals, alert_deeds, access_log, heartbeats to rt_worker;
grant update on outbox, timers, alerts, alert_recipients, signals, heartbeats to rt_worker;
grant delete on timers to rt_worker;

grant insert on journeys, journey_teams, journey_deeds, journey_workers, journey_promises to rt_api, rt_worker;
grant update on journeys, journey_teams to rt_api, rt_worker;
grant delete on journey_workers, journey_promises to rt_api, rt_worker;
grant insert, update on journey_looks to rt_api;
-- Whom something is about follows the identity it was told under, and nothing else of it ever changes.
grant update (citizen_id) on identities, events, signals, journey_promises, grounds, ground_teams to rt_api;
-- When two are told apart again, what only the mixed-up world had ended stands again.
grant update (ended_at, ending) on signals to rt_api;
grant insert, update on citizen_merges, merge_suggestions to rt_api;
grant insert on match_decisions to rt_api;

grant insert on grounds, ground_teams, consents, ground_deeds to rt_api;
grant insert on ground_deeds to rt_worker;
grant update (ended_at, ended_by, ended_because, version) on grounds to rt_api, rt_worker;
grant update (ended_at) on ground_teams to rt_api, rt_worker;
grant update (withdrawn_at, withdrawal_channel) on consents to rt_api, rt_worker;

grant insert on imports, import_lines to rt_api;
grant update on import_lines to rt_api;

grant insert, update on saved_filters to rt_api;

grant insert on coordination_requests to rt_api;
grant update on coordination_requests to rt_api, rt_worker;
grant insert on coordination_request_deeds to rt_api, rt_worker;
grant insert, update on filings to rt_api, rt_worker;
grant delete on filings to rt_api;
