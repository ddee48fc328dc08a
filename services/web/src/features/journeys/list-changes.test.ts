import { expect, it } from 'vitest'
import type { JourneyItem } from '../../api/types.ts'
import { findNews } from './list-changes.ts'

const item = (id: string, at: string, by: string | null) => ({ id, latest: { at, by, text: 'skrev et notat' } }) as JourneyItem
const seen = new Map([
  ['a', '2026-03-01'],
  ['b', '2026-03-01'],
])

it('finds what somebody else did last', () => {
  expect(findNews([item('a', '2026-03-02', 'Fatima'), item('b', '2026-03-03', null)], seen, 'Maria')?.id).toBe('b')
})

it('says nothing of what she did herself, of what she has seen, and of what is new to the list', () => {
  expect(
    findNews([item('a', '2026-03-02', 'Maria'), item('b', '2026-03-01', 'Fatima'), item('c', '2026-03-09', 'Fatima')], seen, 'Maria'),
  ).toBe(undefined)
})
