import { expect, it } from 'vitest'
import { fromClock, morningIn, toClock } from './clock.ts'

it.each([
  ['summer', '2026-07-01T14:30', '2026-07-01T12:30:00.000Z'],
  ['winter', '2026-12-01T14:30', '2026-12-01T13:30:00.000Z'],
  ['the day the clock goes back', '2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
])('the wall clock is Copenhagen’s in %s, both ways', (_, wall, instant) => {
  expect(fromClock(wall)).toBe(instant)
  expect(toClock(instant)).toBe(wall)
})

it('reads a time that the clock skips in spring an hour later', () => {
  expect(fromClock('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
})

it.each(['', '2026-13-40T99:99', 'i morgen'])('%j is no time', (text) => {
  expect(fromClock(text)).toBeNull()
})

it('comes back at seven in the morning, also when the night has another length', () => {
  expect(morningIn('2026-10-24T20:00:00.000Z', 1)).toBe('2026-10-25T06:00:00.000Z')
  expect(morningIn('2026-11-23T23:30:00.000Z', 1)).toBe('2026-11-25T06:00:00.000Z')
})
