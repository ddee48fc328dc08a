// The lead's board in SQL: who has how much, what waits on whom, what the product told, the weeks, and the other teams' figures. All but the last behind the wall of the acting team.
import type { Instant, Week } from '@roedtraad/domain'
import { toldSql } from './journey-views.ts'
import type { Tx } from './scope.ts'

export interface WorkerLoad {
  /** Null: what nobody is named for. */
  username: string | null
  name: string | null
  /** False: has a hand in something for the team, and is no member any more. */
  member: boolean
  coordinates: number
  substitutes: number
  journeys: number
  /** Journeys in which something is promised in her name, and in which it is past its day. */
  promises: number
  overdue: number
  nextDueAt: Instant | null
  awayUntil: Instant | null
}

const loadSql = `with hands as (
    select worker, count(*) filter (where part = 'coordinator')::int as coordinates, count(*) filter (where part = 'substitute')::int as substitutes, count(distinct journey_id)::int as journeys
    from journey_workers where municipality = $1 and team = $2 group by worker),
  owed as (
    select worker, count(distinct journey_id)::int as promises, count(distinct journey_id) filter (where due_at < $3)::int as overdue, min(due_at) as next_due_at
    from journey_promises where municipality = $1 and team = $2 group by worker),
  away as (
    select coordinator as worker, max(away_to) as away_to from journeys
    where municipality = $1 and coordinator_team = $2 and status = 'open' and away_from <= $3 and away_to > $3 group by coordinator),
  members as (
    select m.username as worker from memberships m join users u on u.municipality = m.municipality and u.username = m.username and u.active where m.municipality = $1 and m.team = $2)
  select a.worker as username, u.name, exists (select from members m where m.worker = a.worker) as member,
    coalesce(hands.coordinates, 0) as coordinates, coalesce(hands.substitutes, 0) as substitutes, coalesce(hands.journeys, 0) as journeys,
    coalesce(owed.promises, 0) as promises, coalesce(owed.overdue, 0) as overdue, owed.next_due_at as "nextDueAt", away.away_to as "awayUntil"
  from (select worker from members union select worker from hands union select worker from owed) a
    left join users u on u.municipality = $1 and u.username = a.worker left join hands on hands.worker = a.worker
    left join owed on owed.worker is not distinct from a.worker left join away on away.worker = a.worker
  order by a.worker is null, u.name, a.worker`

/** How much each of the team's workers has on hand; a last line for what is promised by the team and nobody in it. */
export function listWorkerLoads(tx: Tx, team: string): Promise<WorkerLoad[]> {
  return tx.prepared<WorkerLoad>('worker-loads', loadSql, [tx.scope.municipality, team, tx.scope.at])
}

export interface BoardCitizen {
  journeyId: string
  citizenId: string
  name: string
  protected: boolean
}

export interface WaitingLoop extends BoardCitizen {
  id: string
  kind: 'answer' | 'task'
  title: string
  /** Whose move it is, and who waits. */
  team: string
  waitingTeam: string
  since: Instant
  dueAt: Instant | null
  escalatedAt: Instant | null
}

/** What the team was asked or has asked, the longest waiting first. */
export function listWaitingLoops(tx: Tx, team: string, limit: number): Promise<WaitingLoop[]> {
  return tx.prepared<WaitingLoop>(
    'waiting-loops',
    `select p.journey_id as "journeyId", p.citizen_id as "citizenId", c.name, c.protected, p.id, p.kind, p.title, p.team, p.waiting_team as "waitingTeam", p.since,
       p.due_at as "dueAt", p.escalated_at as "escalatedAt"
     from journey_promises p join citizens c on c.municipality = p.municipality and c.id = p.citizen_id
     where p.municipality = $1 and p.kind in ('answer', 'task') and (p.team = $2 or p.waiting_team = $2) order by p.since, p.id limit $3`,
    [tx.scope.municipality, team, limit],
  )
}

export interface ToldDeed extends BoardCitizen {
  id: string
  deed: string
  at: Instant
  /** Who lost her place, where one was freed. */
  worker: string | null
}

