// Requests that wait: those that the acting team answers or has registered, and those for one citizen.
import {
  type CoordinationRequestRow,
  findCoordinationRequest,
  inScope,
  listRequestsOfCitizen,
  listRequestsOfTeam,
  logAccess,
  type Tx,
} from '@roedtraad/database'
import { type Instant, Problem, type RequestState } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface RequestList {
  items: CoordinationRequestRow[]
  /** Whether more than those listed are there. */
  more: boolean
  now: Instant
}

const mostListed = 200

/** The acting team's requests in one state, those that are due first in front. */
export async function listRequests(deps: Deps, actor: Actor, state: RequestState): Promise<RequestList> {
  const { team } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'coordination-requests'), async (tx) => {
    const rows = await listRequestsOfTeam(tx, team, state, mostListed + 1)
    const items = rows.slice(0, mostListed)
    logLook(tx, items)
    return { items, more: rows.length > mostListed, now: tx.scope.at }
  })
}

/** What was asked for one citizen, as far as the acting team may know; newest first. */
export async function listCitizenRequests(deps: Deps, actor: Actor, citizenId: string): Promise<RequestList> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'coordination-requests'), async (tx) => {
    const items = await listRequestsOfCitizen(tx, citizenId)
    logLook(tx, items)
    return { items, more: false, now: tx.scope.at }
  })
}

/** One request. Throws Problem 404 for everybody whose team neither answers nor has registered it. */
export async function getRequest(deps: Deps, actor: Actor, requestId: string): Promise<{ row: CoordinationRequestRow; now: Instant }> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'coordination-requests'), async (tx) => {
    const row = await findCoordinationRequest(tx, requestId)
    if (row === undefined) throw new Problem(404, 'not-found', 'There is no such request for your team.')
    logLook(tx, [row])
    return { row, now: tx.scope.at }
  })
}

function logLook(tx: Tx, rows: readonly CoordinationRequestRow[]): void {
  logAccess(tx, {
    what: 'list',
    ground: 'coordination-request',
    citizens: [...new Set(rows.map((row) => row.citizenId))],
    categories: ['identity'],
  })
}
