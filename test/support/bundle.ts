// A MedCom HospitalNotification as a hospital sends it, from the few things that a story says.
export interface Sent {
  cpr: string
  activity: string
  start: string
  written: string
  end?: string
  episode: string
  class?: string
}

const terminology = 'http://medcomfhir.dk/ig/terminology/CodeSystem'
const organisation = (id: string, sor: string, name: string) => ({
  resource: { resourceType: 'Organization', id, identifier: [{ system: 'urn:oid:1.2.208.176.1.1', value: sor }], name },
})

const reference = (to: string) => ({ reference: to })
const endpointOf = (sor: string) => `https://sor2.sum.dsdn.dk/#id=${sor}`
const hospital = '265161000016000'
const municipality = '953741000016009'

function encounterOf(sent: Sent) {
  return {
    resourceType: 'Encounter',
    id: 'encounter',
    status: sent.activity.startsWith('discharge') ? 'finished' : 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: sent.class ?? 'IMP' },
    subject: reference('Patient/patient'),
    episodeOfCare: [{ identifier: { system: endpointOf(hospital), value: sent.episode } }],
    period: { start: sent.start, ...(sent.end === undefined ? {} : { end: sent.end }) },
    serviceProvider: reference('Organization/sender'),
  }
}

function headerOf(id: string) {
  return {
    resourceType: 'MessageHeader',
    id,
    eventCoding: { system: `${terminology}/medcom-messaging-eventCodes`, code: 'hospital-notification-message' },
    destination: [{ endpoint: endpointOf(municipality), receiver: reference('Organization/receiver') }],
    sender: reference('Organization/sender'),
    source: { endpoint: endpointOf(hospital) },
    focus: [reference('Encounter/encounter')],
  }
}

function provenanceOf(sent: Sent, header: string) {
  return {
    resourceType: 'Provenance',
    id: 'provenance',
    target: [reference(`MessageHeader/${header}`)],
    occurredDateTime: sent.written,
    recorded: sent.written,
    activity: { coding: [{ system: `${terminology}/medcom-messaging-activityCodes`, code: sent.activity }] },
    agent: [{ who: reference('Organization/sender') }],
  }
}

/** The message as JSON text. The same content gives the same header id: sent again it is a resend. */
export function writeBundle(sent: Sent): string {
  const header = `${sent.episode}-${sent.activity}-${Date.parse(sent.written)}`
  const patient = {
    resourceType: 'Patient',
    id: 'patient',
    identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: sent.cpr }],
    name: [{ family: 'Elmer' }],
  }
  const resources = [headerOf(header), patient, encounterOf(sent), provenanceOf(sent, header)]
  const organisations = [organisation('sender', hospital, 'Herlev Hospital'), organisation('receiver', municipality, 'Rødby Kommune')]
  const entry = [...resources.map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource })), ...organisations]
  return JSON.stringify({ resourceType: 'Bundle', id: crypto.randomUUID(), type: 'message', timestamp: new Date().toISOString(), entry })
}
