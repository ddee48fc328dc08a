// What a person says about a hospital stay: that it is over though no discharge came, or that the admission was planned. Both can be taken back; both are events like any other.
import { inScope, listCurrentFacts, lockOf, newId, type Scope, type Tx } from '@roedtraad/database'
import { type Fact, type HospitalStayDetail, type Instant, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Arrival, toArrival } from '../events/arrival.ts'
import { ingest } from '../events/ingest.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

export type StayDeed = { deed: 'end'; at: Instant; reason: string } | { deed: 'undo-end' | 'plan' | 'undo-plan' }

const ownSource = 'urn:roedtraad:staff'
const kindOf = {
  end: 'hospital.stay.ended-by-hand',
  'undo-end': 'hospital.stay.ended-by-hand',
  plan: 'hospital.stay.planned',
  'undo-plan': 'hospital.stay.planned',
} as const

/**
 * Carries out a deed on a stay of a citizen whom the acting team serves in health or elderly care. `requireFresh` throws when the reader saw an older state;
 * it is asked under the citizen's lock, and not for a repeated attempt.
 * Throws Problem 404 `not-found`, 409 `stay-ended` | `stay-not-ended-by-hand` | `already-planned` | `not-planned`, 400 for an end before the start or in the future.
 */
export async function changeStay(
  deps: Deps,
  actor: Actor,
  subject: { id: string; stayId: string },
  deed: StayDeed,
  attempt: Attempt,
  requireFresh: () => Promise<void>,
): Promise<{ citizenId: string }> {
  const { team, area } = requireTeam(actor)
  if (area !== 'health' && area !== 'elderly') throw notFound()
  const identity = await findIdentity(deps, scopeOf(deps, actor, 'hospital-stay'), subject, team)
  // The fold writes facts, which no person may do by herself: from here on the scope is that of ingestion, in her name.
  const scope: Scope = { ...scopeOf(deps, actor, 'hospital-stay'), reach: 'municipality' }
  return onceInScope(
    deps,
    scope,
    attempt,
    async (tx) => {
      await requireFresh()
      const stay = await getStay(tx, subject)
      check(stay, deed, tx.scope.at)
      const verdicts = (await ingest(tx, deps, [await toDeedArrival(tx, deps, actor, stay, identity, deed)])).verdicts
      if (verdicts[0]?.kind !== 'accepted') throw new Error(`a deed on a stay was not accepted: ${verdicts[0]?.kind}`)
      return { citizenId: subject.id }
    },
    [lockOf(identity.digest)],
  )
}

const notFound = () => new Problem(404, 'not-found', 'There is no such hospital stay here, or your team does not serve the citizen.')

interface Identity {
  system: string
  digest: Buffer
}

/** Under the person's own scope, so that the wall decides whether she serves the citizen. */
async function findIdentity(deps: Deps, scope: Scope, subject: { id: string; stayId: string }, team: string): Promise<Identity> {
  return inScope(deps.database, scope, async (tx) => {
    const relation = await tx
      .selectFrom('relations')
      .select('team')
      .where('citizen_id', '=', subject.id)
      .where('team', '=', team)
      .executeTakeFirst()
    const stay = await findStay(tx, subject)
    const identity =
      stay === undefined
        ? undefined
        : await tx.selectFrom('identities').select(['system', 'digest']).where('id', '=', stay.identityId).executeTakeFirst()
    if (relation === undefined || identity === undefined) throw notFound()
    return identity
  })
}

async function findStay(tx: Tx, subject: { id: string; stayId: string }): Promise<Fact | undefined> {
  const stays = await listCurrentFacts(tx, [subject.id], ['hospital.stay'])
  return stays.find((stay) => detailOf(stay).stayId === subject.stayId)
}

async function getStay(tx: Tx, subject: { id: string; stayId: string }): Promise<Fact> {
  const stay = await findStay(tx, subject)
  if (stay === undefined) throw notFound()
  return stay
}

const detailOf = (fact: Fact) => fact.detail as unknown as HospitalStayDetail

function check(stay: Fact, deed: StayDeed, now: Instant): void {
  const detail = detailOf(stay)
  const planned = isPlanned(detail)
  const refuse = (code: string, because: string) => new Problem(409, code, because)
  if (deed.deed === 'end' && detail.endedBy !== null) throw refuse('stay-ended', 'The stay has already ended. Reload to see how.')
  if (deed.deed === 'undo-end' && detail.endedBy !== 'hand')
    throw refuse('stay-not-ended-by-hand', 'Only an end that was set by hand can be undone.')
  if (deed.deed === 'plan' && planned) throw refuse('already-planned', 'The admission is already marked as planned.')
  if (deed.deed === 'undo-plan' && !planned) throw refuse('not-planned', 'The admission is not marked as planned.')
  if (deed.deed !== 'end') return
  if (deed.at < stay.from) throw badEnd('lies before the stay began', 'choose a time after the admission')
  if (deed.at > now) throw badEnd('lies in the future', 'choose the time at which the citizen left the hospital')
}

const badEnd = (problem: string, remedy: string) =>
  new Problem(400, 'invalid-request', 'The end of the stay does not fit.', [{ field: 'at', problem, remedy }])

/** Marked, and not taken back since. */
function isPlanned(detail: HospitalStayDetail): boolean {
  return detail.history.filter((entry) => entry.step === 'planned-by-hand').at(-1)?.act === 'tell'
}

async function toDeedArrival(tx: Tx, deps: Deps, actor: Actor, stay: Fact, identity: Identity, deed: StayDeed): Promise<Arrival> {
  const { stayId } = detailOf(stay)
  const undoes = deed.deed === 'undo-end' || deed.deed === 'undo-plan'
  const kind = kindOf[deed.deed]
  const sent = {
    source: ownSource,
    sourceId: newId(),
    kind,
    deed: undoes ? ('withdraw' as const) : ('record' as const),
    targetId: undoes ? await lastDeedOf(tx, stay.citizenId, kind, stayId) : null,
    identifier: { system: identity.system, value: '' },
    occurredAt: deed.deed === 'end' ? deed.at : tx.scope.at,
    recordedAt: tx.scope.at,
    value: null,
    unit: null,
    team: actor.team,
    detail: deed.deed === 'end' ? { stayId, at: deed.at, reason: deed.reason, by: actor.username } : { stayId, by: actor.username },
  }
  return {
    ...toArrival(deps, sent, { username: actor.username, sourcePrefix: ownSource, areas: ['health', 'elderly'] }),
    digest: identity.digest,
  }
}

/** The source id of the deed that stands and is to be taken back. */
async function lastDeedOf(tx: Tx, citizenId: string, kind: string, stayId: string): Promise<string> {
  const [row] = await tx.prepared<{ source_id: string }>(
    'last-deed-of-stay',
    `select source_id from events e where municipality = $1 and citizen_id = $2 and kind = $3 and source = $5 and deed = 'record' and detail->>'stayId' = $4
       and not exists (select from events w where w.municipality = e.municipality and w.source = e.source and w.target_id = e.source_id)
     order by arrival desc limit 1`,
    [tx.scope.municipality, citizenId, kind, stayId, ownSource],
  )
  if (row === undefined) throw new Problem(409, 'nothing-to-undo', 'There is nothing to undo any more. Reload the page.')
  return row.source_id
}
