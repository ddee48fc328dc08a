// Writes one MedCom HospitalNotification 3.x message as a Bundle, shaped like MedCom's published examples.
import type { Instant, StayClass } from '@roedtraad/domain'

export type Json = Record<string, unknown>

/** What one message says, before it is put in FHIR words. */
export interface MessageContent {
  bundleId: string
  timestamp: Instant
  headerId: string
  activity: string
  status: string
  class: StayClass
  period: { start: Instant; end?: Instant }
  leave: { start: Instant; end?: Instant } | null
  deceased: boolean | null
  occurredAt: Instant
  episodes: { system: string; value: string }[]
  provider: string
  /** SOR id of the sender; may differ from the provider. */
  sender: string
  named: boolean
  narrative: string
  /** What Provenance.entity points at. */
  entity: { role: 'revision' | 'removal'; headerId: string } | null
  /** An older Provenance that is carried along. */
  older: { headerId: string; activity: string; occurredAt: Instant } | null
  reportOfAdmission: boolean
  /** Hours of the UTC offset that the times are written with. */
  offset: number
}

const medcom = 'http://medcomfhir.dk/ig'
const receiver = '953741000016009'
const sor = (id: string) => `https://sor2.sum.dsdn.dk/#id=${id}`

/** The Bundle as a plain JSON object, ready for JSON.stringify. */
export function writeBundle(content: MessageContent): Json {
  const organisations = [...new Set([receiver, content.sender, content.provider])]
  return {
    resourceType: 'Bundle',
    id: content.bundleId,
    meta: { profile: [`${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-message`] },
    type: 'message',
    timestamp: inOffset(content.timestamp, content.offset),
    entry: [
      entry(writeHeader(content)),
      entry(writePatient(content)),
      entry(writeEncounter(content)),
      ...organisations.map((id) => entry(writeOrganisation(id, content.named))),
      ...writeProvenances(content).map(entry),
    ],
  }
}

function entry(resource: Json): Json {
  return { fullUrl: `${resource.resourceType}/${resource.id}`, resource }
}

function organisationId(id: string): string {
  return `o-${id}`
}

function text(narrative: string): Json {
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${narrative}</p></div>` }
}

function writeHeader(content: MessageContent): Json {
  const extension = (name: string) => `${medcom}/messaging/StructureDefinition/${name}`
  const report = [
    { url: extension('medcom-messaging-reportOfAdmissionExtension'), valueBoolean: true },
    {
      url: extension('medcom-messaging-reportOfAdmissionRecipientExtension'),
      valueReference: { reference: `Organization/${organisationId(content.sender)}` },
    },
  ]
  return {
    resourceType: 'MessageHeader',
    id: content.headerId,
    meta: { profile: [`${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-messageHeader`] },
    text: text(content.narrative),
    ...(content.reportOfAdmission ? { extension: report } : {}),
    eventCoding: { system: `${medcom}/terminology/CodeSystem/medcom-messaging-eventCodes`, code: 'hospital-notification-message' },
    destination: [
      {
        extension: [
          {
            url: extension('medcom-messaging-destinationUseExtension'),
            valueCoding: { system: `${medcom}/terminology/CodeSystem/medcom-messaging-destinationUse`, code: 'primary' },
          },
        ],
        endpoint: sor(receiver),
        receiver: { reference: `Organization/${organisationId(receiver)}` },
      },
    ],
    sender: { reference: `Organization/${organisationId(content.sender)}` },
    source: { endpoint: sor(content.sender) },
    focus: [{ reference: 'Encounter/encounter' }],
  }
}

function writePatient(content: MessageContent): Json {
  return {
    resourceType: 'Patient',
    id: 'patient',
    meta: { profile: [`${medcom}/core/StructureDefinition/medcom-core-patient`] },
    text: text(content.narrative),
    identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '2509479989' }],
    name: [{ use: 'official', family: 'Elmer' }],
    ...(content.deceased === null ? {} : { deceasedBoolean: content.deceased }),
  }
}

function writeEncounter(content: MessageContent): Json {
  const period = (value: { start: Instant; end?: Instant }) => ({
    start: inOffset(value.start, content.offset),
    ...(value.end === undefined ? {} : { end: inOffset(value.end, content.offset) }),
  })
  const url = `${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension`
  return {
    resourceType: 'Encounter',
    id: 'encounter',
    meta: { profile: [`${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-encounter`] },
    text: text(content.narrative),
    ...(content.leave === null ? {} : { extension: [{ url, valuePeriod: period(content.leave) }] }),
    status: content.status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: content.class },
    subject: { reference: 'Patient/patient' },
    episodeOfCare: content.episodes.map((identifier) => ({ identifier })),
    period: period(content.period),
    serviceProvider: { reference: `Organization/${organisationId(content.provider)}` },
  }
}

function writeOrganisation(id: string, named: boolean): Json {
  return {
    resourceType: 'Organization',
    id: organisationId(id),
    meta: { profile: [`${medcom}/messaging/StructureDefinition/medcom-messaging-organization`] },
    identifier: [
      { system: 'https://www.gs1.org/gln', value: `57900${id.slice(0, 8)}` },
      { system: 'urn:oid:1.2.208.176.1.1', value: id },
    ],
    ...(named ? { name: `Afdeling ${id.slice(0, 4)}` } : {}),
  }
}

function writeProvenances(content: MessageContent): Json[] {
  const { offset, sender, entity, older } = content
  const current = { headerId: content.headerId, activity: content.activity, occurredAt: content.occurredAt }
  return [...(older === null ? [] : [older]), current].map((said, index) => ({
    resourceType: 'Provenance',
    id: `provenance-${index + 1}`,
    meta: { profile: [`${medcom}/messaging/StructureDefinition/medcom-messaging-provenance`] },
    target: [{ reference: `MessageHeader/${said.headerId}` }],
    occurredDateTime: inOffset(said.occurredAt, offset),
    recorded: inOffset(said.occurredAt, offset),
    activity: { coding: [{ system: `${medcom}/terminology/CodeSystem/medcom-messaging-activityCodes`, code: said.activity }] },
    agent: [{ who: { reference: `Organization/${organisationId(sender)}` } }],
    ...(said === current && entity !== null
      ? { entity: [{ role: entity.role, what: { reference: `MessageHeader/${entity.headerId}` } }] }
      : {}),
  }))
}

/** The same instant written with an offset, as hospitals do: `2025-03-01T13:00:00+01:00`. */
function inOffset(at: Instant, hours: number): string {
  if (hours === 0) return at.replace('.000Z', 'Z')
  const local = new Date(Date.parse(at) + hours * 3_600_000).toISOString().replace('.000Z', '').replace('Z', '')
  return `${local}+0${hours}:00`
}
