import { expect, it } from 'vitest'
import { listWeeks } from './weeks.ts'

it('runs from Monday to Monday on the Copenhagen clock, over the change of the clocks, and ends now', () => {
  expect(listWeeks('2026-04-01T10:00:00.000Z', 3)).toEqual([
    { from: '2026-03-15T23:00:00.000Z', to: '2026-03-22T23:00:00.000Z' },
    { from: '2026-03-22T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z' },
    { from: '2026-03-29T22:00:00.000Z', to: '2026-04-01T10:00:00.000Z' },
  ])
})
