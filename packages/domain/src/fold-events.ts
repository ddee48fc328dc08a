// From what was sent to what we hold true, purely: any order of arrival gives the same facts.
// One original with its corrections and withdrawals is a chain, and gives at most one fact; a span ends at the first end that follows its start.
// A citizen may have several services of one kind at once: an end that names one (`detail.service`) ends that one, and one that names none ends all.
import type { EventRecord } from './event.ts'
import type { FactDraft } from './fact.ts'
import { eventKinds, findKind } from './kind.ts'

/** Key of the fact that a chain (source, id of the original) gives. */
function factKey(kind: string, source: string, originalId: string): string {
  return `${kind}:${source}:${originalId}`
}

/** Who somebody is and where she lives is read from these together. */
export const registrationKinds: readonly string[] = ['citizen.registered', 'citizen.moved']

/** The kinds that must be folded together with `kind`: a start with its end. */
export function foldGroup(kind: string): string[] {
  if (registrationKinds.includes(kind)) return [...registrationKinds]
  const known = findKind(kind)
  if (known?.shape === 'start' && known.endedBy !== null) return [kind, known.endedBy]
  if (known?.shape !== 'end') return [kind]
  return [startOf(kind), kind].filter((name) => name !== undefined)
}

const startOf = (end: string): string | undefined => eventKinds.find((kind) => kind.endedBy === end)?.kind

/**
 * The events that stand, each as it reads after its corrections and under its original's id.
 * A withdrawal takes its original back for good; of several corrections the one recorded last counts (`recordedAt`, else arrival);
 * a correction or withdrawal without its original waits and gives nothing.
 */
export function standingEvents(events: readonly EventRecord[]): EventRecord[] {
  return [...toChains(events).values()].map(effective).filter((event) => event !== undefined)
}

/** The facts of the standing events of one citizen and one fold group (see `foldGroup`). */
export function factsOf(standing: readonly EventRecord[]): FactDraft[] {
  const ends = standing.filter((event) => findKind(event.kind)?.shape === 'end').sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
  return standing.map((event) => toFact(event, ends))
}

/** Folds all events of one citizen and one fold group into facts. */
export function foldEvents(events: readonly EventRecord[]): FactDraft[] {
  return factsOf(standingEvents(events))
}

function toChains(events: readonly EventRecord[]): Map<string, EventRecord[]> {
  const chains = new Map<string, EventRecord[]>()
  for (const event of events) {
    const name = JSON.stringify([event.source, event.targetId ?? event.sourceId])
    chains.set(name, [...(chains.get(name) ?? []), event])
  }
  return chains
}

/** The original as it stands after corrections, under the original's own id; undefined when withdrawn or not yet here. */
function effective(chain: EventRecord[]): EventRecord | undefined {
  const original = chain.find((event) => event.deed === 'record')
  if (original === undefined || chain.some((event) => event.deed === 'withdraw')) return undefined
  const corrections = chain.filter((event) => event.deed === 'correct' && event.kind === original.kind)
  const last = corrections.sort(byRecording).at(-1)
  return last === undefined ? original : { ...last, sourceId: original.sourceId, targetId: null }
}

function byRecording(a: EventRecord, b: EventRecord): number {
  if (a.recordedAt !== null && b.recordedAt !== null && a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1
  return a.arrival - b.arrival
}

function endsService(end: EventRecord, start: EventRecord): boolean {
  return end.detail.service === undefined || end.detail.service === start.detail.service
}

function toFact(event: EventRecord, ends: readonly EventRecord[]): FactDraft {
  const kind = findKind(event.kind)
  const end =
    kind?.shape === 'start'
      ? ends.find(
          (candidate) => candidate.kind === kind.endedBy && candidate.occurredAt >= event.occurredAt && endsService(candidate, event),
        )
      : undefined
  return {
    key: factKey(event.kind, event.source, event.sourceId),
    kind: event.kind,
    identityId: event.identityId,
    from: event.occurredAt,
    to: kind?.shape === 'start' ? (end?.occurredAt ?? null) : event.occurredAt,
    value: event.value,
    unit: event.unit,
    team: event.team,
    detail: event.detail,
    source: event.source,
    eventId: event.id,
  }
}
