// A journey is opened, or a team that serves the citizen joins the one that is open. One citizen, one open journey.
import {
  findGivenContact,
  findJourneyRow,
  findOpenJourney,
  inScope,
  type JourneyRow,
  listDeedsOfJourney,
  listIdentitiesOf,
  lockOf,
  newId,
  type Scope,
  type Tx,
} from '@roedtraad/database'
import { type Deed, type Doer, type GroundReference, type JourneyLevel, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { appendDeed, doerOf } from './do-deed.ts'

type JourneyIds = Pick<JourneyRow, 'id' | 'citizen_id' | 'identity_id'>

const noCitizen = () =>
  new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her. Search for her, or open an intake.')

/** Her own wall decides whether the team serves the citizen. */
async function requireServed(deps: Deps, own: Scope, citizenId: string): Promise<void> {
  const served = await inScope(deps.database, own, (tx) =>
    tx.prepared<{ serves: boolean }>('serves', 'select guard.serves($1, $2) as serves', [deps.municipality, citizenId]),
  )
  if (!served[0]?.serves) throw noCitizen()
}

/**
 * Opens a journey with the acting worker as its coordinator. Throws Problem 404 for a citizen whom the team does not serve, 403 `ground-missing`,
 * 409 `journey-exists` with the team that holds the one that is open, so that one can ask to join.
 */
export async function openJourney(
  deps: Deps,
  actor: Actor,
  input: { citizenId: string; level: JourneyLevel; ground: GroundReference; reason: string },
  attempt: Attempt,
): Promise<{ journeyId: string }> {
  const { citizenId, ...detail } = input
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'journey')
  await requireServed(deps, own, citizenId)
  const work = async (tx: Tx) => {
    const open = await findOpenJourney(tx, citizenId)
    if (open !== undefined) throw await tellExisting(tx, open.coordinator_team)
    // Under a number of her own before one that came with a merge: what is done meanwhile stays with her if that is undone.
    const identities = await listIdentitiesOf(tx, [citizenId])
    const identity = identities.find((one) => one.isHome) ?? identities[0]
    if (identity === undefined) throw noCitizen()
    const journey = { id: newId(), citizen_id: citizenId, identity_id: identity.id }
    const opened = await appendDeed(tx, journey, [], { deed: 'open', detail, targetId: null }, doerOf(actor))
    await keepGivenContact(tx, journey, opened, doerOf(actor))
    return { journeyId: journey.id }
  }
  return onceInScope(deps, { ...own, reach: 'municipality' }, attempt, work, [lockOf(`journey of ${citizenId}`)])
}

/** Whom the citizen was told to call before there was a journey stands on top of it from the start. */
async function keepGivenContact(tx: Tx, journey: JourneyIds, opened: Deed, doer: Doer): Promise<void> {
  const contact = await findGivenContact(tx, journey.citizen_id)
  if (contact === undefined) return
  const { name, phone } = contact
  await appendDeed(tx, journey, [opened], { deed: 'name-contact', detail: { name, phone }, targetId: null }, doer)
}

async function tellExisting(tx: Tx, team: string | null): Promise<Problem> {
  const row = team === null ? undefined : await tx.selectFrom('teams').select('name_da').where('id', '=', team).executeTakeFirst()
  const holder = row === undefined ? 'Nobody holds its thread at the moment.' : `Its thread lies with ${row.name_da}.`
  return new Problem(409, 'journey-exists', `The citizen has an open journey already. ${holder} Join it instead.`, [
    { field: 'citizenId', problem: 'has an open journey', remedy: 'join it: POST /api/v1/journeys/joins' },
  ])
}

/** The acting team joins the open journey of a citizen whom it serves. Throws as openJourney, and 404 `no-open-journey`. */
export async function joinJourney(
  deps: Deps,
  actor: Actor,
  input: { citizenId: string; role: string; ground: GroundReference },
  attempt: Attempt,
): Promise<{ journeyId: string }> {
  const { citizenId, role, ground } = input
  const { team } = requireTeam(actor)
  const own = scopeOf(deps, actor, 'journey')
  await requireServed(deps, own, citizenId)
  const scope: Scope = { ...own, reach: 'municipality' }
  const open = await inScope(deps.database, scope, (tx) => findOpenJourney(tx, citizenId))
  if (open === undefined) throw new Problem(404, 'no-open-journey', 'The citizen has no open journey. Open one instead.')
  const work = async (tx: Tx) => {
    const journey: JourneyRow | undefined = await findJourneyRow(tx, open.id)
    if (journey === undefined) throw new Error('a journey vanished')
    const detail = { team, role, ground, worker: actor.username }
    await appendDeed(tx, journey, await listDeedsOfJourney(tx, open.id), { deed: 'join', detail, targetId: null }, doerOf(actor), true)
    return { journeyId: open.id }
  }
  return onceInScope(deps, scope, attempt, work, [lockOf(`journey ${open.id}`)])
}
