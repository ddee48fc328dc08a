// The SQL of journeys: deeds in, what is derived from them replaced, lists out.
import type { Deed, Instant, JourneyLevel, Thread, Worker } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

interface DeedRow {
  id: string
  seq: number
  deed: string
  detail: Record<string, unknown>
  at: string
  actor: string
  team: string | null
  target_id: string | null
}

/** The deeds that the wall shows, in order. */
export async function listDeedsOfJourney(tx: Tx, journeyId: string): Promise<Deed[]> {
  const rows = await tx.prepared<DeedRow>(
    'deeds-of-journey',
    'select id, seq, deed, detail, at, actor, team, target_id from journey_deeds where municipality = $1 and journey_id = $2 order by seq',
    [tx.scope.municipality, journeyId],
  )
  return rows.map(({ target_id: targetId, ...row }) => ({ ...row, targetId }))
}

/** Writes one deed. `onlyTeam`: a note that other participants do not see. */
export function insertJourneyDeed(tx: Tx, journeyId: string, deed: Deed, onlyTeam: string | null): void {
  tx.send(
    'insert-journey-deed',
    'insert into journey_deeds (municipality, id, journey_id, seq, deed, detail, at, actor, team, target_id, only_team) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      tx.scope.municipality,
      deed.id,
      journeyId,
      deed.seq,
      deed.deed,
      JSON.stringify(deed.detail),
      deed.at,
      deed.actor,
      deed.team,
      deed.targetId,
      onlyTeam,
    ],
  )
}

/** A journey as its rows tell it. */
export interface JourneyProjection {
  id: string
  citizenId: string
  identityId: string
  status: 'open' | 'closed'
  level: JourneyLevel
  version: number
  openedAt: Instant
  closedAt: Instant | null
  lastDeedAt: Instant
  coordinator: Worker | null
  substitute: Worker | null
  absence: { from: Instant; to: Instant } | null
  looseSince: Instant | null
  looseBecause: string | null
  goalsOpen: number
  goalsWithoutFollowUp: number
  thread: Thread
  teams: { team: string; role: string; from: Instant; to: Instant | null; nextDueAt: Instant }[]
  workers: (Worker & { part: 'coordinator' | 'substitute' | 'worker' })[]
  promises: {
    id: string
    kind: string
    title: string
    team: string
    worker: string | null
    waitingTeam: string | null
    since: Instant
    dueAt: Instant | null
    remindAt: Instant | null
    remindedAt: Instant | null
    escalateAt: Instant | null
    escalatedAt: Instant | null
  }[]
}

const journeySql = `insert into journeys (municipality, id, citizen_id, identity_id, status, level, version, opened_at, closed_at, last_deed_at, coordinator, coordinator_team, substitute,
    substitute_team, away_from, away_to, loose_since, loose_because, goals_open, goals_without_follow_up, thread)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
  on conflict (municipality, id) do update set status = excluded.status, level = excluded.level, version = excluded.version, closed_at = excluded.closed_at,
    last_deed_at = excluded.last_deed_at, coordinator = excluded.coordinator, coordinator_team = excluded.coordinator_team, substitute = excluded.substitute,
    substitute_team = excluded.substitute_team, away_from = excluded.away_from, away_to = excluded.away_to, loose_since = excluded.loose_since,
    loose_because = excluded.loose_because, goals_open = excluded.goals_open, goals_without_follow_up = excluded.goals_without_follow_up, thread = excluded.thread`

/** Writes what lists, boards, clocks and the wall read of a journey: the journey's row itself, before its deeds can be written. */
export function replaceJourneyRow(tx: Tx, journey: JourneyProjection): void {
  const { coordinator, substitute, absence } = journey
  tx.send('replace-journey', journeySql, [
    tx.scope.municipality,
    journey.id,
    journey.citizenId,
    journey.identityId,
    journey.status,
    journey.level,
    journey.version,
    journey.openedAt,
    journey.closedAt,
    journey.lastDeedAt,
    coordinator?.username ?? null,
    coordinator?.team ?? null,
    substitute?.username ?? null,
    substitute?.team ?? null,
    absence?.from ?? null,
    absence?.to ?? null,
    journey.looseSince,
    journey.looseBecause,
    journey.goalsOpen,
    journey.goalsWithoutFollowUp,
    JSON.stringify(journey.thread),
  ])
}

