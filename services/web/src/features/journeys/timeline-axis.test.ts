import { expect, it } from 'vitest'
import { listMarks, pan, reveal, zoom } from './timeline-axis.ts'

const whole = { from: '2026-01-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' }
const days = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000

it('looks closer around the middle, or around a point that stays where it is', () => {
  expect(zoom(whole, 0.5, whole)).toEqual({ from: '2026-01-31T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' })
  expect(zoom(whole, 0.5, whole, Date.parse(whole.from)).from).toBe(whole.from)
})

it('never looks closer than a day, nor beyond the whole', () => {
  const closest = Array.from({ length: 30 }).reduce<typeof whole>((axis) => zoom(axis, 0.5, whole), whole)
  expect(days(closest)).toBe(1)
  expect(zoom(closest, 1000, whole)).toEqual(whole)
})

it('moves within the whole and stops at its ends', () => {
  const half = zoom(whole, 0.5, whole)
  expect(pan(half, -9, whole).from).toBe(whole.from)
  expect(pan(half, 9, whole).to).toBe(whole.to)
  expect(days(pan(half, 0.1, whole))).toBe(days(half))
})

it('moves to what is asked for only when it is not seen', () => {
  const half = zoom(whole, 0.5, whole)
  expect(reveal(half, Date.parse('2026-03-01T00:00:00.000Z'), whole)).toBe(half)
  expect(reveal(half, Date.parse(whole.to), whole).to).toBe(whole.to)
})

it('names days where few are seen and months where many are, and never too many', () => {
  expect(listMarks(whole, 8).unit).toBe('month')
  for (const factor of [0.5, 0.2, 0.05, 0.01]) expect(listMarks(zoom(whole, factor, whole), 8).at.length).toBeLessThanOrEqual(9)
  expect(listMarks(zoom(whole, 0.05, whole), 8).unit).toBe('day')
})
