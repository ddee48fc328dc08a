// One CloudEvent of the outside contract into our words. Every fault names its field and the remedy; nothing is guessed.
import {
  type EventDeed,
  type FieldProblem,
  findKind,
  type Identifier,
  type Instant,
  isSentAsEvent,
  normaliseValue,
  toInstant,
} from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

const short = Type.String({ minLength: 1, maxLength: 200 })

/** The envelope and data of the outside contract (CloudEvents 1.0; unknown members are ignored). */
const CloudEvent = Type.Object({
  specversion: Type.Literal('1.0'),
  id: short,
  source: short,
  type: Type.String({ pattern: '^dk\\.roedtraad\\.[a-z][a-z.-]{1,80}$' }),
  time: Type.String({ maxLength: 40 }),
  recordedtime: Type.Optional(Type.String({ maxLength: 40 })),
  dataschema: Type.Optional(Type.String({ maxLength: 300 })),
  data: Type.Object({
    citizen: Type.Object({ system: short, value: Type.String({ minLength: 1, maxLength: 100 }) }),
    value: Type.Optional(Type.Number()),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    team: Type.Optional(short),
    detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    corrects: Type.Optional(short),
    withdraws: Type.Optional(short),
  }),
})
type CloudEvent = Static<typeof CloudEvent>

/** An event as sent, before anybody knows whom it is about or whether it is needed. */
export interface SentEvent {
  source: string
  sourceId: string
  kind: string
  deed: EventDeed
  targetId: string | null
  identifier: Identifier
  occurredAt: Instant
  recordedAt: Instant | null
  value: number | null
  unit: string | null
  team: string | null
  detail: Record<string, unknown>
}

export type ReadCloudEvent =
  | { kind: 'event'; event: SentEvent }
  | { kind: 'faulty'; id: string; source: string; code: string; errors: FieldProblem[]; waitsForKind: string | null }

const envelope = Compile(CloudEvent)
const details = new Map<string, Validator>()
/** Reads one member of a batch. Never throws; a fault comes back with a stable code and the fields at fault. */
export function readCloudEvent(input: unknown): ReadCloudEvent {
  const errors = envelopeErrors(input)
  if (errors.length > 0) return faulty(input, 'invalid-event', errors)
  const sent = input as CloudEvent
  const name = sent.type.slice('dk.roedtraad.'.length)
  if (!isSentAsEvent(name))
    return faulty(
      input,
      'unknown-kind',
      [
        {
          field: 'type',
          problem: `the kind ${name} is not known here`,
          remedy: 'see GET /api/v1/event-kinds; the event is kept and taken in if the kind arrives',
        },
      ],
      name,
    )
  const known = [...timeErrors(sent), ...deedErrors(sent), ...kindErrors(sent, name)]
  if (known.length > 0) return faulty(input, 'invalid-event', known)
  return { kind: 'event', event: toSentEvent(sent, name) }
}

function envelopeErrors(input: unknown): FieldProblem[] {
  if (isDeeperThan(input, deepest)) return [{ field: '', problem: `is nested deeper than ${deepest} levels`, remedy: 'send it flatter' }]
  if (!envelope.Check(input)) return toFieldProblems(envelope.Errors(input), '')
  if (isUnstorable(input)) return [{ field: '', problem: 'holds a NUL or half a character', remedy: 'send valid Unicode text' }]
  return []
}

const deepest = 64

/** Looks no deeper than it must, so that no depth can exhaust it. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}

/** NUL and half a surrogate pair cannot be stored, and would sink the whole batch at the database. */
function isUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => isUnstorable(name) || isUnstorable(member))
}

function timeErrors(sent: CloudEvent): FieldProblem[] {
  const faults: FieldProblem[] = []
  for (const field of ['time', 'recordedtime'] as const) {
    const text = sent[field]
    if (text === undefined) continue
    try {
      if (toInstant(text) < '1900') throw new RangeError('too early')
    } catch {
      faults.push({ field, problem: 'is not an instant with an offset', remedy: 'write RFC 3339, such as 2026-03-01T12:00:00+01:00' })
    }
  }
  return faults
}

function deedErrors({ data }: CloudEvent): FieldProblem[] {
  if (data.corrects !== undefined && data.withdraws !== undefined)
    return [{ field: 'data.withdraws', problem: 'stands beside data.corrects', remedy: 'send either a correction or a withdrawal' }]
  return []
}

function kindErrors({ data }: CloudEvent, name: string): FieldProblem[] {
  const kind = findKind(name)
  if (kind === undefined || data.withdraws !== undefined) return []
  const faults = detailErrors(name, data.detail ?? {})
  if (kind.value !== null && data.value === undefined)
    faults.push({ field: 'data.value', problem: 'is missing', remedy: `send a number from ${kind.value.minimum} to ${kind.value.maximum}` })
  if (kind.value !== null && data.value !== undefined && (data.value < kind.value.minimum || data.value > kind.value.maximum)) {
    faults.push({
      field: 'data.value',
      problem: 'is out of range',
      remedy: `send a number from ${kind.value.minimum} to ${kind.value.maximum}`,
    })
  }
  if (kind.unit !== null && data.unit !== undefined && data.unit !== kind.unit)
    faults.push({ field: 'data.unit', problem: 'is another unit', remedy: `send ${kind.unit} (UCUM), or leave it out` })
  return faults
}

function detailErrors(name: string, detail: unknown): FieldProblem[] {
  const kind = findKind(name)
  if (kind === undefined) return []
  const validator = details.get(name) ?? Compile(kind.detail)
  details.set(name, validator)
  return validator.Check(detail) ? [] : toFieldProblems(validator.Errors(detail), 'data.detail')
}

function toFieldProblems(
  found: readonly { instancePath: string; message: string; keyword: string; params: object }[],
  prefix: string,
): FieldProblem[] {
  return found.slice(0, 20).map((error) => {
    const missing = (error.params as { requiredProperties?: string[] }).requiredProperties?.join(', ')
    const path = error.instancePath.slice(1).replaceAll('/', '.')
    return {
      field: [prefix, path, missing].filter(Boolean).join('.'),
      problem: missing ? 'is missing' : error.message,
      remedy: 'see the schema of the event in /docs',
    }
  })
}

function faulty(input: unknown, code: string, errors: FieldProblem[], waitsForKind: string | null = null): ReadCloudEvent {
  const member = (name: string) =>
    typeof input === 'object' && input !== null && typeof (input as Record<string, unknown>)[name] === 'string'
      ? String((input as Record<string, unknown>)[name]).slice(0, 200)
      : ''
  return { kind: 'faulty', id: member('id'), source: member('source'), code, errors, waitsForKind }
}

function toSentEvent({ id, source, time, recordedtime, data }: CloudEvent, kind: string): SentEvent {
  return {
    source,
    sourceId: id,
    kind,
    deed: data.withdraws !== undefined ? 'withdraw' : data.corrects !== undefined ? 'correct' : 'record',
    targetId: data.withdraws ?? data.corrects ?? null,
    identifier: { system: data.citizen.system, value: normaliseValue(data.citizen) },
    occurredAt: toInstant(time),
    recordedAt: recordedtime === undefined ? null : toInstant(recordedtime),
    value: data.value ?? null,
    unit: data.value === undefined ? null : (data.unit ?? findKind(kind)?.unit ?? null),
    team: data.team ?? null,
    detail: data.detail ?? {},
  }
}
