export * from './identifier.ts'
export * from './likeness.ts'
