// Builders for tests of the hospital fold: messages of one citizen, in MedCom's own short codes.
import type { EventRecord } from './event.ts'
import type { FactDraft } from './fact.ts'
import { foldHospital } from './fold-hospital.ts'
import { eventTime, type HospitalNotification, type StayStep } from './hospital-notification.ts'
import type { HospitalStayDetail } from './hospital-stay.ts'
import type { Instant } from './instant.ts'
import { readPresence } from './presence.ts'

/** An instant on a day of March 2025, at noon or at the hour given. */
export const march = (day: number, hour = 12): Instant => new Date(Date.UTC(2025, 2, day, hour)).toISOString()

const codes: Record<string, { step: StayStep; class: 'IMP' | 'EMER' }> = {
  STAA: { step: 'admit-emergency', class: 'EMER' },
  STIN: { step: 'admit-inpatient', class: 'IMP' },
  STOR: { step: 'start-leave', class: 'IMP' },
  SLOR: { step: 'end-leave', class: 'IMP' },
  SLHJ: { step: 'discharge', class: 'IMP' },
  MORS: { step: 'admit-inpatient', class: 'IMP' },
}

interface More extends Partial<Omit<HospitalNotification, 'serviceProvider' | 'patient'>> {
  at?: Instant
  start?: Instant
  written?: Instant
  provider?: string
  deceased?: boolean | null
}

let made = 0

/** A message by its code (`STIN`, `RE_STIN`, `AN_STIN`): `at` is the instant of its step, `start` of its stay, `written` when the hospital wrote it. */
export function message(
  code: string,
  { at = march(1), start = march(1), written = at, provider = '1001', deceased, ...more }: More = {},
): HospitalNotification {
  const base = code.replace(/^(RE|AN)_/, '')
  const { step, class: stayClass } = codes[base] ?? { step: 'discharge', class: 'IMP' }
  const isStart = step.startsWith('admit') && base !== 'MORS'
  const isEnd = step === 'discharge' || base === 'MORS'
  const organisation = { sor: provider, gln: null, name: `Afdeling ${provider}` }
  made += 1
  return {
    bundleId: `bundle-${made}`,
    headerId: `header-${made}`,
    contentHash: `hash-${made}`,
    patient: { identifiers: [], name: null, deceased: deceased ?? (base === 'MORS' ? !code.startsWith('AN_') : null) },
    step,
    act: base === 'MORS' ? 'tell' : code.startsWith('RE_') ? 'revise' : code.startsWith('AN_') ? 'cancel' : 'tell',
    class: stayClass,
    episodes: [{ system: 'https://sor2.sum.dsdn.dk/#id=1', value: 'e1' }],
    serviceProvider: organisation,
    sender: organisation,
    receiver: { sor: '953741000016009', gln: null, name: null },
    period: { start: isStart ? at : start, end: isEnd ? at : null },
    leave: step === 'start-leave' ? { start: at, end: null } : step === 'end-leave' ? { start: start, end: at } : null,
    occurredAt: written,
    revises: [],
    reportOfAdmission: { requested: false, recipient: null },
    ...more,
  }
}

/** A message as the event it is kept as. */
function toEvent(n: HospitalNotification, arrival = 0): EventRecord {
  return {
    ...bare,
    id: n.contentHash,
    sourceId: n.contentHash,
    kind: 'hospital.notification',
    occurredAt: eventTime(n),
    recordedAt: n.occurredAt,
    arrival,
    detail: { ...n },
  }
}

const bare = {
  source: 'urn:hospital:1',
  identityId: 'identity',
  deed: 'record',
  targetId: null,
  value: null,
  unit: null,
  team: null,
} as const

/** What a person does with a stay: ends it at `at`, or marks it as planned. `undone`: and takes it back. */
export function byHand(kind: 'ended-by-hand' | 'planned', stayId: string, at: Instant, undone = false): EventRecord[] {
  const record: EventRecord = {
    ...bare,
    id: `${kind} ${at}`,
    sourceId: `${kind} ${at}`,
    kind: `hospital.stay.${kind}`,
    occurredAt: at,
    recordedAt: at,
    arrival: 0,
    detail: { stayId, at, reason: 'hjemme' },
  }
  const back: EventRecord = {
    ...record,
    id: `back ${at}`,
    sourceId: `back ${at}`,
    deed: 'withdraw',
    targetId: record.sourceId,
    detail: { stayId },
  }
  return undone ? [record, back] : [record]
}

export type StayFact = Omit<FactDraft, 'detail'> & { detail: HospitalStayDetail }

export interface Folded {
  facts: FactDraft[]
  stays: StayFact[]
  presence: string
  find: (kind: string) => FactDraft[]
}

/** The fold of these messages and events, with what is asked of it most. */
export function fold(messages: readonly HospitalNotification[], events: readonly EventRecord[] = []): Folded {
  const facts = foldHospital([...messages.map(toEvent), ...events])
  const find = (kind: string) => facts.filter((fact) => fact.kind === kind)
  const stays = [...find('hospital.stay'), ...find('hospital.stay.cancelled')] as unknown as StayFact[]
  return { facts, stays, presence: readPresence(facts, '2099-01-01T00:00:00.000Z').state, find }
}

/** One stay as a line: `1001 ended IMP 2025-03-01T12–2025-03-05T12`. */
export function line({ detail, from, to }: StayFact): string {
  const end = to === null ? '' : to.slice(8, 13)
  return `${detail.providerSor} ${detail.state} ${detail.class} ${from.slice(8, 13)}–${end}`
}

/** Every order of a few things. */
export function listOrders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]]
  return things.flatMap((thing, index) => listOrders(things.toSpliced(index, 1)).map((rest) => [thing, ...rest]))
}
