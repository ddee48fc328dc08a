// MedCom HospitalNotification ("Advis om sygehusophold") in our words: what one message says about one stay.
import type { Identifier } from './event.ts'
import type { Instant } from './instant.ts'

export type StayClass = 'IMP' | 'EMER'

/** What the message tells, from Provenance.activity; death is told by Patient.deceasedBoolean and goes before it. */
export type StayStep = 'admit-emergency' | 'admit-inpatient' | 'start-leave' | 'end-leave' | 'discharge'
export type StayAct = 'tell' | 'revise' | 'cancel'

export interface HospitalNotification {
  bundleId: string
  headerId: string
  /** SHA-256 (hex) of the canonical content without Bundle.id, Bundle.timestamp and narrative: equal for a resend. */
  contentHash: string
  patient: { identifiers: Identifier[]; name: string | null; deceased: boolean | null }
  step: StayStep
  act: StayAct
  class: StayClass
  /** Every episode identifier of the message; a local one is preferred over LPR3 where one must be named. */
  episodes: Identifier[]
  serviceProvider: Organisation
  sender: Organisation
  receiver: Organisation
  period: { start: Instant; end: Instant | null }
  leave: { start: Instant; end: Instant | null } | null
  /** Provenance.occurredDateTime: orders several messages about the same step. */
  occurredAt: Instant
  /** MessageHeader ids that Provenance.entity names; a hint only, official data get them wrong. */
  revises: string[]
  reportOfAdmission: { requested: boolean; recipient: string | null }
}

/** An organisation as the message names it. `sor` is its SOR id; `name` may be absent in the message. */
export interface Organisation {
  sor: string | null
  gln: string | null
  name: string | null
}

/** The instant to show for a message, by what it tells (MedCom clinical guidelines, table 2). */
export function eventTime(n: Pick<HospitalNotification, 'step' | 'period' | 'leave' | 'occurredAt' | 'patient'>): Instant {
  if (n.patient.deceased || n.step === 'discharge') return n.period.end ?? n.occurredAt
  if (n.step === 'start-leave') return n.leave?.start ?? n.occurredAt
  if (n.step === 'end-leave') return n.leave?.end ?? n.occurredAt
  return n.period.start
}
