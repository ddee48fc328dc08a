export type { SimulatedEvent } from './events.ts'
export { isNobodys } from './identifier.ts'
export type { Hash } from './notifications.ts'
export { type SimulatedPerson, type Simulation, type SimulationInput, simulate } from './simulate.ts'
