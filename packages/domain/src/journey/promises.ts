// What is promised and not yet kept, in one shape for lists, boards and clocks: coordination itself, answers that are due, activities, follow-ups, meetings, documents to file.
import type { Instant } from '../instant.ts'
import { isOpenActivity, isOpenLoop, type Journey } from './journey.ts'

export type PromiseKind = 'answer' | 'task' | 'activity' | 'follow-up' | 'meeting' | 'filing'

export interface OpenPromise {
  /** Id of the thing that it is about. */
  id: string
  kind: PromiseKind
  title: string
  /** Whose move it is. */
  team: string
  worker: string | null
  /** The other team that waits for it, if one does. */
  waitingTeam: string | null
  since: Instant
  dueAt: Instant | null
  /** When the product told the leads that nobody answered. */
  escalatedAt: Instant | null
}

/** Working days after which a document that is not filed stands on the list. */
export const filingWorkingDays = 3

/** Everything that is open, each with the team whose move it is. Follow-ups of goals belong to the holder's team, or to the team that waits longest when nobody holds. */
export function listPromises(journey: Journey): OpenPromise[] {
  if (journey.status === 'closed') return listFilings(journey)
  return [...listLoops(journey), ...listActivities(journey), ...listFollowUps(journey), ...listMeetings(journey), ...listFilings(journey)]
}

const plain = { waitingTeam: null, escalatedAt: null }

function listLoops(journey: Journey): OpenPromise[] {
  return journey.loops.filter(isOpenLoop).map((loop) => ({
    id: loop.id,
    kind: loop.state === 'requested' ? ('answer' as const) : ('task' as const),
    title: loop.title,
    team: loop.to,
    worker: loop.worker,
    waitingTeam: loop.from,
    since: loop.askedAt,
    dueAt: loop.state === 'requested' ? loop.dueAt : null,
    escalatedAt: loop.escalatedAt,
  }))
}

function listActivities(journey: Journey): OpenPromise[] {
  return journey.activities.filter(isOpenActivity).map(({ id, title, team, worker, start, due }) => ({
    ...plain,
    id,
    kind: 'activity' as const,
    title,
    team,
    worker,
    since: start,
    dueAt: due,
  }))
}

function listFollowUps(journey: Journey): OpenPromise[] {
  const { coordinator } = journey.coordination
  const team = coordinator?.team ?? journey.teams.find((one) => one.to === null)?.team ?? ''
  const goals = journey.goals
    .filter((goal) => goal.ended === null && goal.followUpAt !== null)
    .map((goal) => ({ id: goal.id, title: goal.title, team, worker: coordinator?.username ?? null, dueAt: goal.followUpAt }))
  const activities = journey.activities
    .filter(isOpenActivity)
    .map((activity) => ({
      id: activity.id,
      title: activity.title,
      team: activity.team,
      worker: activity.worker,
      dueAt: activity.followUps.at(-1)?.nextAt ?? null,
    }))
    .filter((one) => one.dueAt !== null)
  return [...goals, ...activities].map((one) => ({ ...plain, ...one, kind: 'follow-up' as const, since: journey.openedAt }))
}

function listMeetings(journey: Journey): OpenPromise[] {
  return journey.meetings
    .filter((meeting) => meeting.status === 'called')
    .flatMap((meeting) =>
      meeting.teams.map((team) => ({
        ...plain,
        id: meeting.id,
        kind: 'meeting' as const,
        title: meeting.title,
        team,
        worker: null,
        since: journey.openedAt,
        dueAt: meeting.at,
      })),
    )
}

/** What was asked to be filed and is not, and notes and minutes that nobody has asked for. An empty title is a note. */
function listFilings(journey: Journey): OpenPromise[] {
  const waiting = journey.filings
    .filter((filing) => filing.state !== 'filed')
    .map(({ id, title, team, askedAt }) => ({
      ...plain,
      id,
      kind: 'filing' as const,
      title,
      team,
      worker: null,
      since: askedAt,
      dueAt: null,
    }))
  const notes = journey.notes.map(({ id, at, by }) => ({ id, title: '', team: by.team, worker: by.username, since: at }))
  const minutes = journey.meetings.flatMap(({ id, title, recorded }) =>
    recorded === null ? [] : [{ id, title, team: recorded.team, worker: null, since: recorded.at }],
  )
  const forgotten = [...notes, ...minutes].filter(({ id }) => journey.filings.every((filing) => filing.itemId !== id))
  return [...waiting, ...forgotten.map((one) => ({ ...plain, ...one, kind: 'filing' as const, dueAt: null }))]
}
