import { expect, it } from 'vitest'
import { toColumns, trendSize } from './trend-columns.ts'

it('begins every column at zero and fills the height with the largest', () => {
  const { columns, top } = toColumns([0, 5, 10])
  expect(top).toBe(10)
  expect(columns.map((column) => column.height)).toEqual([0, (trendSize.height - 2) / 2, trendSize.height - 2])
  expect(columns.map((column) => column.y + column.height)).toEqual(Array(3).fill(trendSize.height - 1))
})

it('draws nothing where there is nothing', () => {
  expect(toColumns([0, 0]).columns.every((column) => column.height === 0)).toBe(true)
})
