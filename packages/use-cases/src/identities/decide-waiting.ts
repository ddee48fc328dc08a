// Somebody who knows decides whom a waiting identifier means. What waited is then taken in, each event under the rights of the system that sent it; nothing that was sent is lost.
import {
  findIdentityByDigest,
  inScope,
  insertCitizens,
  insertMatchDecision,
  listWaitingEvents,
  lockOf,
  logAccess,
  newId,
  putBack,
  type Scope,
  setAside,
  type Tx,
  type WaitingEvent,
  type WaitingGroup,
} from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { toTold } from '../events/judge-arrivals.ts'
import { joinFresh } from '../events/register-new.ts'
import { readWaiting, replay } from '../events/take-in.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { getWaitingGroup, versionOf } from './list-waiting.ts'

/** matched: it is that citizen. registered: it is somebody new. same-person: the number is hers all the same. set-aside: it is somebody else's; nothing is taken in. */
export type WaitingDecision =
  | { decision: 'matched'; citizenId: string; reason: string }
  | { decision: 'registered' | 'same-person' | 'set-aside'; reason: string }

export interface Decided {
  waitingId: string
  citizenId: string | null
  /** By which it can be undone. */
  mergeId: string | null
  takenIn: number
}

const mostAtOnce = 1_000

/**
 * Decides for one waiting identifier. `version`: the one that she saw.
 * Throws Problem 404 for what does not wait (any more) or a citizen who does not exist, 412 `changed-meanwhile`, 409 `does-not-fit` | `no-name-told` | `known-meanwhile`.
 */
export async function decideWaiting(
  deps: Deps,
  actor: Actor,
  waitingId: string,
  decided: WaitingDecision,
  version: number,
  attempt: Attempt,
): Promise<Decided> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'matching')
  // A repeated request finds nothing that waits any more: it is answered before that is looked at.
  const seen = await inScope(deps.database, own, (tx) => getWaitingGroup(tx, waitingId)).catch(toProblem)
  const scope: Scope = { ...own, reach: 'municipality' }
  const locks = seen instanceof Problem ? [] : [lockOf(seen.digest), ...('citizenId' in decided ? [lockOf(decided.citizenId)] : [])]
  const work = async (tx: Tx) => {
    if (seen instanceof Problem) throw seen
    const group = await getWaitingGroup(tx, waitingId)
    if (versionOf(group) !== version)
      throw new Problem(
        412,
        'changed-meanwhile',
        'The sender has said more of who it is since you looked. Nothing was decided; look at it again.',
      )
    return settle(tx, deps, group, decided)
  }
  return onceInScope(deps, scope, attempt, work, locks)
}

/** What was set aside waits again. Throws Problem 404 for what the acting team's area may not see, 409 `not-set-aside` for what was not, or waits already. */
export async function putBackWaiting(
  deps: Deps,
  actor: Actor,
  waitingId: string,
  reason: string,
  attempt: Attempt,
): Promise<{ waitingId: string; events: number }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'matching')
  const seen = await inScope(deps.database, own, (tx) =>
    tx.selectFrom('quarantine').select('id').where('id', '=', waitingId).executeTakeFirst(),
  )
  if (seen === undefined) throw new Problem(404, 'not-found', 'There is nothing under this address, or it is not for your area.')
  return onceInScope(deps, { ...own, reach: 'municipality' }, attempt, async (tx) => {
    const events = await putBack(tx, waitingId)
    if (events === 0) throw new Problem(409, 'not-set-aside', 'It is not set aside. Reload the list to see where it is.')
    insertMatchDecision(tx, { quarantineId: waitingId, decision: 'put-back', citizenId: null, mergeId: null, reason })
    logAccess(tx, { what: 'deed', ground: 'area-of-sender', citizens: [], categories: ['identity'], criterion: 'match:put-back' })
    return { waitingId, events }
  })
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}

