// A journey as its page shows it: what stands, who did what, the thread, what is promised, and what is new since the reader last looked.
import { findJourneyRow, getCitizenRow, inScope, listDeedsOfJourney, listNames, logAccess, markLooked, type Tx } from '@roedtraad/database'
import {
  ageAt,
  clipThread,
  type Deed,
  foldJourney,
  foldThread,
  type Instant,
  isHolder,
  type Journey,
  listWithdrawn,
  maskName,
  type OpenPromise,
  Problem,
  type Thread,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { doerOf } from './do-deed.ts'
import { findStanding, type Standing } from './find-standing.ts'
import { listDatedPromises } from './project-journey.ts'

export interface JourneyView {
  id: string
  version: number
  citizen: { id: string; name: string; birthDate: string | null; age: number | null; protected: boolean }
  journey: Journey
  /** On what ground each team takes part, and whether that stands now. */
  standing: Record<string, Standing>
  thread: Thread
  promises: OpenPromise[]
  /** Every deed that the reader may see, oldest first, with whether it was taken back. */
  history: (Deed & { withdrawn: boolean })[]
  /** Names of everybody who is named in it, by username. */
  names: Record<string, string>
  /** When the reader had looked before; null: never. */
  lookedAt: Instant | null
  /** Whether the reader may do what only the holder may. */
  holds: boolean
  /** Product time of the look. */
  now: Instant
}

/** Reads a journey in which the acting team takes part; the look is remembered and logged. Throws Problem 404 for everybody else, whether it exists or not. */
export async function getJourney(deps: Deps, actor: Actor, journeyId: string): Promise<JourneyView> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'journey-page'), async (tx) => {
    const [row, deeds] = await Promise.all([findJourneyRow(tx, journeyId), listDeedsOfJourney(tx, journeyId)])
    if (row === undefined) throw new Problem(404, 'not-found', 'There is no such journey, or your team does not take part in it.')
    const journey = foldJourney(deeds)
    const withdrawn = listWithdrawn(deeds)
    const now = tx.scope.at
    logAccess(tx, { what: 'read', ground: `journey:${journeyId}`, citizens: [row.citizen_id], categories: ['identity', 'service'] })
    const [citizen, standing, names, lookedAt] = await Promise.all([
      readCitizen(tx, row.citizen_id, now),
      findStanding(tx, row.citizen_id, journey.teams),
      readNames(tx, deeds, journey),
      markLooked(tx, journeyId),
    ])
    return {
      id: journeyId,
      version: row.version,
      citizen,
      journey,
      standing,
      thread: clipThread(foldThread(deeds), now),
      promises: listDatedPromises(journey),
      history: deeds.map((deed) => ({ ...deed, withdrawn: withdrawn.has(deed.id) })),
      names,
      lookedAt,
      holds: isHolder(journey, doerOf(actor)),
      now,
    }
  })
}

/** Who it is about, as the wall shows her. */
export async function readCitizen(tx: Tx, citizenId: string, at: Instant): Promise<JourneyView['citizen']> {
  const row = await getCitizenRow(tx, citizenId)
  const { id, birth_date: birthDate } = row
  return {
    id,
    name: row.protected ? maskName(row.name) : row.name,
    birthDate,
    age: birthDate === null ? null : ageAt(birthDate, at),
    protected: row.protected,
  }
}

/** Names of everybody who is named in a journey, by username. */
export async function readNames(tx: Tx, deeds: readonly Deed[], journey: Journey): Promise<Record<string, string>> {
  const { coordinator, substitute } = journey.coordination
  const named = [
    ...deeds.map((deed) => deed.actor),
    ...journey.teams.flatMap((team) => team.workers),
    ...journey.activities.map((activity) => activity.worker),
    ...journey.loops.map((loop) => loop.worker),
    coordinator?.username,
    substitute?.username,
  ].filter((name) => typeof name === 'string')
  return listNames(tx, named)
}
