export * from './read-care-record.ts'
export type { ReadResource, Told, ToldEvent } from './told.ts'
export * from './write-import-answer.ts'
