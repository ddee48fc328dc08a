// Every number of the national test persons reads as published; replacement numbers tell less, and nothing is refused for a check digit.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cprSystem } from '../event.ts'
import {
  dEcprSystem,
  identifierKind,
  isNationalNumber,
  makesKnown,
  normaliseValue,
  readIdentifier,
  strengthOf,
  xEcprSystem,
} from './identifier.ts'

const vectors = resolve(
  process.env['ROEDTRAAD_SHARED'] ?? join(import.meta.dirname, '../../../../../shared'),
  'fixtures/dk-core-3.7.0/_cpr-vectors.csv',
)
const hasVectors = existsSync(vectors)
if (!hasVectors) console.log(`skipped: no vectors of DK Core at ${vectors}; ROEDTRAAD_SHARED names another folder`)
const rows = hasVectors
  ? readFileSync(vectors, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
  : []

/** The one number that two people have on paper; the published birth date contradicts it. */
const contradicts = 'Patient-else.json'

describe.skipIf(!hasVectors)('the published vectors', () => {
  test.each(rows)('%s: %s %s', (file = '', system = '', value = '', birthDate = '', gender = '') => {
    const read = readIdentifier({ system, value })
    expect(read).toMatchObject({ valid: true, value })
    if (!read.valid) return
    expect(read.birthDate).toBe(file === contradicts ? '1991-01-02' : birthDate)
    expect(read.sex).toBe(read.kind === 'cpr' ? gender : null)
  })

  test('none of the CPR numbers keeps modulus 11, and none is refused', () => {
    const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
    const keeps = (value: string) => weights.reduce((sum, weight, at) => sum + weight * Number(value[at]), 0) % 11 === 0
    const numbers = rows.filter(([, system]) => system === cprSystem).map(([, , value = '']) => value)
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers.filter(keeps)).toEqual([])
  })
})

const cpr = (value: string) => readIdentifier({ system: cprSystem, value })

describe('a CPR number', () => {
  test.each([
    ['0211223989', '1922-11-02'],
    ['2311143995', '1914-11-23'],
    ['3101229995', '2022-01-31'],
    ['1306249995', '2024-06-13'],
    ['2512489996', '1948-12-25'],
    ['0505109990', '2010-05-05'],
    ['0101365000', '2036-01-01'],
    ['0101585000', '1858-01-01'],
    ['0101374000', '1937-01-01'],
    ['0101364000', '2036-01-01'],
    ['2902004000', '2000-02-29'],
  ])('%s was born on %s', (value, birthDate) => expect(cpr(value)).toMatchObject({ valid: true, birthDate }))

  test.each([
    ['3102501111', 'no-such-date'],
    ['2902230000', 'no-such-date'],
    ['6712501111', 'no-such-date'],
    ['0000000000', 'names-nobody'],
    ['010136500', 'shape'],
    ['01013650001', 'shape'],
    ['0703921VJ4', 'shape'],
    ['', 'shape'],
  ])('%s is refused: %s', (value, fault) => expect(cpr(value)).toEqual({ valid: false, kind: 'cpr', fault }))

  test('is the same with and without its dash', () => {
    expect(cpr(' 021122-3989 ')).toMatchObject({ value: '0211223989', sex: 'male' })
    expect(normaliseValue({ system: 'http://rn.dk', value: ' a-1 ' })).toBe('a-1')
  })
})

describe('a replacement number', () => {
  const national = (value: string) => readIdentifier({ system: xEcprSystem, value })
  const regional = (value: string) => readIdentifier({ system: `${dEcprSystem}.181`, value })
  test.each([
    ['0203291WQ3', '1929-03-02'],
    ['130878-1os6', '1978-08-13'],
    ['3101057JC9', '2005-01-31'],
  ])('of the nation, %s, tells a birth date and no sex', (value, birthDate) =>
    expect(national(value)).toMatchObject({ valid: true, kind: 'x-ecpr', birthDate, sex: null }),
  )

  test('of a region tells neither: an unknown person’s is dated on the day of its making', () => {
    expect(regional('1206550VK9')).toMatchObject({ valid: true, kind: 'd-ecpr', birthDate: null, sex: null })
  })

  test.each(['0203292WQ3', '020329WQ31', '3102291WQ3', '0203291W13'])('%s is none', (value) => expect(national(value).valid).toBe(false))
  test('of a region has other centuries', () => {
    expect(regional('1206551VK9').valid).toBe(false)
    expect(regional('1206555VK9').valid).toBe(true)
  })
})

test('systems tell what they issue, and how much it says', () => {
  expect([cprSystem, xEcprSystem, dEcprSystem, `${dEcprSystem}.187`, `${dEcprSystem}.1`, 'http://rn.dk'].map(identifierKind)).toEqual([
    'cpr',
    'x-ecpr',
    'd-ecpr',
    'd-ecpr',
    'local',
    'local',
  ])
  expect([cprSystem, xEcprSystem, dEcprSystem, 'urn:x'].map(strengthOf)).toEqual([3, 2, 1, 0])
})

test('only what says who is meant makes somebody known; a municipality’s own replacement number does not', () => {
  const known = (system: string, value: string) => [isNationalNumber({ system, value }), makesKnown({ system, value })]
  expect(known(cprSystem, '0211223989')).toEqual([true, true])
  expect(known(cprSystem, '6702501111')).toEqual([false, false])
  expect(known(cprSystem, '0000000000')).toEqual([false, false])
  expect(known(xEcprSystem, '0203291WQ3')).toEqual([false, true])
  expect(known(dEcprSystem, '1206550VK9')).toEqual([false, true])
  expect(known(dEcprSystem, 'unknown')).toEqual([false, false])
  expect(known('urn:x', '1')).toEqual([false, false])
})
