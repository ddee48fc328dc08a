// From what a resource says now to what must be done to what it said before: record, correct, take back, or nothing.
// The same version twice changes nothing; an older one that arrives late changes nothing; what no longer holds is taken back.
import type { KnownEvent } from '@roedtraad/database'
import { canonicalJson, standingEvents } from '@roedtraad/domain'
import type { SentEvent, Told, ToldEvent } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { toArrival } from '../events/arrival.ts'
import type { Chain, Chains } from './chains.ts'

type Vault = Pick<Deps, 'vault' | 'municipality'>

export interface Plan {
  deeds: SentEvent[]
  /** Why there are none. */
  idle: 'superseded' | 'unchanged' | 'nothing' | null
}

/** A resource's id as part of an event's id. A number of a person is no id that may stand open. */
export function safeName(deps: Vault, resource: string): string {
  return /\d{6}[-/]?\w{4}/.test(resource) ? `${resource.split('/')[0]}/${deps.vault.fingerprint(resource).slice(0, 32)}` : resource
}

/** The id of the first event of this kind that the resource tells. */
export function baseOf(deps: Vault, told: Pick<Told, 'resource'>, kind: string): string {
  return `${safeName(deps, told.resource)}#${kind}`
}

/** Every kind that the resource tells or may have told. */
export function kindsOfTold(told: Told): string[] {
  return [...new Set([...told.holds.map((event) => event.kind), ...told.takesBack])]
}

/** What must be done. `source` is the sender's. */
export function planDeeds(deps: Vault, source: string, told: Told, chains: Chains): Plan {
  const before = new Map(kindsOfTold(told).map((kind) => [kind, chains.list(baseOf(deps, told, kind))]))
  const all = [...before.values()].flat().flatMap((chain) => chain.events)
  if (all.some((event) => isLater(event.recordedAt, told.recordedAt))) return { deeds: [], idle: 'superseded' }
  const held = told.holds.flatMap((event) => hold(deps, toSent(deps, source, told, event), before.get(event.kind) ?? []))
  const kept = new Set(told.holds.map((event) => event.kind))
  const gone = told.takesBack
    .filter((kind) => !kept.has(kind))
    .flatMap((kind) => takeBack(deps, source, told, kind, before.get(kind) ?? []))
  const deeds = [...held, ...gone]
  return { deeds, idle: deeds.length > 0 ? null : told.holds.length > 0 ? 'unchanged' : 'nothing' }
}

function isLater(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a > b
}

function hold(deps: Vault, sent: SentEvent, chains: readonly Chain[]): SentEvent[] {
  const last = chains.at(-1)
  if (last === undefined) throw new Error('a chain list is never empty')
  const told = chains.flatMap((chain) => chain.events).filter((event) => event.deed !== 'withdraw')
  if (told.some((event) => saysTheSame(deps, sent, event) && (sent.recordedAt === null || sent.recordedAt === event.recordedAt))) return []
  if (last.events.length === 0) return [{ ...sent, sourceId: last.id }]
  const [standing] = standingEvents(last.events)
  if (standing !== undefined && sent.recordedAt === null && saysTheSame(deps, sent, standing)) return []
  return [{ ...sent, sourceId: `${last.id}@${sent.sourceId}`, deed: 'correct', targetId: last.id }]
}

/** Whether the event as stored says what is said now: its fingerprint is that of the new content under its own ids. */
function saysTheSame(
  deps: Vault,
  sent: SentEvent,
  {
    sourceId,
    deed,
    targetId,
    recordedAt,
    bodyHash,
  }: Pick<KnownEvent, 'sourceId' | 'deed' | 'targetId' | 'recordedAt'> & { bodyHash?: string },
): boolean {
  return toArrival(deps, { ...sent, sourceId, deed, targetId, recordedAt }, nobody).bodyHash === bodyHash
}

const nobody = { username: '', sourcePrefix: '', areas: [] }

function takeBack(deps: Vault, source: string, told: Told, kind: string, chains: readonly Chain[]): SentEvent[] {
  const last = chains.at(-1)
  if (last === undefined) return []
  const known = chains.flatMap((chain) => chain.events)
  const isNewest = known.every((event) => isLater(told.recordedAt, event.recordedAt))
  const isWaitedFor = told.awaits.includes(kind) && isNewest
  if (last.events.length === 0 && !isWaitedFor) return []
  const at = last.events[0]?.occurredAt ?? told.recordedAt ?? '1900-01-01T00:00:00.000Z'
  const sent = toSent(deps, source, told, { kind, occurredAt: at, value: null, unit: null, detail: {} })
  return [{ ...sent, sourceId: `${last.id}!${sent.sourceId}`, deed: 'withdraw', targetId: last.id }]
}

/** `sourceId` holds the version until the deed is known. */
function toSent(deps: Vault, source: string, told: Told, event: ToldEvent): SentEvent {
  const { service } = event.detail
  const detail = typeof service === 'string' ? { ...event.detail, service: safeName(deps, service) } : event.detail
  const { version, recordedAt, identifier } = told
  const named =
    version !== null && version.length <= 40 ? version : deps.vault.fingerprint(canonicalJson({ ...event, version })).slice(0, 16)
  return {
    source,
    sourceId: named,
    kind: event.kind,
    deed: 'record',
    targetId: null,
    identifier,
    occurredAt: event.occurredAt,
    recordedAt,
    value: event.value,
    unit: event.unit,
    team: null,
    detail,
  }
}
