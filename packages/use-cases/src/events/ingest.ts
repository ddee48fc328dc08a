// Taking events in, inside one transaction: who is meant, is it needed, what does it change, who must judge it, and the row that says we looked.
import {
  type AccessEntry,
  closeFacts,
  findIngestState,
  type IngestState,
  insertCitizens,
  listCurrentFacts,
  newId,
  replaceRelations,
  type Tx,
  toAccessRow,
  toFactJson,
  updateCitizens,
  writeIngest,
} from '@roedtraad/database'
import { findKind, readRegistration, registrationKinds } from '@roedtraad/domain'
import type { Deps } from '../deps.ts'
import { isReadByRules } from '../rules/active-rules.ts'
import { listTeams } from '../teams.ts'
import { type Arrival, chainIdOf, type Incoming, type Verdict } from './arrival.ts'
import { type FactChange, foldAccepted } from './fold-accepted.ts'
import { caseKinds, judgeArrivals } from './judge-arrivals.ts'

/** What stands before these events are taken in. The caller holds the locks of all digests. */
export function findStanding(tx: Tx, incoming: readonly Incoming[]): Promise<IngestState> {
  return findIngestState(tx, {
    digests: unique(incoming.map((one) => one.digest)),
    events: incoming.map(({ sent }) => ({ source: sent.source, sourceId: sent.sourceId, chainId: chainIdOf(sent) })),
    caseKinds,
  })
}

/**
 * Takes a batch in and says what became of each, in the same order, and whom it made known. The caller holds the locks of all digests.
 * `standing` is what `findStanding` says of these arrivals, where the caller has asked already.
 */
export async function ingest(
  tx: Tx,
  deps: Deps,
  arrivals: readonly Arrival[],
  standing?: IngestState,
): Promise<{ verdicts: Verdict[]; madeKnown: Buffer[] }> {
  const before = standing ?? (await findStanding(tx, arrivals))
  const fresh = await registerNew(tx, deps, arrivals, new Set(before.identities.map((identity) => identity.digest)))
  const state = fresh.length > 0 ? await findStanding(tx, arrivals) : before
  const { accepted, verdicts } = judgeArrivals(arrivals, state, await listTeams(tx, deps), tx.scope.at)
  const changes = await foldAccepted(tx, accepted, state)
  applyChanges(tx, changes)
  writeIngest(tx, {
    events: accepted,
    ...toRows(
      tx,
      changes,
      accepted.map((event) => event.citizenId),
    ),
  })
  await project(tx, changes)
  return { verdicts, madeKnown: fresh }
}

function unique(digests: readonly Buffer[]): Buffer[] {
  return [...new Map(digests.map((digest) => [digest.toString('hex'), digest])).values()]
}

/** A registration of somebody whom nobody knew makes the citizen. Returns the digests that became known. */
async function registerNew(tx: Tx, deps: Deps, arrivals: readonly Arrival[], known: ReadonlySet<string>): Promise<Buffer[]> {
  const unknown = arrivals.filter(
    ({ sent, digest, sender }) =>
      sent.kind === 'citizen.registered' &&
      sent.deed === 'record' &&
      sent.source.startsWith(sender.sourcePrefix) &&
      !known.has(digest.toString('hex')),
  )
  const rows = [...new Map(unknown.map((arrival) => [arrival.digest.toString('hex'), arrival])).values()].map(({ sent, digest }) => {
    const identityId = newId()
    const sealedValue = deps.vault.seal(sent.identifier.value, `identities.sealed_value.${identityId}`)
    return { citizenId: newId(), identityId, system: sent.identifier.system, sealedValue, digest, name: String(sent.detail['name']) }
  })
  if (rows.length > 0) await insertCitizens(tx, rows)
  return rows.map((row) => row.digest)
}

function applyChanges(tx: Tx, changes: readonly FactChange[]): void {
  const closed = changes.flatMap((change) => (change.closes === undefined ? [] : [change.closes.id]))
  if (closed.length > 0) closeFacts(tx, closed, tx.scope.at)
}

function toRows(tx: Tx, changes: readonly FactChange[], citizens: readonly string[]) {
  const { municipality, at } = tx.scope
  const facts = changes.flatMap(({ citizenId, holds }) =>
    holds === undefined ? [] : [toFactJson(holds, { id: newId(), municipality, citizenId, knownFrom: at })],
  )
  const log: AccessEntry = {
    what: 'ingest',
    ground: `sender:${tx.scope.actor}`,
    citizens: [...new Set(citizens)],
    categories: categoriesOf(changes),
  }
  return { facts, outbox: toOutbox(municipality, changes), log: citizens.length > 0 ? [toAccessRow(tx, log)] : [] }
}

function categoriesOf(changes: readonly FactChange[]): string[] {
  return [
    ...new Set(
      changes.map(({ holds, closes }) => findKind((holds ?? closes)?.kind ?? '')?.category).filter((category) => category !== undefined),
    ),
  ]
}

/** One row per citizen whose changed facts some rule reads. */
function toOutbox(municipality: string, changes: readonly FactChange[]) {
  const touched = new Map<string, Set<string>>()
  for (const { citizenId, holds, closes } of changes) {
    const kind = (holds ?? closes)?.kind
    if (kind !== undefined && isReadByRules(kind)) touched.set(citizenId, (touched.get(citizenId) ?? new Set()).add(kind))
  }
  return [...touched].map(([citizen_id, kinds]) => ({ municipality, id: newId(), citizen_id, kinds: [...kinds], event_id: null }))
}

/** What is read all the time and follows from the facts: who serves the citizen, and her name and address. */
async function project(tx: Tx, changes: readonly FactChange[]): Promise<void> {
  const relations = changes.filter(({ holds, closes }) => caseKinds.includes((holds ?? closes)?.kind ?? ''))
  if (relations.length > 0) {
    const keys = relations.map(({ holds, closes }) => (holds ?? closes)?.key ?? '')
    await replaceRelations(tx, keys, [...new Set(relations.map((change) => change.citizenId))], relations.flatMap(toRelation))
  }
  const registered = [
    ...new Set(
      changes.filter(({ holds, closes }) => registrationKinds.includes((holds ?? closes)?.kind ?? '')).map((change) => change.citizenId),
    ),
  ]
  if (registered.length > 0) await projectRegistrations(tx, registered)
}

const pointRelationDays = 30

function toRelation({ citizenId, holds }: FactChange) {
  if (holds === undefined || holds.team === null) return []
  const valid_to =
    holds.to === holds.from && findKind(holds.kind)?.shape === 'point'
      ? new Date(Date.parse(holds.from) + pointRelationDays * 86_400_000).toISOString()
      : holds.to
  return [{ citizen_id: citizenId, team: holds.team, reason: holds.kind, reason_key: holds.key, valid_from: holds.from, valid_to }]
}

async function projectRegistrations(tx: Tx, citizens: readonly string[]): Promise<void> {
  const facts = Map.groupBy(await listCurrentFacts(tx, citizens, registrationKinds), (fact) => fact.citizenId)
  const rows = citizens.flatMap((id) => {
    const registration = readRegistration(facts.get(id) ?? [])
    // A registration that was taken back leaves no name behind.
    return registration === undefined
      ? [{ id, name: '–', birth_date: null, address: null, protected: false }]
      : [
          {
            id,
            name: registration.name,
            birth_date: registration.birthDate,
            address: registration.address,
            protected: registration.protected,
          },
        ]
  })
  await updateCitizens(tx, rows)
}
