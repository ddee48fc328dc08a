// A HospitalNotification in MedCom's words, for tests, the simulation and the sending tool.
import type { HospitalNotification, Instant, Organisation, StayAct, StayStep } from '@roedtraad/domain'
import { codeSystems, extensions, glnSystem, profiles, sorSystem, toEndpoint } from './medcom.ts'
import type { Json } from './resource.ts'

/** The message Bundle that says what `notification` says; `contentHash` is not looked at. `timestamp`: when it is sent. */
export function writeHospitalNotification(notification: HospitalNotification, timestamp: Instant): Json {
  const organisations = listOrganisations(notification)
  const resources = [
    writeHeader(notification, organisations),
    writePatient(notification),
    writeEncounter(notification, organisations),
    ...organisations.map((organisation, index) => writeOrganization(organisation, index)),
    writeProvenance(notification, organisations),
  ]
  return {
    resourceType: 'Bundle',
    id: notification.bundleId,
    meta: { profile: [profiles.notification] },
    type: 'message',
    timestamp,
    entry: resources.map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource })),
  }
}

function listOrganisations({ sender, receiver, serviceProvider, reportOfAdmission: { recipient } }: HospitalNotification): Organisation[] {
  const named = [receiver, sender, serviceProvider]
  const known = named.filter((one, index) => named.findIndex((other) => isSame(one, other)) === index)
  if (recipient === null || known.some(({ sor, gln }) => sor === recipient || gln === recipient)) return known
  return [...known, { sor: recipient, gln: null, name: null }]
}

function isSame(a: Organisation, b: Organisation): boolean {
  return a.sor === b.sor && a.gln === b.gln && a.name === b.name
}

function referTo(organisation: Organisation, all: readonly Organisation[]): Json {
  return { reference: `Organization/organization-${1 + all.findIndex((other) => isSame(organisation, other))}` }
}

function writeHeader(notification: HospitalNotification, all: readonly Organisation[]): Json {
  const { headerId, sender, receiver, reportOfAdmission } = notification
  const recipient = all.find(({ sor, gln }) => reportOfAdmission.recipient !== null && [sor, gln].includes(reportOfAdmission.recipient))
  const report = [
    ...(reportOfAdmission.requested ? [{ url: extensions.reportOfAdmission, valueBoolean: true }] : []),
    ...(recipient === undefined ? [] : [{ url: extensions.reportOfAdmissionRecipient, valueReference: referTo(recipient, all) }]),
  ]
  return {
    resourceType: 'MessageHeader',
    id: headerId,
    meta: { profile: [profiles.notificationHeader] },
    ...(report.length > 0 ? { extension: report } : {}),
    eventCoding: { system: codeSystems.events, code: 'hospital-notification-message' },
    destination: [
      {
        extension: [{ url: extensions.destinationUse, valueCoding: { system: codeSystems.destinationUse, code: 'primary' } }],
        endpoint: toEndpoint(receiver.sor ?? '0'),
        receiver: referTo(receiver, all),
      },
    ],
    sender: referTo(sender, all),
    source: { endpoint: toEndpoint(sender.sor ?? '0') },
    focus: [{ reference: 'Encounter/encounter' }],
  }
}

function writePatient({ patient }: HospitalNotification): Json {
  return {
    resourceType: 'Patient',
    id: 'patient',
    meta: { profile: [profiles.patient] },
    identifier: patient.identifiers.map(({ system, value }) => ({ system, value })),
    ...(patient.name === null ? {} : { name: [{ use: 'official', ...splitName(patient.name) }] }),
    ...(patient.deceased === null ? {} : { deceasedBoolean: patient.deceased }),
  }
}

function splitName(name: string): Json {
  const parts = name.split(' ')
  return parts.length === 1 ? { family: name } : { family: parts.at(-1), given: parts.slice(0, -1) }
}

function writeEncounter(notification: HospitalNotification, all: readonly Organisation[]): Json {
  const { leave, period, episodes, serviceProvider } = notification
  return {
    resourceType: 'Encounter',
    id: 'encounter',
    meta: { profile: [profiles.notificationEncounter] },
    ...(leave === null ? {} : { extension: [{ url: extensions.leavePeriod, valuePeriod: writePeriod(leave) }] }),
    status: statusOf(notification),
    class: { system: codeSystems.encounterClass, code: notification.class },
    subject: { reference: 'Patient/patient' },
    episodeOfCare: episodes.map(({ system, value }) => ({ identifier: { ...(system === '' ? {} : { system }), value } })),
    period: writePeriod(period),
    serviceProvider: referTo(serviceProvider, all),
  }
}

function writePeriod({ start, end }: { start: Instant; end: Instant | null }): Json {
  return end === null ? { start } : { start, end }
}

/** Encounter.status as MedCom's table of codes has it. */
function statusOf({ step, act, patient }: HospitalNotification): string {
  if (patient.deceased === true) return 'finished'
  if (step === 'discharge') return act === 'cancel' ? 'in-progress' : 'finished'
  if (step === 'start-leave') return act === 'cancel' ? 'in-progress' : 'onleave'
  if (step === 'end-leave') return act === 'cancel' ? 'onleave' : 'in-progress'
  return act === 'cancel' ? 'entered-in-error' : 'in-progress'
}

function writeOrganization({ sor, gln, name }: Organisation, index: number): Json {
  const identifier = [
    ...(gln === null ? [] : [{ system: glnSystem, value: gln }]),
    ...(sor === null ? [] : [{ system: sorSystem, value: sor }]),
  ]
  return {
    resourceType: 'Organization',
    id: `organization-${index + 1}`,
    meta: { profile: [profiles.organization] },
    ...(identifier.length === 0 ? {} : { identifier }),
    ...(name === null ? {} : { name }),
  }
}

function writeProvenance(notification: HospitalNotification, all: readonly Organisation[]): Json {
  const { headerId, occurredAt, sender, revises, act, bundleId } = notification
  const role = act === 'cancel' ? 'removal' : 'revision'
  return {
    resourceType: 'Provenance',
    id: `provenance-${bundleId}`.slice(0, 64),
    meta: { profile: [profiles.provenance] },
    target: [{ reference: `MessageHeader/${headerId}` }],
    occurredDateTime: occurredAt,
    recorded: occurredAt,
    activity: { coding: [{ system: codeSystems.activities, code: activityOf(notification) }] },
    agent: [{ who: referTo(sender, all) }],
    ...(revises.length > 0 ? { entity: revises.map((id) => ({ role, what: { reference: `MessageHeader/${id}` } })) } : {}),
  }
}

const prefixes: Readonly<Record<StayAct, string>> = { tell: '', revise: 'revise-', cancel: 'cancel-' }
const bases: Readonly<Record<Exclude<StayStep, 'discharge'>, string>> = {
  'admit-emergency': 'admit-emergency',
  'admit-inpatient': 'admit-inpatient',
  'start-leave': 'start-leave-inpatient',
  'end-leave': 'end-leave-inpatient',
}

/** The activity code of MedCom for a step and what is done to it. */
function activityOf({ step, act, class: stayClass }: Pick<HospitalNotification, 'step' | 'act' | 'class'>): string {
  const discharge = `discharge-${stayClass === 'EMER' ? 'emergency' : 'inpatient'}-home`
  return `${prefixes[act]}${step === 'discharge' ? discharge : bases[step]}`
}
