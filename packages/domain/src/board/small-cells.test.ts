import { expect, it } from 'vitest'
import { type Column, hideSmall, leastShown } from './small-cells.ts'

type Hide = (counts: readonly number[], own: readonly boolean[]) => Column

const most = 11
const own = [true, false, false]

/** Every column of so many cells. */
function listColumns(length: number): number[][] {
  if (length === 0) return [[]]
  return listColumns(length - 1).flatMap((rest) => Array.from({ length: most + 1 }, (_, count) => [count, ...rest]))
}

/** Columns by what is shown of them: somebody who holds the rule and the figures knows that it was one of these. */
function groupByShown(hide: Hide): number[][][] {
  const groups = Map.groupBy(listColumns(own.length), (counts) => JSON.stringify(hide(counts, own)))
  return [...groups.values()]
}

/** Whether there is a column of which she learns more about a small cell than that it is small. */
function findLeak(hide: Hide): boolean {
  return groupByShown(hide).some((columns) =>
    own.some((mine, index) => {
      const possible = new Set(columns.map((column) => column[index] ?? 0))
      return !mine && Math.min(...possible) < leastShown && possible.size < leastShown
    }),
  )
}

it('tells of a small count no more than that it is small, whatever else is shown', () => {
  expect(findLeak(hideSmall)).toBe(false)
})

it('tells the own team’s counts, however small, and every total that hides nobody', () => {
  expect(hideSmall([0, 5, 9], own)).toEqual({ cells: [0, 5, 9], total: 14 })
  expect(hideSmall([3, 4, 9], own)).toEqual({ cells: [3, null, 9], total: null })
})

const keepsTotal: Hide = (counts, mine) => ({ ...hideSmall(counts, mine), total: counts.reduce((sum, count) => sum + count, 0) })
const hidesTheNextSmallest: Hide = (counts, mine) => {
  const { cells } = hideSmall(counts, mine)
  const others = cells.map((cell, index) => (mine[index] === true ? null : cell)).filter((cell) => cell !== null)
  const alone = cells.filter((cell) => cell === null).length === 1
  const next = alone && others.length > 0 ? cells.indexOf(Math.min(...others), 1) : -1
  return { cells: cells.map((cell, index) => (index === next ? null : cell)), total: counts.reduce((sum, count) => sum + count, 0) }
}
const showsZero: Hide = (counts, mine) => {
  const column = hideSmall(counts, mine)
  return { ...column, cells: column.cells.map((cell, index) => (counts[index] === 0 ? 0 : cell)) }
}

it.each([
  ['keeps the total', keepsTotal],
  ['hides the next smallest instead of the total', hidesTheNextSmallest],
  ['shows that there is none', showsZero],
])('is caught when it %s', (_, saboteur) => {
  expect(findLeak(saboteur)).toBe(true)
})
