// What people write for a moment and a number, and what is no moment and no number.
import { describe, expect, it } from 'vitest'
import { readLocalMoment, readLocalNumber } from './local-moment.ts'

describe('a moment as people write it', () => {
  it.each([
    ['2026-03-01', '2026-02-28T23:00:00.000Z', true],
    ['1.3.2026', '2026-02-28T23:00:00.000Z', true],
    ['01-03-2026', '2026-02-28T23:00:00.000Z', true],
    ['01/07/2026', '2026-06-30T22:00:00.000Z', true],
    ['2026-03-01 12:30', '2026-03-01T11:30:00.000Z', false],
    ['1.3.2026 kl. 12.30', '2026-03-01T11:30:00.000Z', false],
    ['2026-07-01T12:30:15Z', '2026-07-01T12:30:15.000Z', false],
    ['2011-10-11 13:45:40.276000+02:00', '2011-10-11T11:45:40.276Z', false],
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z', false],
  ])('%s is %s', (text, instant, isDay) => {
    expect(readLocalMoment(text)).toEqual({ instant, isDay })
  })

  it.each(['', 'i går', '31.2.2026', '1.3.26', '2026-13-01', '2026-03-01 25:00', '2026-03', '03012026', '2026-03-01+01:00'])(
    '%s is none',
    (text) => {
      expect(readLocalMoment(text)).toBeUndefined()
    },
  )
})

describe('a number as people write it', () => {
  it.each([
    ['61,5', 61.5],
    ['61.5', 61.5],
    ['-3', -3],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1.234', 'ambiguous'],
    ['1,2,3', undefined],
    ['seks', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => {
    expect(readLocalNumber(text)).toBe(expected)
  })
})
