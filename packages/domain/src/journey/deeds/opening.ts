// The journey as a whole: opened, raised and lowered, closed with the citizen's own evaluation, reopened.
import { Type } from 'typebox'
import { badField, notNow, rule } from '../deed.ts'
import { isOpenActivity, isOpenLoop, type Journey } from '../journey.ts'
import { Fields, Ground, MaybeWords, Title, Words } from './fields.ts'

const Level = Type.Enum(['inform', 'coordinate', 'one-plan'])
/** Longest silence agreed upon unless the parties agree otherwise. A municipality's own choice: no statute sets it. */
const defaultRhythmDays = 60

const open = rule(Fields({ level: Level, ground: Ground, reason: Words, role: Type.Optional(Title) }), 'participant', {
  apply(journey, { level, ground, reason, role }, by) {
    const team = by.team ?? ''
    Object.assign(journey, { status: 'open', level, reason, openedAt: by.at, rhythmDays: defaultRhythmDays })
    journey.teams.push({ team, role: role ?? '', ground, from: by.at, to: null, workers: [by.actor] })
    journey.coordination.coordinator = { username: by.actor, team }
  },
})

const setLevel = rule(Fields({ level: Level, reason: Words }), 'holder', {
  check: (journey, { level }) =>
    journey.level === level ? notNow('level-unchanged', 'The journey already stands at this level.') : undefined,
  apply: (journey, { level }) => {
    journey.level = level
  },
})

const agreeRhythm = rule(Fields({ days: Type.Integer({ minimum: 1, maximum: 366 }) }), 'holder', {
  apply: (journey, { days }) => {
    journey.rhythmDays = days
  },
})

const Closing = Fields({
  because: Type.Enum(['agreed', 'citizen-declined', 'moved', 'died', 'opened-by-mistake']),
  helped: Type.Enum(['yes', 'partly', 'no', 'not-asked'], { description: 'Whether the citizen says that it helped.' }),
  evaluation: MaybeWords,
})

/** What would be dropped by closing now, one word each. */
function looseThings(journey: Journey): string[] {
  return [
    ...journey.loops.filter(isOpenLoop).map((loop) => loop.title),
    ...journey.activities.filter(isOpenActivity).map((activity) => activity.title),
    ...journey.meetings.filter((meeting) => meeting.status === 'called').map((meeting) => meeting.title),
  ]
}

const close = rule(Closing, 'holder', {
  alsoJob: true,
  check(journey, { because, helped, evaluation }) {
    if (because === 'died' || because === 'moved' || because === 'opened-by-mistake') return undefined
    const left = looseThings(journey)
    if (left.length > 0)
      return notNow('things-left-open', `These are still open: ${left.slice(0, 5).join(', ')}. Finish, hand over or cancel them first.`)
    if (helped !== 'not-asked' && evaluation === '')
      return badField(
        'evaluation-missing',
        'evaluation',
        'The citizen’s own words are missing.',
        'write what the citizen says, or choose that she was not asked',
      )
    return undefined
  },
  apply(journey, { because, helped, evaluation }, by) {
    journey.status = 'closed'
    journey.closed = { at: by.at, because, helped, evaluation }
  },
})

const reopen = rule(Fields({ reason: Words }), 'participant', {
  whenClosed: true,
  alsoJob: true,
  check: (journey) => (journey.status === 'open' ? notNow('journey-open', 'The journey is open already.') : undefined),
  apply(journey) {
    journey.status = 'open'
    journey.closed = null
  },
})

export const openingDeeds = { open, 'set-level': setLevel, 'agree-rhythm': agreeRhythm, close, reopen }
