// What one team asks of another, until it is answered: referrals and handovers, of one activity or of the coordination.
// requested → accepted | declined with reason → under way → done; or taken back. A handover is done when it is accepted.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, type Refusal, rule } from '../deed.ts'
import { isOpenActivity, type Journey, type Loop, type LoopState, takesPart } from '../journey.ts'
import { At, Fields, Id, MaybeWords, TeamId, Title, Username, Words } from './fields.ts'
import { notTakingPart } from './teams.ts'

/** `dueAt`: when an answer is due; the product sets it by the working-day clock where the asker does not. */
const Asking = { to: TeamId, worker: Type.Optional(Username), words: MaybeWords, dueAt: Type.Optional(At) }

function newLoop(
  by: { id: string; at: string; actor: string; team: string | null },
  asked: { to: string; worker?: string; words: string; dueAt?: string },
): Omit<Loop, 'kind' | 'title' | 'activityId'> {
  const { to, worker = null, words, dueAt = by.at } = asked
  const open = { state: 'requested' as const, answeredAt: null, endedAt: null, reason: null, remindedAt: null, escalatedAt: null }
  return { id: by.id, from: by.team ?? '', to, worker, words, askedBy: by.actor, askedAt: by.at, dueAt, ...open }
}

function checkAsked(journey: Journey, to: string, dueAt: string | undefined, at: string): Refusal | undefined {
  if (!takesPart(journey, to)) return notTakingPart('to')
  return dueAt !== undefined && dueAt < at
    ? badField('in-the-past', 'dueAt', 'The answer would be due in the past.', 'choose a day ahead')
    : undefined
}

const refer = rule(Fields({ ...Asking, title: Title }), 'participant', {
  check(journey, { to, dueAt }, by) {
    if (to === by.team) return badField('same-team', 'to', 'A team does not refer to itself.', 'add an activity instead')
    return checkAsked(journey, to, dueAt, by.at)
  },
  apply: (journey, { title, ...asked }, by) =>
    void journey.loops.push({ ...newLoop(by, asked), kind: 'referral', title, activityId: null }),
})

const findActivity = (journey: Journey, id: string) => journey.activities.find((one) => one.id === id)
const isWaiting = (journey: Journey, kind: Loop['kind'], activityId: string | null = null) =>
  journey.loops.some((loop) => loop.kind === kind && loop.activityId === activityId && loop.state === 'requested')
const handoverWaits = notNow('handover-waiting', 'A handover of the same waits for its answer already.')

const handOverActivity = rule(Fields({ ...Asking, activityId: Id }), 'owner', {
  subject: (journey, { activityId }) => findActivity(journey, activityId)?.team,
  check(journey, { to, activityId, dueAt }, by) {
    const activity = findActivity(journey, activityId)
    if (activity === undefined) return noSuch('activityId', 'activity')
    if (!isOpenActivity(activity)) return notNow('activity-ended', 'It has ended already.')
    if (activity.team === to) return badField('same-team', 'to', 'That team has it already.', 'choose another team')
    return isWaiting(journey, 'handover-of-activity', activityId) ? handoverWaits : checkAsked(journey, to, dueAt, by.at)
  },
  apply(journey, { activityId, ...asked }, by) {
    const { title } = found(findActivity(journey, activityId))
    journey.loops.push({ ...newLoop(by, asked), kind: 'handover-of-activity', title, activityId })
  },
})

const handOverCoordination = rule(Fields(Asking), 'holder', {
  check(journey, { to, worker, dueAt }, by) {
    if (worker !== undefined && worker === journey.coordination.coordinator?.username)
      return badField('already-coordinator', 'worker', 'She coordinates the journey already.', 'choose somebody else')
    return isWaiting(journey, 'handover-of-coordination') ? handoverWaits : checkAsked(journey, to, dueAt, by.at)
  },
  apply: (journey, asked, by) =>
    void journey.loops.push({ ...newLoop(by, asked), kind: 'handover-of-coordination', title: 'coordination', activityId: null }),
})

const findLoop = (journey: Journey, id: string) => journey.loops.find((loop) => loop.id === id)
const receiverOf = (journey: Journey, { loopId }: { loopId: string }) => findLoop(journey, loopId)?.to
const askerOf = (journey: Journey, { loopId }: { loopId: string }) => findLoop(journey, loopId)?.from

