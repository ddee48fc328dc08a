import { describe, expect, it } from 'vitest'
import { type Answer, allOf, answer, anyOf, earliest, latest, notOf } from './truth.ts'

const [early, late] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z']
const given = (truth: Answer['truth'], until: string | null = null): Answer => ({ ...answer('unknown', until), truth })

describe('three values', () => {
  it.each([
    ['true', 'true', 'true', 'true'],
    ['true', 'false', 'false', 'true'],
    ['true', 'unknown', 'unknown', 'true'],
    ['false', 'false', 'false', 'false'],
    ['false', 'unknown', 'false', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ] as const)('%s and %s: all is %s, any is %s', (a, b, all, any) => {
    for (const parts of [
      [given(a), given(b)],
      [given(b), given(a)],
    ]) {
      expect(allOf(parts).truth).toBe(all)
      expect(anyOf(parts).truth).toBe(any)
      expect(notOf(allOf(parts.map(notOf))).truth).toBe(any)
    }
  })
})

describe('bounds', () => {
  it('a false all takes the latest of its false parts, a true all the earliest of all; any is the dual', () => {
    expect(allOf([given('false', early), given('false', late), given('true', early)]).until).toBe(late)
    expect(allOf([given('true', early), given('true', late)]).until).toBe(early)
    expect(allOf([given('false', early), given('false', null)]).until).toBeNull()
    expect(anyOf([given('true', early), given('true', late), given('false', early)]).until).toBe(late)
    expect(anyOf([given('false', early), given('false', late)]).until).toBe(early)
    expect(allOf([given('unknown', late), given('true', early)]).until).toBe(early)
    expect(notOf(given('true', early)).until).toBe(early)
  })

  it('null is never: later than all, and never the earliest', () => {
    expect(earliest([null, late, early])).toBe(early)
    expect(earliest([null])).toBeNull()
    expect(latest([early, late])).toBe(late)
    expect(latest([early, null])).toBeNull()
  })
})
