// The citizen's own goal in the citizen's words; goals and sub-goals; and what a follow-up found.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, rule } from '../deed.ts'
import { isOpenActivity, type Journey } from '../journey.ts'
import { Fields, Id, MaybeAt, MaybeWords, Title, Words } from './fields.ts'

const stateOwnGoal = rule(Fields({ words: Words }), 'participant', {
  apply(journey, { words }, by) {
    journey.ownGoal = { words, at: by.at }
  },
})

const findGoal = (journey: Journey, id: string) => journey.goals.find((goal) => goal.id === id)

const addGoal = rule(Fields({ title: Title, parentId: Type.Optional(Id), followUpAt: Type.Optional(MaybeAt) }), 'participant', {
  check(journey, { parentId, followUpAt }, by) {
    if (followUpAt !== undefined && followUpAt !== null && followUpAt < by.at)
      return badField('follow-up-in-the-past', 'followUpAt', 'The follow-up lies in the past.', 'choose a day ahead')
    if (parentId === undefined) return undefined
    const parent = findGoal(journey, parentId)
    if (parent === undefined) return noSuch('parentId', 'goal')
    if (parent.parentId !== null) return badField('too-deep', 'parentId', 'A sub-goal has no sub-goals.', 'put it under the goal itself')
    return parent.ended === null ? undefined : notNow('goal-ended', 'The goal above it has ended.')
  },
  apply(journey, { title, parentId = null, followUpAt = null }, by) {
    journey.goals.push({ id: by.id, title, parentId, followUpAt, followUps: [], ended: null })
  },
})

const endGoal = rule(Fields({ goalId: Id, result: Type.Enum(['reached', 'dropped']), words: MaybeWords }), 'participant', {
  check(journey, { goalId }) {
    const goal = findGoal(journey, goalId)
    if (goal === undefined) return noSuch('goalId', 'goal')
    if (goal.ended !== null) return notNow('goal-ended', 'The goal has ended already.')
    const under = journey.goals.filter((one) => one.parentId === goalId && one.ended === null)
    const doing = journey.activities.filter((one) => one.goalId === goalId && isOpenActivity(one))
    const left = [...under, ...doing].map((one) => one.title)
    return left.length > 0 ? notNow('things-left-open', `These are still open under it: ${left.slice(0, 5).join(', ')}.`) : undefined
  },
  apply(journey, { goalId, result, words }, by) {
    const goal = found(findGoal(journey, goalId))
    goal.ended = { at: by.at, result, words }
    goal.followUpAt = null
  },
})

const FollowUpFields = Fields({
  subjectId: Id,
  result: Type.Enum(['continue', 'change', 'close', 'revisit'], {
    description: 'FSIII E1–E4: continue, change within the frame, close, revisit.',
  }),
  words: MaybeWords,
  nextAt: Type.Optional(MaybeAt),
})

const findSubject = (journey: Journey, id: string) => findGoal(journey, id) ?? journey.activities.find((one) => one.id === id)

const followUp = rule(FollowUpFields, 'participant', {
  check(journey, { subjectId, result, nextAt }, by) {
    const subject = findSubject(journey, subjectId)
    if (subject === undefined) return noSuch('subjectId', 'goal-or-activity')
    const ended = 'status' in subject ? !isOpenActivity(subject) : subject.ended !== null
    if (ended) return notNow('subject-ended', 'It has ended already; correct its end instead.')
    if (nextAt !== undefined && nextAt !== null && nextAt <= by.at)
      return badField('follow-up-in-the-past', 'nextAt', 'The next follow-up lies in the past.', 'choose a day ahead')
    return result === 'close' && nextAt
      ? badField('close-has-no-next', 'nextAt', 'What is closed is not followed up again.', 'leave it empty')
      : undefined
  },
  apply(journey, { subjectId, result, words, nextAt = null }, by) {
    const subject = found(findSubject(journey, subjectId))
    subject.followUps.push({ id: by.id, at: by.at, result, words, nextAt })
    if ('parentId' in subject) {
      subject.followUpAt = nextAt
      if (result === 'close') subject.ended = { at: by.at, result: 'reached', words }
    } else if (result === 'close') Object.assign(subject, { status: 'done', endedAt: by.at, result: words })
  },
})

export const goalDeeds = { 'state-own-goal': stateOwnGoal, 'add-goal': addGoal, 'end-goal': endGoal, 'follow-up': followUp }
