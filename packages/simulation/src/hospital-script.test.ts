// Two things that a whole municipality shows too seldom to be tested there: a death after a cancelled discharge, and cases that grow together.
import { describe, expect, it } from 'vitest'
import { writeScript } from './hospital-script.ts'
import { day, hour } from './local-time.ts'
import { createRandom } from './random.ts'
import { endAfterStays, type Span } from './spans.ts'
import type { Stay } from './stays.ts'

const from = Date.parse('2026-03-02T10:00:00.000Z')

describe('the script of a stay', () => {
  it('tells a death with the step that was current, also after a discharge that was taken back', () => {
    const stay: Stay = {
      from,
      acute: true,
      admittedAt: from + 3 * hour,
      to: from + 9 * day,
      endedBy: 'death',
      leave: null,
      transferredAt: null,
      nurseComesAt: null,
    }
    const scripts = Array.from({ length: 400 }, (_, index) => writeScript(createRandom(1, index), stay))
    const takenBack = scripts.filter((lines) => lines.some((line) => line.act === 'cancel'))
    expect(takenBack.length).toBeGreaterThan(2)
    expect(
      scripts.map((lines) => lines.at(-1)).filter((line) => !line?.deceased || line.step !== 'admit-inpatient' || line.class !== 'IMP'),
    ).toEqual([])
  })
})

describe('cases around a stay', () => {
  const homenursing = (start: number, end: number | null): Span => ({
    kind: 'homenursing',
    from: from + start * day,
    to: end === null ? null : from + end * day,
  })

  it('end some days after the discharge, and swallow the case that would begin meanwhile', () => {
    const ended = endAfterStays(
      createRandom(1, 1),
      [homenursing(-50, 2), homenursing(6, 40)],
      [{ from, to: from + 5 * day }],
      from + 400 * day,
    )
    expect(ended.length).toBe(1)
    expect(Number(ended[0]?.to)).toBeGreaterThan(from + 8 * day)
  })

  it('stay open while she is still there', () => {
    expect(endAfterStays(createRandom(1, 1), [homenursing(-50, 2)], [{ from, to: null }], from + 3 * day)).toEqual([homenursing(-50, null)])
  })
})
