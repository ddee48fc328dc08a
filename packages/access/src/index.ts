export * from './decide-ground.ts'
export * from './decide-kept.ts'
export * from './decide-merge.ts'
export * from './ground-table.ts'
