export * from './check-ground.ts'
export * from './decide-ground.ts'
export * from './decide-kept.ts'
export * from './ground-table.ts'
