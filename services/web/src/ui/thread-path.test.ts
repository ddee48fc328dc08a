import { expect, test } from 'vitest'
import { toStrands } from './thread-path.ts'

const axis = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-11T00:00:00.000Z' }
const day = (date: number) => `2026-01-${String(date).padStart(2, '0')}T00:00:00.000Z`
const lanes: Record<string, number> = { a: 10, b: 30 }
const options = { axis, width: 1_000, now: day(10), closedAt: null, laneOf: (team: string) => lanes[team] ?? 0 }
const piece = (team: string, from: number, to: number | null) => ({ team, from: day(from), to: to === null ? null : day(to) })

test('one team, still: one straight line to now', () => {
  expect(toStrands([piece('a', 2, null)], options)).toMatchObject([{ path: 'M100 10H900', looseEnd: false, looseStart: false }])
})

test('a handover bends from lane to lane and stays one strand', () => {
  const [strand, ...more] = toStrands([piece('a', 2, 5), piece('b', 5, null)], options)
  expect(more).toEqual([])
  expect(strand?.path).toBe('M100 10H390C400 10 400 30 410 30H900')
})

test('a gap makes two strands, and the first ends loose', () => {
  const strands = toStrands([piece('a', 2, 4), piece('b', 6, null)], options)
  expect(strands.map(({ looseEnd, looseStart }) => [looseEnd, looseStart])).toEqual([
    [true, false],
    [false, true],
  ])
})

test('a closed journey does not end loose, and what lies before the axis is left out', () => {
  expect(toStrands([piece('a', 2, 4)], { ...options, closedAt: day(4) })).toMatchObject([{ looseEnd: false }])
  expect(toStrands([piece('a', 2, 4)], { ...options, axis: { from: day(5), to: axis.to } })).toEqual([])
})
