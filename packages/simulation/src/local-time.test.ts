// The plain arithmetic of local-time.ts says the same as the calendar library that the product counts with.
import { addDays, startOfDay } from '@roedtraad/domain'
import { describe, expect, it } from 'vitest'
import { day, fromLocal, hour, localDay, localOffset, officeHours, timeAfter, weekday } from './local-time.ts'
import { createRandom } from './random.ts'

describe('local time', () => {
  it('begins every date of four years at the instant that the calendar library gives', () => {
    let instant = startOfDay('2023-06-01T12:00:00.000Z')
    const wrong: string[] = []
    for (let count = 0; count < 1461; count++, instant = addDays(instant, 1)) {
      const at = Date.parse(instant)
      if (new Date(fromLocal(localDay(at), 0)).toISOString() !== instant || localDay(at - 1) !== localDay(at) - 1) wrong.push(instant)
    }
    expect(wrong).toEqual([])
  })

  it.each([
    ['2026-03-29T00:59:59.999Z', 1],
    ['2026-03-29T01:00:00.000Z', 2],
    ['2026-10-25T00:59:59.999Z', 2],
    ['2026-10-25T01:00:00.000Z', 1],
  ])('is at %s ahead of UTC by %i hours', (instant, hours) => {
    expect(localOffset(Date.parse(instant)) / hour).toBe(hours)
  })

  it('puts office work on working days between 8 and 16, later than what it follows and soon', () => {
    const random = createRandom(5, 5)
    for (let count = 0; count < 3000; count++) {
      const after = Date.parse('2025-01-01T00:00:00.000Z') + random.integer(0, 700 * 24) * hour
      const at = timeAfter(random, after, officeHours)
      const local = new Date(at + localOffset(at))
      expect(at > after && at - after < 4 * day && local.getUTCHours() >= 8 && local.getUTCHours() < 16).toBe(true)
      expect(weekday(localDay(at))).toBe(local.getUTCDay())
      expect([1, 2, 3, 4, 5]).toContain(local.getUTCDay())
    }
  })
})
