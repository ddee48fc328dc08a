// From what happened to what is sent: CloudEvents as the outside contract takes them, with the slips of the pen that every department
// makes: in a hundred points, about one is corrected and one in two hundred taken back.
import { findKind, type Identifier, type Instant } from '@roedtraad/domain'
import type { Draft } from './drafts.ts'
import type { Life } from './life.ts'
import { anyHours, day, hour, minute, officeHours, timeAfter } from './local-time.ts'
import type { Random } from './random.ts'
import { isAway } from './stays.ts'

/** One event as `POST /api/v1/events` takes it. `recordedtime` (CloudEvents extension) is when the sender wrote it down. */
export interface SimulatedEvent {
  specversion: '1.0'
  type: string
  source: string
  id: string
  time: Instant
  recordedtime: Instant
  datacontenttype: 'application/json'
  dataschema: string
  data: {
    citizen: Identifier
    value?: number
    unit?: string
    team?: string
    detail?: Record<string, unknown>
    corrects?: string
    withdraws?: string
  }
}

const sources: readonly (readonly [prefix: string, source: string])[] = [
  ['citizen.', 'urn:cpr:register'],
  ['sickleave.', 'urn:employment:fasit'],
  ['employment.', 'urn:employment:fasit'],
  ['jobseeker.', 'urn:employment:fasit'],
  ['social.', 'urn:social:dubu'],
  ['eviction.', 'urn:social:dubu'],
  ['rent.', 'urn:social:dubu'],
  ['substance.', 'urn:social:dubu'],
  ['psychiatry.', 'urn:hospital:epj'],
  ['discharge.', 'urn:hospital:epj'],
]

/** The system that tells of a kind; whatever nobody else tells stands in the care record. */
function sourceOf(kind: string): string {
  return sources.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? 'urn:carerecord:nexus'
}

/** The events of one life that are written down before now, in no order. */
export function toEvents(random: Random, life: Life, drafts: readonly Draft[]): SimulatedEvent[] {
  return drafts
    .filter((draft) => draft.recordedAt < life.now)
    .flatMap((draft) => {
      const original = toEvent(random, life, draft)
      return [original, ...secondThoughts(random, life, draft, original)]
    })
}

function toEvent(random: Random, life: Life, draft: Draft): SimulatedEvent {
  const known = findKind(draft.kind)
  if (known === undefined) throw new RangeError(`kind: ${draft.kind} is not in the catalogue of kinds; add it there or tell another`)
  const citizen = { ...life.person.identifier }
  const data: SimulatedEvent['data'] = { citizen }
  if (draft.value !== undefined) data.value = draft.value
  if (draft.value !== undefined && known.unit !== null) data.unit = known.unit
  if (draft.team !== undefined) data.team = draft.team
  if (draft.detail !== undefined) data.detail = draft.detail
  return {
    specversion: '1.0',
    type: `dk.roedtraad.${draft.kind}`,
    source: sourceOf(draft.kind),
    id: random.uuid(),
    time: new Date(draft.at).toISOString(),
    recordedtime: new Date(draft.recordedAt).toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:roedtraad:kind:${draft.kind}:${known.version}`,
    data,
  }
}

function secondThoughts(random: Random, life: Life, draft: Draft, original: SimulatedEvent): SimulatedEvent[] {
  if (findKind(draft.kind)?.shape !== 'point' || draft.kind.startsWith('citizen.')) return []
  const fate = random.next()
  const noticedAt = timeAfter(random, draft.recordedAt + random.next() * 6 * day, officeHours)
  if (noticedAt >= life.now || (life.diedAt !== null && noticedAt >= life.diedAt)) return []
  if (fate < 0.008) return [correction(random, life, draft, original, noticedAt)]
  if (fate < 0.013) return [withdrawal(random, life, draft, original, noticedAt)]
  return []
}

/** A full replacement with the same source: another value where there is one, else another hour, else a remark. */
function correction(random: Random, life: Life, draft: Draft, original: SimulatedEvent, recordedAt: number): SimulatedEvent {
  const moved = draft.at - random.integer(10, 90) * minute
  const replaced: Draft = { ...draft, recordedAt }
  if (draft.kind === 'observation.tobs') replaced.value = Math.min(15, (draft.value ?? 0) + random.integer(1, 3))
  else if (draft.value !== undefined) replaced.value = Math.round((draft.value + random.pick([-2, -1, 1, 2])) * 10) / 10
  else if (!isAway(life.stays, moved) && moved > life.from + hour) replaced.at = moved
  else replaced.detail = { ...draft.detail, remark: 'Rettet' }
  const event = toEvent(random, life, replaced)
  return { ...event, data: { ...event.data, corrects: original.id } }
}

function withdrawal(random: Random, life: Life, draft: Draft, original: SimulatedEvent, at: number): SimulatedEvent {
  const recordedAt = timeAfter(random, at - 1, anyHours)
  const event = toEvent(random, life, { kind: draft.kind, at, recordedAt: Math.min(recordedAt, at + minute) })
  return { ...event, data: { citizen: event.data.citizen, withdraws: original.id } }
}
