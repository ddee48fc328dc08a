import { describe, expect, it } from 'vitest'
import { listTicks, place, stackSpans, toAxis, touches } from './time-axis.ts'

const now = '2026-11-23T12:00:00.000Z'
const axis = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-11T00:00:00.000Z' }

describe('the axis', () => {
  it('ends a little after now, and "all" begins with the earliest', () => {
    expect(toAxis('all', now, '2020-01-01T00:00:00.000Z').from).toBe('2020-01-01T00:00:00.000Z')
    expect(toAxis('quarter', now, null).to > now).toBe(true)
  })

  it('is never shorter than thirty days, however new the earliest is', () => {
    expect(toAxis('all', now, now).from).toBe('2026-10-24T11:00:00.000Z')
  })

  it('places within its ends', () => {
    expect(place('2026-01-06T00:00:00.000Z', axis)).toBe(50)
    expect(place('2025-01-06T00:00:00.000Z', axis)).toBe(0)
    expect(place('2027-01-06T00:00:00.000Z', axis)).toBe(100)
  })

  it('is touched by what lasts', () => {
    expect(touches('2020-01-01T00:00:00.000Z', null, axis)).toBe(true)
    expect(touches('2020-01-01T00:00:00.000Z', '2020-02-01T00:00:00.000Z', axis)).toBe(false)
  })

  it('names at most so many months', () => {
    const ticks = listTicks({ from: '2016-03-04T00:00:00.000Z', to: now }, 8)
    expect(ticks.length).toBeLessThanOrEqual(8)
    expect(ticks.length).toBeGreaterThan(3)
    expect(listTicks({ from: '2026-09-04T00:00:00.000Z', to: now }, 8).map((tick) => tick.toISOString().slice(0, 10))).toEqual([
      '2026-10-01',
      '2026-11-01',
    ])
  })
})

it('lays spans that hold at once on rows of their own, and uses a free row again', () => {
  const long = { from: '1', to: null }
  const early = { from: '2', to: '3' }
  const late = { from: '3', to: '5' }
  const fourth = { from: '4', to: null }
  const rows = stackSpans([fourth, late, early, long], 2)
  expect([long, early, late, fourth].map((span) => rows.get(span))).toEqual([0, 1, 1, 1])
})
