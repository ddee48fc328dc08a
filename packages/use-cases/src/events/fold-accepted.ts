// From accepted events to the facts that change: fold what stands together with what came, and compare with what is held.

import { type IngestState, type KnownEvent, listCurrentFacts, listEventsOf, type NewEvent, type Tx } from '@roedtraad/database'
import {
  type EventRecord,
  type Fact,
  type FactDraft,
  factsOf,
  findKind,
  foldEvents,
  foldGroup,
  foldHospital,
  hospitalEventKinds,
  hospitalFactKinds,
  isHospitalEvent,
  registrationKinds,
  saysTheSame,
  standingEvents,
} from '@roedtraad/domain'
import { chainIdOf, sourceKey } from './arrival.ts'

export interface FactChange {
  citizenId: string
  /** The version that is no longer held, if there was one. */
  closes: Fact | undefined
  /** The version held from now on; undefined when the fact is gone. */
  holds: FactDraft | undefined
}

const diedAtHospital = 'died:hospital'

/** All changes that the accepted events make to facts. Points that stand alone need no look at what is held. */
export async function foldAccepted(tx: Tx, accepted: readonly NewEvent[], state: IngestState): Promise<FactChange[]> {
  const chains = countChains(accepted, state)
  const alone: NewEvent[] = []
  const together: NewEvent[] = []
  for (const event of accepted) (isAlone(event, chains) ? alone : together).push(event)
  const changes = alone.flatMap((event) =>
    foldEvents([{ ...event, arrival: 0 }]).map((holds) => ({ citizenId: event.citizenId, closes: undefined, holds })),
  )
  if (together.length === 0) return changes
  return [...changes, ...(await foldTogether(tx, together, state))]
}

function countChains(accepted: readonly NewEvent[], state: IngestState): Map<string, number> {
  const counts = new Map<string, number>()
  for (const event of [...state.events, ...accepted]) {
    const chain = sourceKey(event.source, chainIdOf(event))
    counts.set(chain, (counts.get(chain) ?? 0) + 1)
  }
  return counts
}

function isAlone(event: NewEvent, chains: ReadonlyMap<string, number>): boolean {
  const isPoint = findKind(event.kind)?.shape === 'point' && !registrationKinds.includes(event.kind) && !isHospitalEvent(event.kind)
  return isPoint && event.deed === 'record' && chains.get(sourceKey(event.source, event.sourceId)) === 1
}

async function foldTogether(tx: Tx, events: readonly NewEvent[], state: IngestState): Promise<FactChange[]> {
  const chains = new Set(events.map((event) => sourceKey(event.source, chainIdOf(event))))
  const mates = state.events.filter((event) => chains.has(sourceKey(event.source, chainIdOf(event))))
  const touched = [...new Set([...events, ...mates].map((event) => event.citizenId))]
  const kinds = [
    ...new Set([...events, ...mates].flatMap((event) => (isHospitalEvent(event.kind) ? hospitalEventKinds : foldGroup(event.kind)))),
  ]
  const factKinds = kinds.some(isHospitalEvent) ? [...new Set([...kinds, ...hospitalFactKinds])] : kinds
  const [{ stored, others }, ofTouched] = await Promise.all([loadWithChains(tx, touched, kinds), listCurrentFacts(tx, touched, factKinds)])
  const held = others.length === 0 ? ofTouched : [...ofTouched, ...(await listCurrentFacts(tx, others, factKinds))]
  const all = withArrivals([...stored, ...mates.filter((mate) => !stored.some((event) => event.id === mate.id))], events)
  const drafts = [...foldOrdinary(all, kinds), ...foldStays(all)]
  return compare(drafts, held, kinds)
}

/** Everything stored about these citizens, and about whoever a correction of theirs names, until nobody new turns up: half a chain would bring back what was moved away. */
async function loadWithChains(
  tx: Tx,
  touched: readonly string[],
  kinds: readonly string[],
): Promise<{ stored: KnownEvent[]; others: string[] }> {
  const stored: KnownEvent[] = []
  const citizens = new Set<string>()
  for (let wanted = [...touched]; wanted.length > 0; ) {
    for (const citizen of wanted) citizens.add(citizen)
    const { events, othersNamed } = await listEventsOf(tx, wanted, kinds, [...citizens])
    stored.push(...events)
    wanted = othersNamed
  }
  return { stored: stored.sort((a, b) => a.arrival - b.arrival), others: [...citizens].filter((citizen) => !touched.includes(citizen)) }
}

/** What has just come stands behind everything stored, in its own order. */
function withArrivals(stored: readonly KnownEvent[], fresh: readonly NewEvent[]): (EventRecord & { citizenId: string })[] {
  const last = Math.max(0, ...stored.map((event) => event.arrival))
  return [...stored, ...fresh.map((event, index) => ({ ...event, arrival: last + 1 + index }))]
}

type Placed = { citizenId: string; draft: FactDraft }

function foldOrdinary(all: readonly (EventRecord & { citizenId: string })[], kinds: readonly string[]): Placed[] {
  const citizenOf = new Map(all.map((event) => [event.identityId, event.citizenId]))
  const standing = standingEvents(all.filter((event) => !isHospitalEvent(event.kind) && kinds.includes(event.kind)))
  const groups = Map.groupBy(standing, (event) => `${citizenOf.get(event.identityId)} ${foldGroup(event.kind)[0]}`)
  return [...groups.values()].flatMap((group) =>
    factsOf(group).map((draft) => ({ citizenId: citizenOf.get(draft.identityId) ?? '', draft })),
  )
}

function foldStays(all: readonly (EventRecord & { citizenId: string })[]): Placed[] {
  const groups = Map.groupBy(
    all.filter((event) => isHospitalEvent(event.kind)),
    (event) => event.citizenId,
  )
  return [...groups].flatMap(([citizenId, events]) => foldHospital(events).map((draft) => ({ citizenId, draft })))
}

function compare(placed: readonly Placed[], held: readonly Fact[], kinds: readonly string[]): FactChange[] {
  const hospital = kinds.some(isHospitalEvent)
  const inQuestion = held.filter((fact) =>
    fact.key === diedAtHospital
      ? hospital
      : kinds.includes(fact.kind) || (hospitalFactKinds.includes(fact.kind) && fact.kind !== 'citizen.died'),
  )
  const wanted = new Map(placed.map((one) => [`${one.citizenId} ${one.draft.key}`, one]))
  const changes: FactChange[] = []
  for (const fact of inQuestion) {
    const name = `${fact.citizenId} ${fact.key}`
    const now = wanted.get(name)
    wanted.delete(name)
    if (now === undefined || !saysTheSame(fact, now.draft)) changes.push({ citizenId: fact.citizenId, closes: fact, holds: now?.draft })
  }
  return [...changes, ...[...wanted.values()].map((one) => ({ citizenId: one.citizenId, closes: undefined, holds: one.draft }))]
}