async function settle(tx: Tx, deps: Deps, group: WaitingGroup, decided: WaitingDecision): Promise<Decided> {
  const events = await listWaitingEvents(tx, group, mostAtOnce)
  if ((decided.decision === 'same-person') !== group.anotherPerson && decided.decision !== 'set-aside')
    throw new Problem(
      409,
      'does-not-fit',
      group.anotherPerson
        ? 'This number is known already. Say that it is the same person, or set it aside.'
        : 'Nobody is known under this number. Choose a citizen, register somebody new, or set it aside.',
    )
  const { citizenId, mergeId } = await place(tx, deps, group, events, decided)
  const takenIn = decided.decision === 'set-aside' ? 0 : await replay(tx, deps, events, (row) => readWaiting(deps, row), true)
  if (decided.decision === 'set-aside')
    setAside(
      tx,
      events.map((event) => event.id),
    )
  insertMatchDecision(tx, { quarantineId: group.id, decision: decided.decision, citizenId, mergeId, reason: decided.reason })
  const citizens = citizenId === null ? [] : [citizenId]
  logAccess(tx, { what: 'deed', ground: 'area-of-sender', citizens, categories: ['identity'], criterion: `match:${decided.decision}` })
  return { waitingId: group.id, citizenId, mergeId, takenIn }
}

/** Gives the identifier to somebody. A matched one has a citizen of its own that is merged into hers, so that it can be taken back. */
async function place(
  tx: Tx,
  deps: Deps,
  group: WaitingGroup,
  events: readonly WaitingEvent[],
  decided: WaitingDecision,
): Promise<Pick<Decided, 'citizenId' | 'mergeId'>> {
  const known = await findIdentityByDigest(tx, group.digest)
  if (decided.decision === 'set-aside') return { citizenId: null, mergeId: null }
  if (decided.decision === 'same-person') return { citizenId: known?.citizenId ?? null, mergeId: null }
  if (known !== undefined)
    throw new Problem(409, 'known-meanwhile', 'Somebody was registered under this number in the meantime. Reload the list.')
  const name = tellName(deps, group, events)
  if (decided.decision === 'registered' && name === null)
    throw new Problem(409, 'no-name-told', 'The sender has not said who it is. Ask for a registration with name and birth date first.')
  if (decided.decision === 'matched') await requireCitizen(tx, decided.citizenId)
  const row = toCitizenRow(deps, group, events, name ?? '–')
  await insertCitizens(tx, [row])
  if (decided.decision !== 'matched') return { citizenId: row.citizenId, mergeId: null }
  const { citizenId: survivorId, reason } = decided
  return { citizenId: survivorId, mergeId: await joinFresh(tx, { survivorId, absorbedId: row.citizenId, because: 'matched', reason }) }
}

function tellName(deps: Deps, group: WaitingGroup, events: readonly WaitingEvent[]): string | null {
  const telling = events.find((event) => event.id === group.tellings.at(-1))
  return telling === undefined ? null : toTold(readWaiting(deps, telling).detail).name
}

async function requireCitizen(tx: Tx, citizenId: string): Promise<void> {
  const [row] = await tx.prepared<{ found: boolean }>('exists-citizen', 'select guard.exists_citizen($1) as found', [citizenId])
  if (!row?.found)
    throw new Problem(404, 'not-found', 'There is no such citizen here. Search for her again.', [
      { field: 'citizenId', problem: 'is nobody', remedy: 'search for her by name or number' },
    ])
}

function toCitizenRow(deps: Deps, group: WaitingGroup, events: readonly WaitingEvent[], name: string) {
  const [first] = events
  if (first === undefined) throw new Error('nothing waits in a group that was found')
  const { identifier } = readWaiting(deps, first)
  const identityId = newId()
  const sealedValue = deps.vault.seal(identifier.value, `identities.sealed_value.${identityId}`)
  return { citizenId: newId(), identityId, system: identifier.system, sealedValue, digest: group.digest, name }
}
