import { expect, it } from 'vitest'
import { findShown, toParts } from './list-window.ts'

const edges = [-18_000, -10_000, -2_000, 6_000, 14_000, 22_000]

it('draws the parts that touch the screen or lie close to it', () => {
  expect(findShown(edges, 900)).toEqual({ first: 2, last: 2 })
  expect(findShown(edges, 5_000)).toEqual({ first: 2, last: 3 })
  expect(findShown([0, 4_000], 900)).toEqual({ first: 0, last: 0 })
})

it('draws the first part where there is none to see', () => {
  expect(findShown([], 900)).toEqual({ first: 0, last: 0 })
})

it('parts a list without losing anything', () => {
  const items = Array.from({ length: 25 }, (_, index) => index)
  expect(toParts(items).map((part) => part.length)).toEqual([10, 10, 5])
  expect(toParts(items).flat()).toEqual(items)
})
