// Lists of journeys: the acting team's own, the most pressing first. Everything is asked behind the wall.
import type { Instant, JourneyLevel, Thread } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface JourneyListRow {
  id: string
  citizen_id: string
  name: string
  birth_date: string | null
  protected: boolean
  level: JourneyLevel
  status: 'open' | 'closed'
  opened_at: Instant
  last_deed_at: Instant
  coordinator: string | null
  coordinator_name: string | null
  coordinator_team: string | null
  substitute_name: string | null
  loose_since: Instant | null
  loose_because: string | null
  thread: Thread
  next_due_at: Instant
  looked_at: Instant | null
  promises: {
    id: string
    kind: string
    title: string
    team: string
    worker: string | null
    waitingTeam: string | null
    dueAt: string | null
  }[]
}

export interface JourneyFilter {
  team: string
  /** Only those in which this worker has a hand. */
  worker: string | null
  status: 'open' | 'closed'
  /** waiting: the team has something to answer, or to file that should be filed by now; overdue: something of the team's is past its day; new: changed by others since the reader looked; loose: nobody has the thread in hand. */
  view: 'all' | 'waiting' | 'overdue' | 'new' | 'loose'
  /** Citizens found by name, or null without a search. */
  citizens: readonly string[] | null
  after: { dueAt: Instant; id: string } | null
  limit: number
}

const listSql = `with page as (
    select t.journey_id, t.next_due_at from journey_teams t join journeys j on j.municipality = t.municipality and j.id = t.journey_id
      left join journey_looks l on l.municipality = t.municipality and l.journey_id = t.journey_id and l.username = $3
    where t.municipality = $1 and t.team = $2 and t.valid_to is null and t.status = $4
      and ($5::text is null or exists (select from journey_workers w where w.municipality = t.municipality and w.journey_id = t.journey_id and w.worker = $5))
      and ($6::text <> 'waiting' or exists (select from journey_promises p where p.municipality = t.municipality and p.journey_id = t.journey_id and p.team = $2 and (p.kind = 'answer' or (p.kind = 'filing' and p.due_at < $7))))
      and ($6::text <> 'overdue' or t.next_due_at < $7)
      and ($6::text <> 'new' or j.last_deed_at > coalesce(l.looked_at, '-infinity'))
      and ($6::text <> 'loose' or j.loose_since <= $7)
      and ($8::uuid[] is null or t.citizen_id = any ($8))
      and ($9::timestamptz is null or (t.next_due_at, t.journey_id) > ($9, $10::uuid))
    order by t.next_due_at, t.journey_id limit $11)
  select j.id, j.citizen_id, c.name, c.birth_date, c.protected, j.level, j.status, j.opened_at, j.last_deed_at, j.coordinator, u.name as coordinator_name, j.coordinator_team, s.name as substitute_name,
    j.loose_since, j.loose_because, j.thread, page.next_due_at, l.looked_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'title', p.title, 'team', p.team, 'worker', p.worker, 'waitingTeam', p.waiting_team, 'dueAt', p.due_at) order by p.due_at nulls last, p.id), '[]')
     from journey_promises p where p.municipality = j.municipality and p.journey_id = j.id and (p.team = $2 or p.waiting_team = $2)) as promises
  from page join journeys j on j.municipality = $1 and j.id = page.journey_id join citizens c on c.municipality = j.municipality and c.id = j.citizen_id
    left join users u on u.municipality = j.municipality and u.username = j.coordinator left join users s on s.municipality = j.municipality and s.username = j.substitute
    left join journey_looks l on l.municipality = j.municipality and l.journey_id = j.id and l.username = $3
  order by page.next_due_at, j.id`

/** One page of journeys in which the team takes part, by the day on which its next promise is due. */
export async function listJourneyRows(tx: Tx, filter: JourneyFilter): Promise<JourneyListRow[]> {
  const { municipality, actor, at } = tx.scope
  return tx.prepared<JourneyListRow>('list-journeys', listSql, [
    municipality,
    filter.team,
    actor,
    filter.status,
    filter.worker,
    filter.view,
    at,
    filter.citizens,
    filter.after?.dueAt ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ])
}

/** Citizens with a journey of the acting team whose name resembles the text, also when it is misspelt; the best first. The function looks behind the wall and applies it itself. */
export async function searchJourneyCitizens(tx: Tx, text: string): Promise<string[]> {
  const rows = await tx.prepared<{ citizen_id: string }>('search-journey-citizens', 'select citizen_id from guard.search_journeys($1)', [
    text,
  ])
  return rows.map((row) => row.citizen_id)
}

export interface DueJourneyDeed {
  journeyId: string
  deed: 'remind-loop' | 'escalate-loop' | 'free-assignment'
  detail: Record<string, unknown>
}

/** What the clocks of open journeys have to do now: answers to remind of and to escalate, and workers whose places are to be freed (who left, or coordinate and are away since before `awaySince` without a substitute). */
export async function listDueJourneyDeeds(tx: Tx, awaySince: Instant, limit: number): Promise<DueJourneyDeed[]> {
  const { municipality, at } = tx.scope
  return tx.prepared<DueJourneyDeed>(
    'due-journey-deeds',
    `(select journey_id as "journeyId", 'remind-loop' as deed, jsonb_build_object('loopId', id) as detail from journey_promises
        where municipality = $1 and reminded_at is null and remind_at <= $2 order by remind_at limit $4)
     union all
     (select journey_id, 'escalate-loop', jsonb_build_object('loopId', id) from journey_promises
        where municipality = $1 and escalated_at is null and escalate_at <= $2 order by escalate_at limit $4)
     union all
     (select distinct w.journey_id, 'free-assignment', jsonb_build_object('worker', w.worker, 'because', 'left') from journey_workers w
        where w.municipality = $1 and not exists (
          select from memberships m join users u on u.municipality = m.municipality and u.username = m.username and u.active
          where m.municipality = w.municipality and m.username = w.worker and m.team = w.team) limit $4)
     union all
     (select id, 'free-assignment', jsonb_build_object('worker', coordinator, 'because', 'away-too-long') from journeys
        where municipality = $1 and status = 'open' and coordinator is not null and substitute is null and away_from <= $3 and away_to > $2 limit $4)
     limit $4`,
    [municipality, at, awaySince, limit],
  )
}
