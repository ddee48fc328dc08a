export * from './care-record/index.ts'
export * from './cloudevents/read-cloud-event.ts'
export * from './csv/index.ts'
export * from './fhir/index.ts'