function checkState(journey: Journey, loopId: string, states: readonly LoopState[]): Refusal | undefined {
  const loop = findLoop(journey, loopId)
  if (loop === undefined) return noSuch('loopId', 'loop')
  return states.includes(loop.state)
    ? undefined
    : notNow(`loop-${loop.state}`, 'It does not stand where that could be done. Reload to see where it stands.')
}

const accept = rule(Fields({ loopId: Id, worker: Type.Optional(Username) }), 'receiver', {
  subject: receiverOf,
  check: (journey, { loopId }) => checkState(journey, loopId, ['requested']),
  apply(journey, { loopId, worker }, by) {
    const loop = found(findLoop(journey, loopId))
    Object.assign(loop, { state: 'accepted', answeredAt: by.at, worker: worker ?? loop.worker ?? by.actor })
    if (loop.kind === 'referral') return
    Object.assign(loop, { state: 'done', endedAt: by.at })
    if (loop.kind === 'handover-of-coordination')
      journey.coordination = { ...journey.coordination, coordinator: { username: loop.worker ?? by.actor, team: loop.to }, absence: null }
    if (journey.coordination.substitute?.username === journey.coordination.coordinator?.username) journey.coordination.substitute = null
    const activity = findActivity(journey, loop.activityId ?? '')
    if (activity !== undefined) Object.assign(activity, { team: loop.to, worker: loop.worker })
  },
})

const decline = rule(Fields({ loopId: Id, reason: Words }), 'receiver', {
  subject: receiverOf,
  check: (journey, { loopId }) => checkState(journey, loopId, ['requested']),
  apply: (journey, { loopId, reason }, by) =>
    void Object.assign(found(findLoop(journey, loopId)), { state: 'declined', answeredAt: by.at, endedAt: by.at, reason }),
})

const beginLoop = rule(Fields({ loopId: Id }), 'receiver', {
  subject: receiverOf,
  check: (journey, { loopId }) => checkState(journey, loopId, ['accepted']),
  apply: (journey, { loopId }) => {
    found(findLoop(journey, loopId)).state = 'under-way'
  },
})

const finishLoop = rule(Fields({ loopId: Id, words: MaybeWords }), 'receiver', {
  subject: receiverOf,
  check: (journey, { loopId }) => checkState(journey, loopId, ['accepted', 'under-way']),
  apply: (journey, { loopId, words }, by) =>
    void Object.assign(found(findLoop(journey, loopId)), { state: 'done', endedAt: by.at, reason: words }),
})

const takeBack = rule(Fields({ loopId: Id, reason: Words }), 'asker', {
  subject: askerOf,
  check: (journey, { loopId }) => checkState(journey, loopId, ['requested', 'accepted', 'under-way']),
  apply: (journey, { loopId, reason }, by) =>
    void Object.assign(found(findLoop(journey, loopId)), { state: 'taken-back', endedAt: by.at, reason }),
})

/** The receiver is reminded when the answer is due, and both leads are told a working day later. */
const remind = rule(Fields({ loopId: Id }), 'job', {
  check: (journey, { loopId }) =>
    checkState(journey, loopId, ['requested']) ??
    (found(findLoop(journey, loopId)).remindedAt === null ? undefined : notNow('already-reminded', 'The team was reminded already.')),
  apply: (journey, { loopId }, by) => {
    found(findLoop(journey, loopId)).remindedAt = by.at
  },
})

const escalate = rule(Fields({ loopId: Id }), 'job', {
  check: (journey, { loopId }) =>
    checkState(journey, loopId, ['requested']) ??
    (found(findLoop(journey, loopId)).escalatedAt === null ? undefined : notNow('already-escalated', 'Both leads were told already.')),
  apply: (journey, { loopId }, by) => {
    found(findLoop(journey, loopId)).escalatedAt = by.at
  },
})

export const loopDeeds = {
  refer,
  'hand-over-activity': handOverActivity,
  'hand-over-coordination': handOverCoordination,
  'accept-loop': accept,
  'decline-loop': decline,
  'begin-loop': beginLoop,
  'finish-loop': finishLoop,
  'take-back-loop': takeBack,
  'remind-loop': remind,
  'escalate-loop': escalate,
}