/** Replaces teams, workers and promises of a journey. */
export function replaceJourneyParts(tx: Tx, journey: JourneyProjection): void {
  const { municipality } = tx.scope
  const rows = (list: readonly object[]) =>
    JSON.stringify(list.map((one) => ({ municipality, journey_id: journey.id, citizen_id: journey.citizenId, ...one })))
  const { status } = journey
  tx.send('replace-journey-teams', teamsSql, [
    rows(
      journey.teams.map(({ team, role, from, to, nextDueAt }) => ({
        team,
        role,
        valid_from: from,
        valid_to: to,
        next_due_at: nextDueAt,
        status,
      })),
    ),
  ])
  tx.send('drop-journey-workers', 'delete from journey_workers where municipality = $1 and journey_id = $2', [municipality, journey.id])
  tx.send('insert-journey-workers', workersSql, [
    rows(journey.workers.map(({ username, team, part }) => ({ worker: username, team, part }))),
  ])
  tx.send('drop-journey-promises', 'delete from journey_promises where municipality = $1 and journey_id = $2', [municipality, journey.id])
  tx.send('insert-journey-promises', promisesSql, [rows(journey.promises.map(toPromiseRow))])
}

const teamsSql = `insert into journey_teams (municipality, journey_id, citizen_id, team, role, valid_from, valid_to, next_due_at, status)
  select municipality, journey_id, citizen_id, team, role, valid_from, valid_to, next_due_at, status from jsonb_populate_recordset(null::journey_teams, $1::jsonb)
  on conflict (municipality, journey_id, team) do update set role = excluded.role, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    next_due_at = excluded.next_due_at, status = excluded.status, citizen_id = excluded.citizen_id`
const workersSql = `insert into journey_workers (municipality, journey_id, worker, team, part)
  select municipality, journey_id, worker, team, part from jsonb_populate_recordset(null::journey_workers, $1::jsonb)`
const promisesSql = `insert into journey_promises (municipality, journey_id, citizen_id, id, kind, team, worker, waiting_team, title, since, due_at, remind_at, reminded_at, escalate_at, escalated_at)
  select municipality, journey_id, citizen_id, id, kind, team, worker, waiting_team, title, since, due_at, remind_at, reminded_at, escalate_at, escalated_at
  from jsonb_populate_recordset(null::journey_promises, $1::jsonb)`

function toPromiseRow(promise: JourneyProjection['promises'][number]): Record<string, unknown> {
  const { id, kind, title, team, worker, since } = promise
  return {
    id,
    kind,
    title,
    team,
    worker,
    since,
    waiting_team: promise.waitingTeam,
    due_at: promise.dueAt,
    remind_at: promise.remindAt,
    reminded_at: promise.remindedAt,
    escalate_at: promise.escalateAt,
    escalated_at: promise.escalatedAt,
  }
}

export interface JourneyRow {
  id: string
  citizen_id: string
  identity_id: string
  status: 'open' | 'closed'
  version: number
}

/** A journey that the wall shows. */
export async function findJourneyRow(tx: Tx, journeyId: string): Promise<JourneyRow | undefined> {
  const [row] = await tx.prepared<JourneyRow>(
    'find-journey',
    'select id, citizen_id, identity_id, status, version from journeys where municipality = $1 and id = $2',
    [tx.scope.municipality, journeyId],
  )
  return row
}

/** The open journey of a citizen, as far as the wall shows it. */
export async function findOpenJourney(tx: Tx, citizenId: string): Promise<(JourneyRow & { coordinator_team: string | null }) | undefined> {
  const [row] = await tx.prepared<JourneyRow & { coordinator_team: string | null }>(
    'find-open-journey',
    `select id, citizen_id, identity_id, status, version, coordinator_team from journeys where municipality = $1 and citizen_id = $2 and status = 'open'`,
    [tx.scope.municipality, citizenId],
  )
  return row
}

/** The citizen's journey in which the acting team takes part, an open one first; null without one. */
export async function findSharedJourney(tx: Tx, citizenId: string): Promise<string | null> {
  const { municipality, team } = tx.scope
  const [row] = await tx.prepared<{ id: string }>(
    'find-shared-journey',
    `select journey_id as id from journey_teams where municipality = $1 and citizen_id = $2 and team = $3 and valid_to is null
     order by status desc, journey_id desc limit 1`,
    [municipality, citizenId, team],
  )
  return row?.id ?? null
}

/** Remembers that the actor has looked; what is done later is new to her. Returns when she had looked before. */
export async function markLooked(tx: Tx, journeyId: string): Promise<Instant | null> {
  const { municipality, actor, at } = tx.scope
  const [row] = await tx.prepared<{ before: Instant | null }>(
    'mark-looked',
    `with before as (select looked_at from journey_looks where municipality = $1 and username = $2 and journey_id = $3),
       now_looked as (insert into journey_looks (municipality, username, journey_id, looked_at) values ($1, $2, $3, $4)
         on conflict (municipality, username, journey_id) do update set looked_at = excluded.looked_at)
     select (select looked_at from before) as before`,
    [municipality, actor, journeyId, at],
  )
  return row?.before ?? null
}
