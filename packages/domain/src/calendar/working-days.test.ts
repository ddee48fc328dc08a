import { expect, test } from 'vitest'
import { danishHolidays } from './danish-holidays.generated.ts'
import { addWorkingDays } from './working-days.ts'

test.each([
  ['over a weekend', '2026-03-05T09:00:00.000Z', 5, '2026-03-12T09:00:00.000Z'],
  ['over Easter 2026', '2026-03-31T08:00:00.000Z', 5, '2026-04-10T08:00:00.000Z'],
  ['over the change to summer time, at the same time of day', '2026-03-27T12:30:00.000Z', 1, '2026-03-30T11:30:00.000Z'],
  ['from a Sunday', '2026-03-08T10:00:00.000Z', 1, '2026-03-09T10:00:00.000Z'],
  ['none at all', '2026-03-08T10:00:00.000Z', 0, '2026-03-08T10:00:00.000Z'],
  ['late in the evening: the day is that of Copenhagen', '2026-03-05T23:30:00.000Z', 1, '2026-03-08T23:30:00.000Z'],
])('five working days are counted %s', (_, from, days, to) => {
  expect(addWorkingDays(from, days, danishHolidays)).toBe(to)
})

test('Store Bededag was a holiday until 2023', () => {
  expect([danishHolidays.has('2023-05-05'), danishHolidays.has('2024-04-26')]).toEqual([true, false])
})
