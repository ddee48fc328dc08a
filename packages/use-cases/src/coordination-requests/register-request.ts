// Somebody asks for coordination or a network meeting: any worker registers it, for any citizen, and the one who is to answer is found by itself.
import {
  findOpenJourney,
  insertCoordinationRequest,
  insertRequestDeed,
  lockOf,
  logAccess,
  newId,
  type Scope,
  type Tx,
} from '@roedtraad/database'
import {
  addWorkingDays,
  danishHolidays,
  Problem,
  type RequestChannel,
  type RequestWish,
  requestEscalateWorkingDays,
  requestWorkingDays,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import { giveIntake } from '../citizens/open-intake.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

export interface RequestInput {
  citizenId: string
  /** Who asks, and how to reach her. */
  askedBy: string
  wish: RequestWish
  channel: RequestChannel
}

/**
 * Registers a request. The team that coordinates the citizen's open journey answers it; without one the team that registers it, which then serves her for the days of an intake.
 * Throws Problem 404 `not-found` for an id that nobody has, 409 `request-waiting` where one waits already, with the team that owes its answer.
 */
export async function registerRequest(deps: Deps, actor: Actor, input: RequestInput, attempt: Attempt): Promise<{ requestId: string }> {
  const { team } = requireTeam(actor)
  // Who answers is found in journeys that her own team may not see; no row of them is handed on.
  const scope: Scope = { ...scopeOf(deps, actor, 'intake'), reach: 'municipality' }
  const work = async (tx: Tx) => {
    const { citizenId } = input
    const identity = await tx.selectFrom('identities').select('id').where('citizen_id', '=', citizenId).orderBy('id').executeTakeFirst()
    if (identity === undefined) throw new Problem(404, 'not-found', 'There is no such citizen here. Search for her again.')
    await requireNoneWaiting(tx, citizenId)
    const answering = (await findOpenJourney(tx, citizenId))?.coordinator_team ?? team
    if (answering === team && !(await servesOrTakesPart(tx, citizenId, team))) await giveIntake(tx, citizenId, team)
    const requestId = newId()
    const dueAt = addWorkingDays(tx.scope.at, requestWorkingDays, danishHolidays)
    const escalateAt = addWorkingDays(dueAt, requestEscalateWorkingDays, danishHolidays)
    insertCoordinationRequest(tx, { id: requestId, identityId: identity.id, team: answering, dueAt, escalateAt, ...input })
    insertRequestDeed(tx, requestId, 'register', { askedBy: input.askedBy, wish: input.wish, channel: input.channel })
    logAccess(tx, {
      what: 'deed',
      ground: `coordination-request:${requestId}`,
      citizens: [citizenId],
      categories: ['identity'],
      criterion: 'register',
    })
    return { requestId }
  }
  return onceInScope(deps, scope, attempt, work, [lockOf(`coordination request of ${input.citizenId}`)])
}

/** One at a time waits for a citizen. Throws Problem 409 `request-waiting` with who answers, and when. */
export async function requireNoneWaiting(tx: Tx, citizenId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('coordination_requests')
    .innerJoin('teams', (join) =>
      join.onRef('teams.municipality', '=', 'coordination_requests.municipality').onRef('teams.id', '=', 'coordination_requests.team'),
    )
    .select(['teams.name_da', 'due_at'])
    .where('citizen_id', '=', citizenId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting === undefined) return
  const day = waiting.due_at.slice(0, 10)
  throw new Problem(409, 'request-waiting', `A request waits already. ${waiting.name_da} answers it by ${day}.`, [
    { field: 'citizenId', problem: 'has a request that waits', remedy: 'tell the citizen who answers, and when' },
  ])
}

async function servesOrTakesPart(tx: Tx, citizenId: string, team: string): Promise<boolean> {
  const [row] = await tx.prepared<{ knows: boolean }>(
    'serves-or-takes-part',
    `select guard.serves($1, $2) or exists (select from journey_teams t where t.municipality = $1 and t.citizen_id = $2 and t.team = $3 and t.valid_to is null) as knows`,
    [tx.scope.municipality, citizenId, team],
  )
  return row?.knows ?? false
}
