// Taking events in, inside one transaction: who is meant, is it needed, what does it change, who must judge it, and the row that says we looked.
import {
  type AccessEntry,
  closeFacts,
  dropRelationsOfFacts,
  findIngestState,
  type IngestState,
  listCurrentFacts,
  listIdentitiesOf,
  lockLate,
  lockOf,
  type NewEvent,
  newId,
  replaceRelations,
  type Tx,
  toAccessRow,
  toFactJson,
  updateCitizens,
  writeIngest,
} from '@roedtraad/database'
import {
  derivedKinds,
  eventKinds,
  type Fact,
  findKind,
  leavingKinds,
  readRegistration,
  registrationKinds,
  strengthOf,
  type Told,
} from '@roedtraad/domain'
import type { Deps } from '../deps.ts'
import { isReadByRules } from '../rules/active-rules.ts'
import { listTeams } from '../teams.ts'
import { type Arrival, chainIdOf, digestsOf, type Incoming, type Verdict } from './arrival.ts'
import { type FactChange, foldAccepted, foldAnew } from './fold-accepted.ts'
import { followLeaving } from './follow-leaving.ts'
import { caseKinds, judgeArrivals, toTold } from './judge-arrivals.ts'
import { registerNew } from './register-new.ts'

/** What stands before these events are taken in. The caller holds the locks of all digests. */
export function findStanding(tx: Tx, incoming: readonly Incoming[]): Promise<IngestState> {
  return findIngestState(tx, {
    digests: unique(digestsOf(incoming)),
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
  const before = await lockSeveral(tx, arrivals, standing ?? (await findStanding(tx, arrivals)))
  const fresh = await registerNew(tx, deps, arrivals, new Map(before.identities.map((one) => [one.digest, one.citizenId])))
  const state = fresh.length > 0 ? await findStanding(tx, arrivals) : before
  const told = await listTold(tx, arrivals, before)
  const { accepted, verdicts } = judgeArrivals(arrivals, state, told, await listTeams(tx, deps), tx.scope.at)
  await writeChanges(tx, accepted, await foldAccepted(tx, accepted, state))
  return { verdicts, madeKnown: fresh }
}

/** Whoever is known under several numbers may be told of under each at once: her events are taken in one after the other all the same. */
async function lockSeveral(tx: Tx, arrivals: readonly Arrival[], state: IngestState): Promise<IngestState> {
  const several = state.identities.filter((one) => one.several).map((one) => lockOf(`ingest of ${one.citizenId}`))
  if (several.length === 0) return state
  await lockLate(tx, several)
  return findStanding(tx, arrivals)
}

/** Who those are registered as that the batch registers again: another person under the same number is for somebody to decide. */
export async function listTold(tx: Tx, arrivals: readonly Arrival[], { identities }: IngestState): Promise<Map<string, Told>> {
  const again = new Set(arrivals.filter(({ sent }) => sent.kind === 'citizen.registered').map(({ digest }) => digest.toString('hex')))
  const citizens = identities.filter((one) => again.has(one.digest)).map((one) => one.citizenId)
  if (citizens.length === 0) return new Map()
  const facts = await listCurrentFacts(tx, citizens, ['citizen.registered'])
  return new Map(facts.map((fact) => [fact.identityId, toTold(fact.detail)]))
}

async function writeChanges(tx: Tx, accepted: readonly NewEvent[], changes: readonly FactChange[]): Promise<void> {
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
}

/** Makes facts, relations and registration of these citizens what their events say now, and has every rule look at them again. The caller holds their locks and writes the log row. */
export async function rederive(tx: Tx, citizenIds: readonly string[]): Promise<void> {
  dropRelationsOfFacts(tx, citizenIds)
  await writeChanges(tx, [], await foldAnew(tx, citizenIds))
  const cases = await listCurrentFacts(tx, citizenIds, caseKinds)
  const relations = cases.flatMap((fact) => toRelation({ citizenId: fact.citizenId, closes: undefined, holds: fact }))
  await replaceRelations(tx, [], citizenIds, relations)
  await projectRegistrations(tx, citizenIds)
  for (const citizenId of citizenIds) await followLeaving(tx, citizenId, [])
  judgeAll(tx, citizenIds)
}

function judgeAll(tx: Tx, citizenIds: readonly string[]): void {
  const kinds = [...eventKinds, ...derivedKinds].map((kind) => kind.kind).filter(isReadByRules)
  const outbox = citizenIds.map((citizen_id) => ({ municipality: tx.scope.municipality, id: newId(), citizen_id, kinds, event_id: null }))
  writeIngest(tx, { events: [], facts: [], outbox, log: [] })
}

function unique(digests: readonly Buffer[]): Buffer[] {
  return [...new Map(digests.map((digest) => [digest.toString('hex'), digest])).values()]
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
    if (kind !== undefined && (isReadByRules(kind) || leavingKinds.includes(kind)))
      touched.set(citizenId, (touched.get(citizenId) ?? new Set()).add(kind))
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
  const leaving = changes.filter(({ holds, closes }) => leavingKinds.includes((holds ?? closes)?.kind ?? ''))
  for (const [citizenId, told] of Map.groupBy(leaving, (change) => change.citizenId)) {
    const takenBack = told.flatMap(({ closes }) => closes?.id ?? [])
    await followLeaving(tx, citizenId, takenBack)
  }
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
  const rankOf = await rankIdentities(tx, facts)
  const rows = citizens.map((id) => {
    const registration = readRegistration(facts.get(id) ?? [], rankOf)
    // A registration that was taken back leaves no name behind.
    if (registration === undefined) return { id, name: '–', birth_date: null, address: null, protected: false }
    const { birthDate, ...said } = registration
    return { id, birth_date: birthDate, ...said }
  })
  await updateCitizens(tx, rows)
}

/** Only somebody known under several numbers has them compared: a CPR number tells more than a replacement number, and her own as much as or more than an absorbed one. */
async function rankIdentities(tx: Tx, facts: ReadonlyMap<string, readonly Fact[]>): Promise<(identityId: string) => number> {
  const several = [...facts].filter(([, own]) => new Set(own.map((fact) => fact.identityId)).size > 1).map(([id]) => id)
  if (several.length === 0) return () => 0
  const ranks = new Map((await listIdentitiesOf(tx, several)).map((one) => [one.id, 2 * strengthOf(one.system) + (one.isHome ? 1 : 0)]))
  return (identityId) => ranks.get(identityId) ?? 0
}
