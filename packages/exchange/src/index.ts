export * from './care-record/index.ts'
export * from './cloudevents/read-cloud-event.ts'
export * from './fhir/index.ts'
