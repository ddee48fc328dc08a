// A hospital stay is (citizen, episode, service provider). Its state is folded from what happened when, never from the order of arrival.

import type { StayAct, StayClass, StayStep } from './hospital-notification.ts'
import type { Instant } from './instant.ts'

export type StayState = 'active' | 'on-leave' | 'ended' | 'cancelled'

/** One line of a stay's history: a message or a human deed, in the order it happened. */
export interface StayHistoryEntry {
  eventId: string
  step: StayStep | 'death' | 'ended-by-hand' | 'planned-by-hand'
  act: StayAct
  /** The instant that the step is about. */
  at: Instant
  /** When the sender says it was written. */
  recordedAt: Instant
  hospital: string | null
  department: string | null
}

/** `detail` of a fact of kind `hospital.stay` or `hospital.stay.cancelled`. from/to are the fact's own. */
export interface HospitalStayDetail {
  stayId: string
  episode: string
  episodeIdentifiers: string[]
  class: StayClass
  state: StayState
  /** When the state began: the start, the leave, the end. */
  since: Instant
  hospital: string | null
  department: string | null
  providerSor: string | null
  endedBy: 'discharge' | 'death' | 'hand' | null
  /** An admission report (XDIS16) that the hospital asked for and that is due. */
  admissionReportDue: boolean
  history: StayHistoryEntry[]
}

/** `detail` of a fact of kind `hospital.episode`: all stays of one episode together, what the rules read. */
export interface HospitalEpisodeDetail {
  episode: string
  /** IMP as soon as one stay of it is; EMER while it is only an acute ambulant contact. */
  class: StayClass
  /** True when an emergency contact went before the admission in the same episode, or it is EMER only; false: the message does not tell. */
  acute: boolean
  /** A human has said that the admission was planned. */
  planned: boolean
  /** The stay that a human may mark as planned: the latest admission of the episode. */
  stayId: string
  endedBy: 'discharge' | 'death' | 'hand' | null
  hospital: string | null
  department: string | null
}
