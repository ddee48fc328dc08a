// A hospital notification as an event like any other. The identifiers and the name stay behind: the event knows its citizen by identity.
// Bundle.id stays behind too: it belongs to one sending, and a resend says the same.
import { cprSystem, eventTime, type HospitalNotification, type Identifier } from '@roedtraad/domain'
import type { SentEvent } from '@roedtraad/exchange'

/** The event of a notification. Several messages may share a header id, so the content takes part in the event's id. */
export function toSentEvent(notification: HospitalNotification): SentEvent {
  const { bundleId: _, ...told } = notification
  const { patient, sender, headerId, contentHash, occurredAt } = told
  return {
    source: `urn:hospital:${sender.sor ?? 'unknown'}`,
    sourceId: `${headerId}:${contentHash.slice(0, 32)}`,
    kind: 'hospital.notification',
    deed: 'record',
    targetId: null,
    identifier: getCpr(patient.identifiers),
    occurredAt: eventTime(notification),
    recordedAt: occurredAt,
    value: null,
    unit: null,
    team: null,
    detail: { ...told, patient: { identifiers: [], name: null, deceased: patient.deceased } },
  }
}

function getCpr(identifiers: readonly Identifier[]): Identifier {
  const cpr = identifiers.find((identifier) => identifier.system === cprSystem)
  if (cpr === undefined) throw new Error('a hospital notification without a CPR number cannot have been read')
  return cpr
}
