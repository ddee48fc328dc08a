// The journey in time: what each area's lane holds as far as the reader's wall shows it, stays at hospital, and the thread through them.
import { type FactRow, findJourneyRow, inScope, listDeedsOfJourney, listNames, logAccess, type Tx, toFact } from '@roedtraad/database'
import {
  clipThread,
  type Deed,
  type Fact,
  findKind,
  foldJourney,
  foldThread,
  type Instant,
  listWithdrawn,
  Problem,
  type Thread,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { findOpening, nameOpening } from '../grounds/opening.ts'

export interface Timeline {
  from: Instant
  to: Instant
  openedAt: Instant
  closedAt: Instant | null
  /** Oldest first; at most `limit`, the newest of the window. */
  facts: Fact[]
  /** Whether older facts of the window were left out. */
  more: boolean
  deeds: (Deed & { withdrawn: boolean })[]
  /** Names of who did the deeds, by username. */
  names: Record<string, string>
  thread: Thread
  area: string
  now: Instant
}

/** Reads the timeline of a journey in which the acting team takes part, from `from` (the opening, unless told) to `to` (now). Throws Problem 404. */
export async function getTimeline(
  deps: Deps,
  actor: Actor,
  journeyId: string,
  wanted: { from?: Instant; to?: Instant; limit: number },
): Promise<Timeline> {
  const { area } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'journey-timeline'), async (tx) => {
    const [row, deeds] = await Promise.all([findJourneyRow(tx, journeyId), listDeedsOfJourney(tx, journeyId)])
    if (row === undefined) throw new Problem(404, 'not-found', 'There is no such journey, or your team does not take part in it.')
    const { openedAt, closed } = foldJourney(deeds)
    const now = tx.scope.at
    const from = wanted.from ?? openedAt
    const to = wanted.to ?? now
    const [facts, opening, names] = await Promise.all([
      listFactsWithin(tx, row.citizen_id, from, to, wanted.limit + 1),
      findOpening(tx, row.citizen_id),
      listNames(
        tx,
        deeds.map((deed) => deed.actor),
      ),
    ])
    const ground = nameOpening({ ...opening, journeyId })
    logAccess(tx, { what: 'read', ground, citizens: [row.citizen_id], categories: categoriesOf(facts) })
    const withdrawn = listWithdrawn(deeds)
    return {
      from,
      to,
      openedAt,
      closedAt: closed?.at ?? null,
      facts: facts.slice(0, wanted.limit).reverse(),
      more: facts.length > wanted.limit,
      deeds: deeds.map((deed) => ({ ...deed, withdrawn: withdrawn.has(deed.id) })),
      names,
      thread: clipThread(foldThread(deeds), now),
      area,
      now,
    }
  })
}

/** Facts that overlap the window, the newest first. */
export async function listFactsWithin(tx: Tx, citizenId: string, from: Instant, to: Instant, limit: number): Promise<Fact[]> {
  const rows = await tx.prepared<FactRow>(
    'facts-within',
    `select * from facts where municipality = $1 and citizen_id = $2 and known_to is null and valid_from <= $4 and (valid_to is null or valid_to >= $3)
     order by valid_from desc, id desc limit $5`,
    [tx.scope.municipality, citizenId, from, to, limit],
  )
  return rows.map(toFact)
}

/** What was looked at, for the log. */
export const categoriesOf = (facts: readonly Fact[]) => [
  ...new Set(['identity', ...facts.map((fact) => findKind(fact.kind)?.category ?? 'service')]),
]