/** What the product did that the team's lead is to know, until she has opened the journey; newest first. */
export function listToldDeeds(tx: Tx, team: string, limit: number): Promise<ToldDeed[]> {
  const { municipality, actor } = tx.scope
  return tx.prepared<ToldDeed>(
    'told-deeds',
    `select d.journey_id as "journeyId", j.citizen_id as "citizenId", c.name, c.protected, d.id, d.deed, d.at, coalesce(u.name, d.detail ->> 'worker') as worker
     from journey_teams t join journeys j on j.municipality = t.municipality and j.id = t.journey_id
       join journey_deeds d on d.municipality = j.municipality and d.journey_id = j.id join citizens c on c.municipality = j.municipality and c.id = j.citizen_id
       left join users u on u.municipality = d.municipality and u.username = d.detail ->> 'worker'
       left join journey_looks l on l.municipality = j.municipality and l.journey_id = j.id and l.username = $3
     where t.municipality = $1 and t.team = $2 and t.valid_to is null and t.status = 'open' and d.at > coalesce(l.looked_at, '-infinity') and ${toldSql('$2')}
     order by d.at desc, d.id desc limit $4`,
    [municipality, team, actor, limit],
  )
}

export interface WeekFigures {
  from: Instant
  to: Instant
  opened: number
  ended: number
  open: number
  loose: number
}

/** The team's journeys week by week: opened and ended within it, open and loose at its end. */
export function listWeekFigures(tx: Tx, team: string, weeks: readonly Week[]): Promise<WeekFigures[]> {
  return tx.prepared<WeekFigures>(
    'week-figures',
    `with own as materialized (
       select j.opened_at, j.closed_at, (select coalesce(array_agg(tstzrange((e ->> 'from')::timestamptz, (e ->> 'to')::timestamptz)), '{}') from jsonb_array_elements(j.thread -> 'loose') e) as loose
       from journey_teams t join journeys j on j.municipality = t.municipality and j.id = t.journey_id where t.municipality = $1 and t.team = $2 and t.valid_to is null)
     select w.starts as "from", w.ends as "to", count(*) filter (where opened_at >= w.starts and opened_at < w.ends)::int as opened,
       count(*) filter (where closed_at >= w.starts and closed_at < w.ends)::int as ended,
       count(*) filter (where opened_at <= w.ends and (closed_at is null or closed_at > w.ends))::int as open,
       count(*) filter (where opened_at <= w.ends and (closed_at is null or closed_at > w.ends) and exists (select from unnest(loose) r where r @> w.ends))::int as loose
     from unnest($3::timestamptz[], $4::timestamptz[]) w (starts, ends) left join own on true group by w.starts, w.ends order by w.starts`,
    [tx.scope.municipality, team, weeks.map((week) => week.from), weeks.map((week) => week.to)],
  )
}

export interface TeamFigures {
  team: string
  open: number
  loose: number
  overdue: number
  waiting: number
}

/** Open journeys of every team, counted: for a scope that reaches the municipality, in code that hides the small ones before anybody reads them. The family's are not counted. */
export function countByTeam(tx: Tx): Promise<TeamFigures[]> {
  return tx.prepared<TeamFigures>(
    'count-by-team',
    `select a.id as team, count(j.id)::int as open, count(*) filter (where j.loose_since <= $2)::int as loose, count(*) filter (where t.next_due_at < $2)::int as overdue,
       count(asked.journey_id)::int as waiting
     from teams a left join journey_teams t on t.municipality = a.municipality and t.team = a.id and t.valid_to is null and t.status = 'open'
       left join journeys j on j.municipality = t.municipality and j.id = t.journey_id
       left join (select distinct journey_id, team from journey_promises where municipality = $1 and kind = 'answer') asked on asked.journey_id = t.journey_id and asked.team = t.team
     where a.municipality = $1 and a.area <> 'family' group by a.id, a.name_da order by a.name_da`,
    [tx.scope.municipality, tx.scope.at],
  )
}
