import { expect, it } from 'vitest'
import { isAbout } from './live-journeys.ts'

const page = ['journeys', 'page', 'home-nursing', 'j1', 'da']

it.each([
  [page, ['j1'], true],
  [page, ['j2'], false],
  [page, ['*'], true],
  [['journeys', 'timeline', 'home-nursing', 'j1', 'da'], ['j1'], true],
  [['journeys', 'list', 'home-nursing', 'da', {}], ['j2'], true],
  [['alerts', 'inbox', 'home-nursing'], ['*'], false],
  [['saved-filters'], ['*'], false],
])('%j is about %j: %s', (key, changed, is) => {
  expect(isAbout(key, new Set(changed))).toBe(is)
})
