// Here, gone, back, and taken back.
import { expect, test } from 'vitest'
import { nextLeaving, readLeaving, stillLeft } from './leaving.ts'

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`
const died = (n: number) => ({ kind: 'citizen.died', from: day(n), detail: {} })
const moved = (n: number, leavesMunicipality?: boolean) => ({
  kind: 'citizen.moved',
  from: day(n),
  detail: leavesMunicipality === undefined ? { address: 'Vej 1' } : { leavesMunicipality },
})

test.each([
  ['nothing told', [], null, null, [false, false]],
  ['a death', [died(2)], 'died', null, [true, false]],
  ['a death ahead', [died(20)], null, day(20), [false, false]],
  ['a move inside', [moved(2)], null, null, [false, false]],
  ['a move away', [moved(1), moved(2, true)], 'moved', null, [false, true]],
  ['a move away and back', [moved(2, true), moved(4)], null, null, [false, true]],
  ['a move away ahead', [moved(2), moved(21, true)], null, day(21), [false, false]],
  ['a move away, and death', [moved(2, true), died(5)], 'died', null, [true, true]],
] as const)('%s', (_, facts, because, next, still) => {
  expect(readLeaving(facts, day(10))?.because ?? null).toBe(because)
  expect(nextLeaving(facts, day(10))).toBe(next)
  expect([stillLeft('died', facts, day(10)), stillLeft('moved', facts, day(10))]).toEqual(still)
})
