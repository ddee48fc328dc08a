// Who holds the thread: a coordinator with a substitute, taken over, stepped down from, away; and what a job frees when its holder is gone.
import { Type } from 'typebox'
import type { Instant } from '../../instant.ts'
import { badField, notNow, rule } from '../deed.ts'
import { isOpenActivity, isOpenLoop, type Journey, takesPart, type Worker } from '../journey.ts'
import { At, Fields, Phone, TeamId, Title, Username, Words } from './fields.ts'
import { notTakingPart } from './teams.ts'

const WorkerFields = { worker: Username, team: TeamId }
const noCoordinator = notNow('no-coordinator', 'Nobody coordinates the journey now. Take it over, or let a lead appoint somebody.')

/** Somebody has the thread in hand now: a handover that waited is answered by that, or has lost its point. */
function hold(journey: Journey, coordinator: Worker, at: Instant): void {
  journey.coordination = { ...journey.coordination, coordinator, absence: null }
  if (journey.coordination.substitute?.username === coordinator.username) journey.coordination.substitute = null
  for (const loop of journey.loops) {
    if (loop.kind !== 'handover-of-coordination' || loop.state !== 'requested') continue
    const state = loop.to === coordinator.team ? 'done' : 'taken-back'
    Object.assign(loop, { state, endedAt: at, ...(state === 'done' ? { answeredAt: at, worker: coordinator.username } : {}) })
  }
}

const takeOver = rule(Fields({ reason: Type.Optional(Words) }), 'participant', {
  check: (journey, _, by) =>
    journey.coordination.coordinator?.username === by.actor
      ? notNow('already-coordinator', 'You coordinate the journey already.')
      : undefined,
  apply: (journey, _, by) => hold(journey, { username: by.actor, team: by.team ?? '' }, by.at),
})

const appoint = rule(Fields({ ...WorkerFields, reason: Type.Optional(Words) }), 'lead', {
  check(journey, { worker, team }) {
    if (!takesPart(journey, team)) return notTakingPart('team')
    return journey.coordination.coordinator?.username === worker
      ? notNow('already-coordinator', 'She coordinates the journey already.')
      : undefined
  },
  apply: (journey, { worker, team }, by) => hold(journey, { username: worker, team }, by.at),
})

const stepDown = rule(Fields({ reason: Words }), 'holder', {
  check: (journey) => (journey.coordination.coordinator === null ? noCoordinator : undefined),
  apply(journey) {
    journey.coordination = { ...journey.coordination, coordinator: null, absence: null }
  },
})

const nameSubstitute = rule(Fields(WorkerFields), 'holder', {
  check(journey, { worker, team }) {
    if (journey.coordination.coordinator === null) return noCoordinator
    if (journey.coordination.coordinator.username === worker)
      return badField('substitute-is-coordinator', 'worker', 'Nobody is her own substitute.', 'choose a colleague')
    return takesPart(journey, team) ? undefined : notTakingPart('team')
  },
  apply(journey, { worker, team }) {
    journey.coordination.substitute = { username: worker, team }
  },
})

const setAbsence = rule(Fields({ from: At, to: At }), 'holder', {
  check(journey, { from, to }) {
    if (journey.coordination.coordinator === null) return noCoordinator
    return to <= from
      ? badField('end-before-start', 'to', 'The absence ends before it begins.', 'choose an end after the start')
      : undefined
  },
  apply(journey, { from, to }) {
    journey.coordination.absence = { from, to }
  },
})

const endAbsence = rule(Fields({}), 'holder', {
  check: (journey) => (journey.coordination.absence === null ? notNow('not-away', 'The coordinator is not away.') : undefined),
  apply(journey) {
    journey.coordination.absence = null
  },
})

const nameContact = rule(Fields({ name: Title, phone: Phone }), 'holder', {
  apply(journey, { name, phone }) {
    journey.coordination.contact = { name, phone }
  },
})

const freed = Fields({ worker: Username, team: Type.Optional(TeamId), because: Type.Enum(['left', 'away-too-long']) })

/** A worker who has left the team, or has been away too long: her places for it are freed, so that the thread is seen to be loose. Without a team (older deeds): for all. */
const freeAssignment = rule(freed, 'job', {
  check: (journey, place) => (isAnywhere(journey, place) ? undefined : notNow('not-assigned', 'She is not assigned here.')),
  apply(journey, place) {
    const { coordination } = journey
    if (isHers(place, coordination.coordinator)) Object.assign(coordination, { coordinator: null, absence: null })
    if (isHers(place, coordination.substitute)) coordination.substitute = null
    for (const one of journey.teams) one.workers = one.workers.filter((username) => !isHers(place, { username, team: one.team }))
    for (const task of listTasks(journey)) if (isHers(place, task.by)) task.one.worker = null
  },
})

type Place = { worker: string; team?: string }

const isHers = ({ worker, team }: Place, one: Worker | null) => one?.username === worker && (team === undefined || one.team === team)

/** What is still to be done by somebody who is named. */
function listTasks({ activities, loops }: Journey) {
  const by = (username: string | null, team: string) => (username === null ? null : { username, team })
  return [
    ...activities.filter(isOpenActivity).map((one) => ({ one, by: by(one.worker, one.team) })),
    ...loops.filter(isOpenLoop).map((one) => ({ one, by: by(one.worker, one.to) })),
  ]
}

function isAnywhere(journey: Journey, place: Place): boolean {
  const { coordinator, substitute } = journey.coordination
  const assigned = journey.teams.flatMap(({ team, workers }) => workers.map((username) => ({ username, team })))
  return [coordinator, substitute, ...assigned, ...listTasks(journey).map((task) => task.by)].some((one) => isHers(place, one))
}

export const coordinationDeeds = {
  'take-over': takeOver,
  appoint,
  'step-down': stepDown,
  'name-substitute': nameSubstitute,
  'set-absence': setAbsence,
  'end-absence': endAbsence,
  'name-contact': nameContact,
  'free-assignment': freeAssignment,
}
