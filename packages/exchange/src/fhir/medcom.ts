// Names that MedCom's messages use.

const medcom = 'http://medcomfhir.dk/ig'

export const sorSystem = 'urn:oid:1.2.208.176.1.1'
export const glnSystem = 'https://www.gs1.org/gln'

export const codeSystems = {
  events: `${medcom}/terminology/CodeSystem/medcom-messaging-eventCodes`,
  activities: `${medcom}/terminology/CodeSystem/medcom-messaging-activityCodes`,
  destinationUse: `${medcom}/terminology/CodeSystem/medcom-messaging-destinationUse`,
  errors: `${medcom}/terminology/CodeSystem/medcom-acknowledgement-error-codes`,
  encounterClass: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
} as const

export const extensions = {
  destinationUse: `${medcom}/messaging/StructureDefinition/medcom-messaging-destinationUseExtension`,
  reportOfAdmission: `${medcom}/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension`,
  reportOfAdmissionRecipient: `${medcom}/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionRecipientExtension`,
  /** "notifiation" is MedCom's own spelling. */
  leavePeriod: `${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension`,
} as const

export const profiles = {
  acknowledgement: `${medcom}/acknowledgement/StructureDefinition/medcom-messaging-acknowledgement`,
  acknowledgementHeader: `${medcom}/acknowledgement/StructureDefinition/medcom-messaging-acknowledgementHeader`,
  acknowledgementOutcome: `${medcom}/acknowledgement/StructureDefinition/medcom-acknowledgement-operationoutcome`,
  provenance: `${medcom}/messaging/StructureDefinition/medcom-messaging-provenance`,
  organization: `${medcom}/messaging/StructureDefinition/medcom-messaging-organization`,
  patient: `${medcom}/core/StructureDefinition/medcom-core-patient`,
  notification: `${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-message`,
  notificationHeader: `${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-messageHeader`,
  notificationEncounter: `${medcom}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-encounter`,
} as const

export const acknowledgementDefinition = `${medcom}/acknowledgement/medcom-acknowledgement-message-definition|2.0.0`

/** The endpoint of an organisation, from its SOR id. */
export function toEndpoint(sor: string): string {
  return `https://sor2.sum.dsdn.dk/#id=${sor}`
}

/** The SOR id in an endpoint, or null. */
export function findSor(endpoint: string | null | undefined): string | null {
  return /#id=(\d{1,20})$/.exec(endpoint ?? '')?.[1] ?? null
}
