// What is done, by which team, from when to when. A bridge to civil society is an activity with consent and a person to meet.
import { type Static, Type } from 'typebox'
import { badField, found, noSuch, notNow, type Refusal, rule } from '../deed.ts'
import { type Activity, isOpenActivity, type Journey, takesPart } from '../journey.ts'
import { At, Fields, Id, MaybeAt, MaybeWords, TeamId, Title, Username, Words } from './fields.ts'
import { notTakingPart } from './teams.ts'

const ActivityFields = Fields({
  title: Title,
  team: TeamId,
  worker: Type.Optional(Username),
  goalId: Type.Optional(Id),
  start: At,
  due: Type.Optional(MaybeAt),
  bridge: Type.Optional(
    Fields({
      organisation: Title,
      contactPerson: Title,
      consentForm: Type.Enum(['oral', 'written', 'digital'], { description: 'How the citizen said yes.' }),
      consentDate: Type.String({ format: 'date' }),
    }),
  ),
})

function checkTimes({ start, due }: Pick<Static<typeof ActivityFields>, 'start' | 'due'>): Refusal | undefined {
  return due !== undefined && due !== null && due < start
    ? badField('due-before-start', 'due', 'It would be due before it starts.', 'choose a day on or after the start')
    : undefined
}

const addActivity = rule(ActivityFields, 'participant', {
  check(journey, detail, by) {
    if (!takesPart(journey, detail.team)) return notTakingPart('team')
    const goal = journey.goals.find((one) => one.id === detail.goalId)
    if (detail.goalId !== undefined && goal === undefined) return noSuch('goalId', 'goal')
    if (goal !== undefined && goal.ended !== null) return notNow('goal-ended', 'The goal has ended.')
    const { bridge } = detail
    if (bridge !== undefined && bridge.consentDate > by.at.slice(0, 10))
      return badField('in-the-future', 'bridge.consentDate', 'The consent lies in the future.', 'ask the citizen first')
    return checkTimes(detail)
  },
  apply(journey, { title, team, worker = null, goalId = null, start, due = null, bridge }, by) {
    journey.activities.push({
      id: by.id,
      goalId,
      title,
      team,
      worker,
      start,
      due,
      status: 'planned',
      bridge: bridge === undefined ? null : { ...bridge, firstMeetingAt: null },
      followUps: [],
      endedAt: null,
      result: null,
    })
  },
})

const findActivity = (journey: Journey, id: string) => journey.activities.find((activity) => activity.id === id)
const teamOf = (journey: Journey, { activityId }: { activityId: string }) => findActivity(journey, activityId)?.team

function checkOpen(journey: Journey, activityId: string, statuses: readonly Activity['status'][]): Refusal | undefined {
  const activity = findActivity(journey, activityId)
  if (activity === undefined) return noSuch('activityId', 'activity')
  if (statuses.includes(activity.status)) return undefined
  return isOpenActivity(activity)
    ? notNow('activity-under-way', 'It is under way already.')
    : notNow('activity-ended', 'It has ended already.')
}

const begin = rule(Fields({ activityId: Id }), 'owner', {
  subject: teamOf,
  check: (journey, { activityId }) => checkOpen(journey, activityId, ['planned']),
  apply: (journey, { activityId }) => {
    found(findActivity(journey, activityId)).status = 'under-way'
  },
})

const finish = rule(Fields({ activityId: Id, result: MaybeWords }), 'owner', {
  subject: teamOf,
  check: (journey, { activityId }) => checkOpen(journey, activityId, ['planned', 'under-way']),
  apply: (journey, { activityId, result }, by) =>
    void Object.assign(found(findActivity(journey, activityId)), { status: 'done', endedAt: by.at, result }),
})

const cancel = rule(Fields({ activityId: Id, reason: Words }), 'owner', {
  subject: teamOf,
  check: (journey, { activityId }) => checkOpen(journey, activityId, ['planned', 'under-way']),
  apply: (journey, { activityId, reason }, by) =>
    void Object.assign(found(findActivity(journey, activityId)), { status: 'cancelled', endedAt: by.at, result: reason }),
})

const reschedule = rule(Fields({ activityId: Id, start: At, due: MaybeAt }), 'owner', {
  subject: teamOf,
  check: (journey, { activityId, start, due }) => checkOpen(journey, activityId, ['planned', 'under-way']) ?? checkTimes({ start, due }),
  apply: (journey, { activityId, start, due }) => void Object.assign(found(findActivity(journey, activityId)), { start, due }),
})

const holdFirstMeeting = rule(Fields({ activityId: Id, at: At }), 'owner', {
  subject: teamOf,
  check(journey, { activityId, at }, by) {
    const activity = findActivity(journey, activityId)
    if (activity === undefined) return noSuch('activityId', 'activity')
    if (activity.bridge === null) return notNow('not-a-bridge', 'Only a bridge to civil society has a first meeting.')
    const ended = checkOpen(journey, activityId, ['planned', 'under-way'])
    if (ended !== undefined) return ended
    if (activity.bridge.firstMeetingAt !== null) return notNow('already-met', 'The first meeting is registered already.')
    return at > by.at ? badField('in-the-future', 'at', 'The meeting lies in the future.', 'register it when it has been held') : undefined
  },
  apply(journey, { activityId, at }) {
    const activity = found(findActivity(journey, activityId))
    if (activity.bridge !== null) activity.bridge.firstMeetingAt = at
    if (activity.status === 'planned') activity.status = 'under-way'
  },
})

export const activityDeeds = {
  'add-activity': addActivity,
  'begin-activity': begin,
  'finish-activity': finish,
  'cancel-activity': cancel,
  'reschedule-activity': reschedule,
  'hold-first-meeting': holdFirstMeeting,
}
