export * from './small-cells.ts'
export * from './weeks.ts'
