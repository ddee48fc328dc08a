import { expect, it } from 'vitest'
import { fromFilter, isSameSearch, type JourneySearch, readJourneySearch, toFilter, toWish } from './journey-views.ts'

it('reads an address and leaves out what it does not know', () => {
  const read = readJourneySearch({ liste: 'loose', niveau: 'high', med: 'home-care', hos: 7, fra: 'yesterday', q: 'Else' })
  expect(read).toEqual({ liste: 'loose', med: 'home-care' })
})

it('asks for what the address says, and for a name only when there is one', () => {
  expect(toWish({}, '  ')).toEqual({ view: 'all', status: 'open' })
  expect(toWish({ liste: 'mine', niveau: 'one-plan' }, ' Else ')).toEqual({
    mine: 'true',
    view: 'all',
    status: 'open',
    level: 'one-plan',
    q: 'Else',
  })
  expect(toWish({ liste: 'closed' }, '')).toEqual({ view: 'all', status: 'closed' })
})

it.each<JourneySearch>([
  {},
  { liste: 'mine' },
  { liste: 'closed', med: 'home-care' },
  { hos: 'nurse.health', niveau: 'inform', liste: 'overdue' },
])('keeps %j as a filter and finds it again', (search) => {
  expect(isSameSearch(fromFilter(toFilter(search)), search)).toBe(true)
})
