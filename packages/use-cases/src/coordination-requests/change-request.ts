// A request is answered with a named contact and a telephone number, or withdrawn; both can be taken back. The contact is set on top of the citizen's journey in the same transaction.
import {
  type CoordinationRequestRow,
  findCoordinationRequest,
  findOpenJourney,
  inScope,
  insertRequestDeed,
  type JourneyRow,
  listDeedsOfJourney,
  lockOf,
  logAccess,
  type RequestChange,
  type Scope,
  setCoordinationRequest,
  type Tx,
} from '@roedtraad/database'
import { type Doer, decideRequest, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { appendDeed, doerOf } from '../journeys/do-deed.ts'
import { requireNoneWaiting } from './register-request.ts'

export type RequestDone =
  | { deed: 'answer'; name: string; phone: string }
  | { deed: 'withdraw'; reason: string }
  | { deed: 'undo-answer' | 'undo-withdrawal' }

const notFound = () => new Problem(404, 'not-found', 'There is no such request for your team.')

/**
 * Does one thing to a request that the acting team answers or has registered. `version` is the one she saw (If-Match). Only the team that answers gives the answer.
 * Throws Problem 404 `not-found`, 412 `changed-meanwhile`, 403 `not-asked-team`, 409 with the code of what does not fit.
 */
export async function changeRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
  done: RequestDone,
  version: number,
  attempt: Attempt,
): Promise<{ requestId: string }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'coordination-request')
  const seen = await inScope(deps.database, own, (tx) => findCoordinationRequest(tx, requestId))
  if (seen === undefined) throw notFound()
  // The contact is written to a journey for all its teams: in her name, with the reach of the whole.
  const scope: Scope = { ...own, reach: 'municipality' }
  const journey = await inScope(deps.database, scope, (tx) => findOpenJourney(tx, seen.citizenId))
  const work = async (tx: Tx) => {
    const before = await findCoordinationRequest(tx, requestId)
    if (before === undefined) throw notFound()
    checkChange(before, done, version, actor)
    if (done.deed.startsWith('undo')) await requireNoneWaiting(tx, before.citizenId)
    setCoordinationRequest(tx, requestId, await toChange(tx, before, done, journey, doerOf(actor)))
    const { deed, ...detail } = done
    insertRequestDeed(tx, requestId, deed, detail)
    logAccess(tx, {
      what: 'deed',
      ground: `coordination-request:${requestId}`,
      citizens: [before.citizenId],
      categories: ['identity'],
      criterion: deed,
    })
    return { requestId }
  }
  const locks = [`coordination request of ${seen.citizenId}`, ...(journey === undefined ? [] : [`journey ${journey.id}`])]
  return onceInScope(deps, scope, attempt, work, locks.map(lockOf))
}

function checkChange(before: CoordinationRequestRow, { deed }: RequestDone, version: number, { team }: Actor): void {
  if (before.version !== version)
    throw new Problem(
      412,
      'changed-meanwhile',
      'Somebody changed this request after you opened it. Nothing of yours was saved; look at it again.',
    )
  const isAnswer = deed === 'answer' || deed === 'undo-answer'
  if (isAnswer && team !== before.team)
    throw new Problem(403, 'not-asked-team', 'Only the team that was asked answers. Tell it, or withdraw the request.')
  const decision = decideRequest(before, deed)
  if (!decision.allowed) throw new Problem(409, decision.code, decision.because)
}

/** What the row becomes; the journey's contact is set or taken back on the way. */
async function toChange(
  tx: Tx,
  before: CoordinationRequestRow,
  done: RequestDone,
  journey: JourneyRow | undefined,
  doer: Doer,
): Promise<RequestChange> {
  const told = { reminded: false, escalated: false }
  switch (done.deed) {
    case 'answer': {
      const { name, phone } = done
      const contactDeedId = await setContact(tx, journey, { deed: 'name-contact', detail: { name, phone }, targetId: null }, doer)
      return { state: 'answered', answer: { name, phone, contactDeedId }, ...told }
    }
    case 'undo-answer': {
      const reason = 'Svaret på anmodningen er taget tilbage'
      if (before.contactDeedId !== null)
        await setContact(tx, journey, { deed: 'withdraw', detail: { reason }, targetId: before.contactDeedId }, doer)
      return { state: 'waiting', answer: null, ...told }
    }
    case 'withdraw':
      return { state: 'withdrawn', answer: null, ...told }
    case 'undo-withdrawal':
      return { state: 'waiting', answer: null, ...told }
  }
}

/** Where the team does not hold the journey, or the deed does not fit any more, the answer stands by itself. Returns the deed's id, or null. */
async function setContact(
  tx: Tx,
  journey: JourneyRow | undefined,
  request: Parameters<typeof appendDeed>[3],
  doer: Doer,
): Promise<string | null> {
  if (journey === undefined) return null
  const deeds = await listDeedsOfJourney(tx, journey.id)
  try {
    return (await appendDeed(tx, journey, deeds, request, doer)).id
  } catch (error) {
    // Decided before anything is written.
    if (error instanceof Problem) return null
    throw error
  }
}
