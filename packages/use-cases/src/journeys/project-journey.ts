// From deeds to the rows that lists, boards, clocks and the wall read. Derived anew with every deed, so that they never say anything else than the deeds.
import type { JourneyProjection } from '@roedtraad/database'
import {
  addWorkingDays,
  type Deed,
  danishHolidays,
  filingWorkingDays,
  findNextLoose,
  foldJourney,
  foldThread,
  type Instant,
  type Journey,
  listPromises,
  type OpenPromise,
} from '@roedtraad/domain'

/** Where no promise of a team has a date. */
const endOfDays: Instant = '9999-12-31T00:00:00.000Z'
/** The leads are told this many working days after the team itself was reminded. */
const escalateWorkingDays = 1

/** The rows of a journey after these deeds (all of them, in order of `seq`). */
export function projectJourney(ids: { id: string; citizenId: string; identityId: string }, deeds: readonly Deed[]): JourneyProjection {
  const journey = foldJourney(deeds)
  const thread = foldThread(deeds)
  const last = deeds.at(-1)
  const loose = findNextLoose(thread, last?.at ?? '')
  const promises = listDatedPromises(journey).map((promise) => toPromise(promise, journey))
  const goals = journey.goals.filter((goal) => goal.ended === null)
  const { coordinator, substitute, absence } = journey.coordination
  return {
    ...ids,
    status: journey.status,
    level: journey.level,
    version: last?.seq ?? 0,
    openedAt: journey.openedAt,
    closedAt: journey.closed?.at ?? null,
    lastDeedAt: deeds.findLast((deed) => deed.team !== null)?.at ?? journey.openedAt,
    coordinator,
    substitute,
    absence,
    looseSince: loose?.from ?? null,
    looseBecause: loose?.because ?? null,
    goalsOpen: goals.length,
    goalsWithoutFollowUp: goals.filter((goal) => goal.followUpAt === null).length,
    thread,
    teams: toTeams(journey, promises),
    workers: journey.status === 'closed' ? [] : listWorkers(journey),
    promises,
  }
}

/** What is promised, with the day by which a document is to be filed. */
export function listDatedPromises(journey: Journey): OpenPromise[] {
  return listPromises(journey).map((promise) =>
    promise.kind === 'filing' ? { ...promise, dueAt: addWorkingDays(promise.since, filingWorkingDays, danishHolidays) } : promise,
  )
}

function toPromise(promise: OpenPromise, journey: Journey): JourneyProjection['promises'][number] {
  const { escalatedAt, ...said } = promise
  if (promise.kind !== 'answer' || promise.dueAt === null) return { ...said, ...neverTold }
  return {
    ...said,
    remindAt: promise.dueAt,
    remindedAt: journey.loops.find((loop) => loop.id === promise.id)?.remindedAt ?? null,
    escalateAt: addWorkingDays(promise.dueAt, escalateWorkingDays, danishHolidays),
    escalatedAt,
  }
}

const neverTold = { remindAt: null, remindedAt: null, escalateAt: null, escalatedAt: null }

/** A team that left and came back counts as it stands now. */
function toTeams(journey: Journey, promises: JourneyProjection['promises']): JourneyProjection['teams'] {
  const latest = new Map(journey.teams.map((one) => [one.team, one]))
  return [...latest.values()].map(({ team, role, from, to }) => {
    const due = promises.filter((promise) => promise.team === team).map((promise) => promise.dueAt ?? endOfDays)
    return { team, role, from, to, nextDueAt: due.sort()[0] ?? endOfDays }
  })
}

function listWorkers(journey: Journey): JourneyProjection['workers'] {
  const { coordinator, substitute } = journey.coordination
  const teams = journey.teams.filter((one) => one.to === null)
  const all = [
    ...(coordinator === null ? [] : [{ ...coordinator, part: 'coordinator' as const }]),
    ...(substitute === null ? [] : [{ ...substitute, part: 'substitute' as const }]),
    ...teams.flatMap(({ team, workers }) => workers.map((username) => ({ username, team, part: 'worker' as const }))),
  ]
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
