import { expect, it } from 'vitest'
import type { Journey } from '../../api/types.ts'
import { keepNew, listNews, rememberOpened } from './journey-news.ts'

const entry = (id: string, username: string | null, isNew = false) => ({ id, isNew, by: username === null ? null : { username } })
const journey = (...history: unknown[]) => ({ history }) as unknown as Journey
const opened = rememberOpened(journey(entry('2', 'fatima', true), entry('1', 'maria')))

it('tells what others and the product did since, newest first, and not what she did', () => {
  const now = journey(entry('5', null), entry('4', 'maria'), entry('3', 'fatima'), entry('2', 'fatima'), entry('1', 'maria'))
  expect(listNews(now, opened, 'maria').map((one) => one.id)).toEqual(['5', '3'])
})

it('keeps new what was new when she came, although the page has looked again', () => {
  const now = journey(entry('3', 'fatima'), entry('2', 'fatima'), entry('1', 'maria'))
  expect(keepNew(now, opened).history.map((one) => one.isNew)).toEqual([true, true, false])
})
