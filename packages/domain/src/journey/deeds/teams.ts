// Who takes part: teams with their role, their ground and their workers.
import { Type } from 'typebox'
import { badField, found, notNow, type Refusal, rule } from '../deed.ts'
import { isOpenActivity, isOpenLoop, type Journey, takesPart } from '../journey.ts'
import { Fields, Ground, TeamId, Title, Username, Words } from './fields.ts'

/** The team that takes part now, if it does. */
function findTeam(journey: Journey, team: string) {
  return journey.teams.find((one) => one.team === team && one.to === null)
}

/** A team that must take part, and does not. */
export function notTakingPart(field: string): Refusal {
  return badField(
    'team-not-taking-part',
    field,
    'That team does not take part in this journey.',
    'let the team join first, or choose one that takes part',
  )
}

const Joining = Fields({ team: TeamId, role: Title, ground: Ground, worker: Type.Optional(Username) })

const join = rule(Joining, 'joiner', {
  subject: (_, { team }) => team,
  check: (journey, { team }) => (takesPart(journey, team) ? notNow('already-taking-part', 'That team takes part already.') : undefined),
  apply(journey, { team, role, ground, worker }, by) {
    journey.teams.push({ team, role, ground, from: by.at, to: null, workers: worker === undefined ? [] : [worker] })
  },
})

/** What the team has promised and would leave behind. */
function promisesOf(journey: Journey, team: string): string[] {
  return [
    ...journey.activities.filter((one) => one.team === team && isOpenActivity(one)).map((one) => one.title),
    ...journey.loops.filter((one) => one.to === team && isOpenLoop(one)).map((one) => one.title),
  ]
}

const leave = rule(Fields({ team: TeamId, reason: Words }), 'owner', {
  subject: (_, { team }) => team,
  check(journey, { team }) {
    if (findTeam(journey, team) === undefined) return notTakingPart('team')
    if (journey.coordination.coordinator?.team === team)
      return notNow('team-holds-the-thread', 'The team holds the thread. Hand the coordination over first.')
    const left = promisesOf(journey, team)
    if (left.length > 0)
      return notNow('team-has-promises', `The team has promised: ${left.slice(0, 5).join(', ')}. Hand these over or end them first.`)
    return undefined
  },
  apply(journey, { team }, by) {
    found(findTeam(journey, team)).to = by.at
    if (journey.coordination.substitute?.team === team) journey.coordination.substitute = null
  },
})

const assign = rule(Fields({ team: TeamId, worker: Username }), 'owner', {
  subject: (_, { team }) => team,
  check(journey, { team, worker }) {
    const participant = findTeam(journey, team)
    if (participant === undefined) return notTakingPart('team')
    return participant.workers.includes(worker) ? notNow('already-assigned', 'She is assigned already.') : undefined
  },
  apply: (journey, { team, worker }) => void found(findTeam(journey, team)).workers.push(worker),
})

const unassign = rule(Fields({ team: TeamId, worker: Username, reason: Type.Optional(Words) }), 'owner', {
  subject: (_, { team }) => team,
  check(journey, { team, worker }) {
    const participant = findTeam(journey, team)
    if (participant === undefined) return notTakingPart('team')
    return participant.workers.includes(worker) ? undefined : notNow('not-assigned', 'She is not assigned here.')
  },
  apply(journey, { team, worker }) {
    const participant = found(findTeam(journey, team))
    participant.workers = participant.workers.filter((one) => one !== worker)
  },
})

/** A consent lapses, is withdrawn or gives way to a newer one; the team goes on taking part on another ground. */
const renewGround = rule(Fields({ team: TeamId, ground: Ground }), 'owner', {
  subject: (_, { team }) => team,
  check: (journey, { team }) => (findTeam(journey, team) === undefined ? notTakingPart('team') : undefined),
  apply: (journey, { team, ground }) => {
    found(findTeam(journey, team)).ground = ground
  },
})

export const teamDeeds = { join, leave, 'renew-ground': renewGround, assign, unassign }
