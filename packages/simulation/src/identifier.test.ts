// The numbers are nobody's: not by modulus 11, not by century, not by date, and none is a national test person.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawIdentifier, isNobodys, passesModulus11 } from './identifier.ts'
import { createRandom } from './random.ts'
import { simulate } from './simulate.ts'

const now = '2026-11-23T13:45:00.000Z'
const people = [11, 12, 13].flatMap((seed) => simulate({ seed, now }).people)
const values = people.map((person) => person.identifier.value)

/** The century by the seventh digit and the year, as cpr.dk's table has it, written a second time. */
function bornByNumber(value: string): number {
  const [year, seventh] = [Number(value.slice(4, 6)), Number(value.charAt(6))]
  if (seventh <= 3) return 1900 + year
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 + year : 1900 + year
  return year <= 57 ? 2000 + year : 1800 + year
}

describe('identifiers', () => {
  it('know modulus 11: a published example passes, one digit changed does not', () => {
    expect(passesModulus11('0610937438')).toBe(true)
    expect(passesModulus11('0610937439')).toBe(false)
  })

  it('all fail modulus 11', () => {
    expect(values.filter(passesModulus11)).toEqual([])
  })

  it('all mean a birth before 1900, so that no living person can have one', () => {
    expect(values.filter((value) => bornByNumber(value) < 1858 || bornByNumber(value) > 1899)).toEqual([])
  })

  it('are real dates in the pattern of DK Core, and never 1 January', () => {
    const dkCore = /^((((0[1-9]|1\d|2\d|3[01])(01|03|05|07|08|10|12))|((0[1-9]|1\d|2\d|30)(04|06|09|11))|((0[1-9]|1\d|2\d)(02)))\d{6})$/
    expect(values.filter((value) => !dkCore.test(value) || value.startsWith('0101'))).toEqual([])
  })

  it('are drawn once each', () => {
    const random = createRandom(1, 1)
    const taken = new Set<string>()
    for (let count = 0; count < 5000; count++) drawIdentifier(random, taken)
    expect(taken.size).toBe(5000)
  })

  it.each([
    ['0610937438', 'passes modulus 11'],
    ['0101655432', 'is of 1 January'],
    ['2509479989', 'is a national test person'],
    ['0108629996', 'is a national test person'],
    ['0211223989', 'is a national test person'],
    ['0506405432', 'is of 2040'],
  ])('refuse %s, for it %s', (value) => {
    expect(isNobodys(value)).toBe(false)
  })

  it('tell nothing of the birth date', () => {
    const years = people.map((person) => [Number(person.birthDate.slice(0, 4)), Number(person.identifier.value.slice(4, 6))] as const)
    expect(Math.abs(correlation(years))).toBeLessThan(0.05)
    const sameDay = people.filter(
      ({ birthDate, identifier: { value } }) => birthDate.slice(8) + birthDate.slice(5, 7) === value.slice(0, 4),
    )
    // One in 336 shares day and month by chance; a number made from the date would share them always.
    expect(sameDay.length).toBeLessThan(people.length / 100)
    expect(people.some((person) => bornByNumber(person.identifier.value) === Number(person.birthDate.slice(0, 4)))).toBe(false)
  })
})

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const x = mean(pairs.map((pair) => pair[0]))
  const y = mean(pairs.map((pair) => pair[1]))
  const together = mean(pairs.map((pair) => (pair[0] - x) * (pair[1] - y)))
  return together / Math.sqrt(mean(pairs.map((pair) => (pair[0] - x) ** 2)) * mean(pairs.map((pair) => (pair[1] - y) ** 2)))
}

const shared = process.env.ROEDTRAAD_SHARED ?? join(import.meta.dirname, '../../../../shared')
const fixtures = join(shared, 'fixtures')
const present = existsSync(fixtures)
if (!present) console.info(`The published examples are not at ${fixtures}, so the comparison with the national test persons is left out.`)

describe.skipIf(!present)('beside the published examples', () => {
  const texts = present ? listFiles(fixtures).map((path) => readFileSync(path, 'utf8')) : []

  it('no number in them could be drawn here', () => {
    const found = new Set(texts.flatMap((text) => text.match(/\b\d{6}-?\d{4}\b/g) ?? []).map((value) => value.replace('-', '')))
    const testPersons = readFileSync(join(fixtures, 'dk-core-3.7.0/_cpr-vectors.csv'), 'utf8').match(/\b\d{10}\b/g) ?? []
    expect(testPersons.length).toBeGreaterThan(20)
    expect(testPersons.filter((value) => !found.has(value) || isNobodys(value))).toEqual([])
    expect(values.filter((value) => found.has(value))).toEqual([])
  })

  it('no hospital of ours has the id of an organisation in them', async () => {
    const { hospitals } = await import('./hospitals.ts')
    const ours = hospitals.flatMap((hospital) => [hospital.organisation, ...hospital.departments]).map((one) => String(one.sor))
    expect(ours.filter((sor) => texts.some((text) => text.includes(sor)))).toEqual([])
  })
})

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(vectors\.csv|Patient.*\.json|HospitalNotification_.*|Bundle-.*\.json|\.xml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
