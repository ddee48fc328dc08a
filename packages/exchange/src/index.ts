export * from './cloudevents/read-cloud-event.ts'
export * from './fhir/index.ts'
export * from './icalendar/write-invitation.ts'
