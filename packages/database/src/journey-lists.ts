// Lists of journeys: the acting team's own, the most pressing first. Everything is asked behind the wall.
import type { Instant, JourneyLevel, Thread } from '@roedtraad/domain'
import { type JourneyFilter, journeysFrom, shapeOf, writeSql } from './journey-views.ts'
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
  /** What was last done, as far as the reader may see it. */
  latest: { deed: string; at: string; by: string | null } | null
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

/** Where nothing more is asked than what the team takes part in. */
export const everyJourney = (team: string): JourneyFilter => ({
  team,
  worker: null,
  part: null,
  withTeam: null,
  level: null,
  status: 'open',
  view: 'all',
  window: { from: '', to: '' },
  citizens: null,
  after: null,
})

/** One page of journeys in which the team takes part, by the day on which its next promise is due. */
export async function listJourneyRows(tx: Tx, filter: JourneyFilter, limit: number): Promise<JourneyListRow[]> {
  const { municipality, actor, at } = tx.scope
  const { after } = filter
  const { text, values } = writeSql((p) => {
    const from = journeysFrom(filter, at, actor, municipality, p)
    const further = after === null ? '' : `and (t.next_due_at, t.journey_id) > (${p(after.dueAt)}, ${p(after.id)}::uuid)`
    const page = `select t.municipality, t.journey_id, t.next_due_at, t.team ${from} ${further} order by t.next_due_at, t.journey_id limit ${p(limit)}`
    return `with page as (${page}) ${rowSql(p(actor))}`
  })
  return tx.prepared<JourneyListRow>(`list-journeys ${shapeOf(filter)}`, text, values)
}

const rowSql = (actor: string) => `
  select j.id, j.citizen_id, c.name, c.birth_date, c.protected, j.level, j.status, j.opened_at, j.last_deed_at, j.coordinator, u.name as coordinator_name, j.coordinator_team, s.name as substitute_name,
    j.loose_since, j.loose_because, j.thread, page.next_due_at, l.looked_at,
    (select jsonb_build_object('deed', d.deed, 'at', d.at, 'by', case when d.team is not null then coalesce((select name from users w where w.municipality = d.municipality and w.username = d.actor), d.actor) end)
     from journey_deeds d where d.municipality = j.municipality and d.journey_id = j.id and d.deed <> 'settle-filing' order by d.seq desc limit 1) as latest,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'title', p.title, 'team', p.team, 'worker', p.worker, 'waitingTeam', p.waiting_team, 'dueAt', p.due_at) order by p.due_at nulls last, p.id), '[]')
     from journey_promises p where p.municipality = j.municipality and p.journey_id = j.id and (p.team = page.team or p.waiting_team = page.team)) as promises
  from page join journeys j on j.municipality = page.municipality and j.id = page.journey_id join citizens c on c.municipality = j.municipality and c.id = j.citizen_id
    left join users u on u.municipality = j.municipality and u.username = j.coordinator left join users s on s.municipality = j.municipality and s.username = j.substitute
    left join journey_looks l on l.municipality = j.municipality and l.journey_id = j.id and l.username = ${actor}
  order by page.next_due_at, j.id`

/** How many journeys the list of this filter holds. */
export async function countJourneys(tx: Tx, filter: JourneyFilter): Promise<number> {
  const { municipality, actor, at } = tx.scope
  const { text, values } = writeSql((p) => `select count(*)::int as found ${journeysFrom(filter, at, actor, municipality, p)}`)
  const [row] = await tx.prepared<{ found: number }>(`count-journeys ${shapeOf(filter)}`, text, values)
  return row?.found ?? 0
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
     (select distinct g.journey_id, 'free-assignment', jsonb_build_object('worker', g.worker, 'team', g.team, 'because', 'left')
        from (select municipality, journey_id, worker, team from journey_workers union
              select municipality, journey_id, worker, team from journey_promises where worker is not null and kind <> 'filing') g
        where g.municipality = $1 and not exists (
          select from memberships m join users u on u.municipality = m.municipality and u.username = m.username and u.active
          where m.municipality = g.municipality and m.username = g.worker and m.team = g.team) limit $4)
     union all
     (select id, 'free-assignment', jsonb_build_object('worker', coordinator, 'team', coordinator_team, 'because', 'away-too-long') from journeys
        where municipality = $1 and status = 'open' and coordinator is not null and substitute is null and away_from <= $3 and away_to > $2 limit $4)
     limit $4`,
    [municipality, at, awaySince, limit],
  )
}
