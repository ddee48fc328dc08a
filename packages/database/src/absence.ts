// What would lie still while a worker is away: her places, and what is due in the meantime.
import type { Instant } from '@roedtraad/domain'
import type { BoardCitizen } from './board.ts'
import type { Tx } from './scope.ts'

export interface FallingThing extends BoardCitizen {
  id: string
  /** coordination and substitution are places; the others are promises that are due in the window, or were due before it. */
  kind: 'coordination' | 'substitution' | 'answer' | 'task' | 'activity' | 'follow-up' | 'meeting'
  title: string
  dueAt: Instant | null
  /** Who would have it meanwhile; null: nobody. */
  covered: string | null
}

const fallingSql = `with hers as (
    select journey_id, part from journey_workers where municipality = $1 and team = $2 and worker = $3),
  things as (
    select j.id as journey_id, j.id, 'coordination' as kind, '' as title, null::timestamptz as due_at, (select name from users u where u.municipality = j.municipality and u.username = j.substitute) as covered
      from journeys j join hers on hers.journey_id = j.id and hers.part = 'coordinator' where j.municipality = $1
    union all
    select j.id, j.id, 'substitution', '', null, null from journeys j join hers on hers.journey_id = j.id and hers.part = 'substitute'
      where j.municipality = $1 and j.away_from < $5 and j.away_to > $4
    union all
    select p.journey_id, p.id, p.kind, p.title, p.due_at, null from journey_promises p
      where p.municipality = $1 and p.team = $2 and p.worker = $3 and p.kind <> 'filing' and (p.due_at < $5 or p.due_at is null and p.kind = 'task')
    union all
    select p.journey_id, p.id, p.kind, p.title, p.due_at, null from journey_promises p
      where p.municipality = $1 and p.team = $2 and p.kind = 'meeting' and p.due_at >= $4 and p.due_at < $5 and p.journey_id in (select journey_id from hers))
  select t.journey_id as "journeyId", c.id as "citizenId", c.name, c.protected, t.id, t.kind, t.title, t.due_at as "dueAt", t.covered
  from things t join journeys j on j.municipality = $1 and j.id = t.journey_id join citizens c on c.municipality = $1 and c.id = j.citizen_id
  order by t.covered is not null, t.due_at nulls first, c.name, t.id limit $6`

/** The earliest first; what is covered comes last. `from` and `to` bound the absence. */
export function listFalling(
  tx: Tx,
  { team, worker, from, to }: { team: string; worker: string; from: Instant; to: Instant },
  limit: number,
): Promise<FallingThing[]> {
  return tx.prepared<FallingThing>('falling-things', fallingSql, [tx.scope.municipality, team, worker, from, to, limit])
}
