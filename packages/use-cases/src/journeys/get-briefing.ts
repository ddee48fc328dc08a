// Before a meeting: what happened since the last one, who is in it, and what is promised. Only what the reader's wall shows; looking at it is no look at the journey, so nothing new grows old by it.
import { findJourneyRow, inScope, listDeedsOfJourney, logAccess, type Tx } from '@roedtraad/database'
import {
  type Deed,
  type Fact,
  foldJourney,
  type Instant,
  type Journey,
  listStanding,
  type Meeting,
  type OpenPromise,
  Problem,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type JourneyView, readCitizen, readNames } from './get-journey.ts'
import { categoriesOf, listFactsWithin } from './get-timeline.ts'
import { listDatedPromises } from './project-journey.ts'

export interface Briefing {
  id: string
  citizen: JourneyView['citizen']
  journey: Journey
  /** The next meeting that is called, or the one asked for; null without any. */
  meeting: Meeting | null
  /** The last meeting that was held. */
  last: Meeting | null
  /** From when it tells: the last meeting, else the opening. */
  since: Instant
  /** Newest first, at most `mostFacts`. */
  facts: Fact[]
  /** Whether older ones were left out. */
  more: boolean
  /** What was done to the journey since, newest first, without what was taken back. */
  deeds: Deed[]
  promises: OpenPromise[]
  names: Record<string, string>
  area: string
  now: Instant
}

const mostFacts = 400

/** Reads the sheet of a journey in which the acting team takes part. Throws Problem 404 for everybody else, and for a meeting that is not in it. */
export async function getBriefing(deps: Deps, actor: Actor, journeyId: string, meetingId?: string): Promise<Briefing> {
  const { area } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'meeting-briefing'), async (tx) => {
    const [row, deeds] = await Promise.all([findJourneyRow(tx, journeyId), listDeedsOfJourney(tx, journeyId)])
    const journey = foldJourney(deeds)
    const meeting = row === undefined ? undefined : findMeeting(journey, tx.scope.at, meetingId)
    if (row === undefined || meeting === undefined)
      throw new Problem(404, 'not-found', 'There is no such journey or meeting, or your team does not take part in it.')
    const now = tx.scope.at
    const last =
      journey.meetings
        .filter((one) => one.status === 'held' && one.id !== meeting?.id)
        .sort(byTime)
        .at(-1) ?? null
    const since = last?.at ?? journey.openedAt
    const [citizen, names, seen] = await Promise.all([
      readCitizen(tx, row.citizen_id, now),
      readNames(tx, deeds, journey),
      lookElsewhere(tx, { journeyId, citizenId: row.citizen_id, since, now }),
    ])
    const done = listStanding(deeds).filter((deed) => deed.at >= since && deed.team !== null && !isPaperwork(deed))
    const promises = listDatedPromises(journey)
    return { id: journeyId, citizen, journey, meeting, last, since, ...seen, deeds: done.reverse(), promises, names, area, now }
  })
}

/** What began or ended since, as far as the reader's wall shows it; the look is logged. */
async function lookElsewhere(
  tx: Tx,
  { journeyId, citizenId, since, now }: { journeyId: string; citizenId: string; since: Instant; now: Instant },
): Promise<Pick<Briefing, 'facts' | 'more'>> {
  const found = await listFactsWithin(tx, citizenId, since, now, mostFacts + 1)
  const facts = found.filter((fact) => fact.from >= since || (fact.to !== null && fact.to <= now))
  logAccess(tx, {
    what: 'read',
    ground: `journey:${journeyId}`,
    citizens: [citizenId],
    categories: categoriesOf(facts),
    criterion: 'briefing',
  })
  return { facts: facts.slice(0, mostFacts), more: found.length > mostFacts }
}

const isPaperwork = ({ deed }: Deed) => deed === 'file' || deed === 'retry-filing'
const byTime = (a: Meeting, b: Meeting) => (a.at < b.at ? -1 : 1)

/** Undefined: asked for and not there. */
function findMeeting(journey: Journey, now: Instant, id: string | undefined): Meeting | null | undefined {
  if (id !== undefined) return journey.meetings.find((one) => one.id === id)
  return journey.meetings.filter((one) => one.status === 'called' && one.at > now).sort(byTime)[0] ?? null
}
