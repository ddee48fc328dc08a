import { expect, it } from 'vitest'
import { findNearest, toLanePaths } from './lane-paths.ts'
import type { TimelineItem } from './timeline-items.ts'

const item = (fromMs: number, toMs: number | null, kind = 'nursing.contact') => ({ id: `${fromMs}`, fromMs, toMs, kind }) as TimelineItem
const axis = { from: 0, to: 1000 }

it('draws five thousand points in a line that is no longer than the screen is wide', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => item(index / 5, index / 5))
  expect(toLanePaths(many, axis, 300).points.split('M').length - 1).toBeLessThanOrEqual(301)
})

it('lays what holds at the same time above each other, and joins what finds no room', () => {
  const { spans } = toLanePaths([item(0, 500), item(100, 300), item(200, 400), item(600, null)], axis, 100)
  expect(spans).toBe('M0 48H50M60 48H100M10 41H40')
})

it('keeps deeds apart from facts, and leaves out what is not seen', () => {
  expect(toLanePaths([item(500, 500, 'deed'), item(2000, 2000)], axis, 100)).toEqual({ points: '', spans: '', deeds: 'M50 20v7' })
})

it('finds what is under the finger: a point before the span behind it, and nothing out of reach', () => {
  const lane = [item(0, null), item(500, 500)]
  expect(findNearest(lane, 505, 20)?.fromMs).toBe(500)
  expect(findNearest(lane, 700, 20)?.fromMs).toBe(0)
  expect(findNearest([item(500, 500)], 700, 20)).toBe(undefined)
})
