// That somebody has left the municipality's care for good: she died, or she moved to another municipality. Read from facts, so that a message that is taken back takes this back too.
import type { FactDraft } from './fact.ts'
import type { Instant } from './instant.ts'

/** Facts that a leaving is read from. */
export const leavingKinds: readonly string[] = ['citizen.died', 'citizen.moved']

type Told = Pick<FactDraft, 'kind' | 'from' | 'detail'>

export interface Leaving<F extends Told = Told> {
  because: 'died' | 'moved'
  fact: F
}

/** How she has left at `at`: a death before a move; a move only while no later one brought her back. Null while she is here. */
export function readLeaving<F extends Told>(facts: readonly F[], at: Instant): Leaving<F> | null {
  const told = facts.filter((fact) => fact.from <= at)
  const died = told.find((fact) => fact.kind === 'citizen.died')
  if (died !== undefined) return { because: 'died', fact: died }
  const last = told
    .filter((fact) => fact.kind === 'citizen.moved')
    .reduce<F | undefined>((a, b) => (a === undefined || b.from >= a.from ? b : a), undefined)
  return last !== undefined && isDeparture(last) ? { because: 'moved', fact: last } : null
}

/** Whether this is still told, so that what was closed for it stays closed: she may have moved back since, but she did move away. */
export function stillLeft(because: 'died' | 'moved', facts: readonly Told[], at: Instant): boolean {
  return facts.some((fact) => fact.from <= at && (because === 'died' ? fact.kind === 'citizen.died' : isDeparture(fact)))
}

/** The next instant at which she leaves or comes back though nothing more is told; null for never. A move is registered before it happens. */
export function nextLeaving(facts: readonly Told[], at: Instant): Instant | null {
  const ahead = facts.filter((fact) => leavingKinds.includes(fact.kind) && fact.from > at).map((fact) => fact.from)
  return ahead.sort()[0] ?? null
}

function isDeparture(fact: Told): boolean {
  return fact.kind === 'citizen.moved' && fact.detail['leavesMunicipality'] === true
}
