// Deadlines kept and not kept, to the instant, and counted in the days that were asked for.
import { describe, expect, it } from 'vitest'
import { danishHolidays } from './calendar/danish-holidays.generated.ts'
import { judgeDeadline, type LoggedCase, summariseDeadlines } from './case-deadline.ts'

const at = '2026-04-20T10:00:00.000Z'
const logged = (deadline: string | null, finished: string | null, id = 'a'): LoggedCase => ({
  id,
  started: '2026-03-01T09:00:00.000Z',
  deadline,
  finished,
  steps: 3,
  lastStep: null,
  lastBy: null,
})

describe('a deadline', () => {
  it.each([
    ['met with days to spare', '2026-04-09T10:00:00.000Z', '2026-04-01T10:00:00.000Z', 'met', 8, 3],
    ['met on the instant', '2026-04-09T10:00:00.000Z', '2026-04-09T10:00:00.000Z', 'met', 0, 0],
    ['missed by an hour', '2026-04-09T10:00:00.000Z', '2026-04-09T11:00:00.000Z', 'missed', 0, 0],
    ['missed over Easter', '2026-04-01T10:00:00.000Z', '2026-04-08T10:00:00.000Z', 'missed', 7, 2],
    ['overdue', '2026-04-17T10:00:00.000Z', null, 'overdue', 3, 1],
    ['still to come', '2026-04-24T10:00:00.000Z', null, 'running', 4, 4],
    ['not set', null, null, 'without-deadline', 0, 0],
  ])('%s', (_, deadline, finished, state, calendar, working) => {
    expect(judgeDeadline(logged(deadline, finished), at, null)).toEqual({ state, days: calendar })
    expect(judgeDeadline(logged(deadline, finished), at, danishHolidays)).toEqual({ state, days: working })
  })

  it('of many cases: counts, the middle and the most, the latest first', () => {
    const cases = [1, 5, 3].map((days) => logged('2026-04-01T10:00:00.000Z', `2026-04-0${1 + days}T10:00:00.000Z`, `late-${days}`))
    const summary = summariseDeadlines([...cases, logged('2026-04-01T10:00:00.000Z', '2026-03-30T10:00:00.000Z')], at, null, 2)
    expect(summary).toMatchObject({ cases: 4, counts: { met: 1, missed: 3 }, medianDaysLate: 3, mostDaysLate: 5 })
    expect(summary.late.map((one) => one.id)).toEqual(['late-5', 'late-3'])
  })
})
