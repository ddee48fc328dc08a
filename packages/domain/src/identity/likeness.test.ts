// Names alike, twins, and two people on one number.
import { describe, expect, test } from 'vitest'
import { type CandidateReason, compareNames, listReasons, type Told, tellsAnother, weightOf } from './likeness.ts'

test.each([
  ['Else Ågård', 'else aagaard', 'same'],
  ['Ågård, Else', 'Else Ågård', 'same'],
  ['José Núñez', 'Jose Nunez', 'same'],
  ['Else Marie Ågård', 'Else Ågård', 'similar'],
  ['Kirsten Holm', 'Kirstin Holm', 'similar'],
  ['Else Jensen', 'Else Hansen', 'part'],
  ['Rasmus Berg', 'Magnus Berg', 'part'],
  ['Poul Friis', 'Niels Vendelboe', 'none'],
  ['Bo', 'Ib', 'none'],
  ['Ann', 'Anna', 'none'],
  ['', 'Else', 'none'],
])('%s and %s: %s', (a, b, likeness) => {
  expect(compareNames(a, b)).toBe(likeness)
  expect(compareNames(b, a)).toBe(likeness)
})

const born = (name: string, birthDate: string | null = '1990-04-05'): Told => ({ name, birthDate })

describe('why somebody could be meant', () => {
  test.each<[string, Told, Told, CandidateReason[]]>([
    ['the same in both', born('Else Ågård'), born('Else Aagaard'), ['same-birth-date', 'same-name']],
    ['a twin', born('Rasmus Berg'), born('Magnus Berg'), ['same-birth-date', 'shared-name', 'possible-twin']],
    ['a wife with a new family name', born('Else Jensen'), born('Else Hansen'), ['same-birth-date', 'shared-name']],
    ['only the day', born('Else Jensen'), born('Poul Friis'), ['same-birth-date', 'other-name']],
    ['only the name', born('Else Jensen', null), born('Else Jensen'), ['same-name']],
    ['the name, and another day', born('Else Jensen'), born('Else Jensen', '1950-01-01'), ['same-name', 'other-birth-date']],
    ['half a name, and another day', born('Else Jensen'), born('Else Hansen', '1950-01-01'), []],
  ])('%s', (_, told, known, reasons) => expect(listReasons(told, known)).toEqual(reasons))

  test('a twin stands after everybody else who was born that day', () => {
    const weights = [born('Rasmus Berg'), born('Rasmus Borg'), born('Rasmus Holm'), born('Magnus Berg')].map((known) =>
      weightOf(listReasons(born('Rasmus Berg'), known)),
    )
    expect(weights).toEqual([...weights].sort((a, b) => b - a))
    expect(new Set(weights).size).toBe(4)
  })
})

test.each([
  ['a CPR number after a marriage', true, born('Else Jensen'), born('Else Hansen'), false],
  ['a CPR number with a mended day', true, born('Else Jensen'), born('Else Jensen', '1990-04-06'), false],
  ['a CPR number with everything other', true, born('Else Jensen'), born('Poul Friis', '1950-01-01'), true],
  ['a paper number with another name', false, born('Else Jensen'), born('Poul Friis'), true],
  ['a paper number with another day', false, born('Else Jensen'), born('Else Jensen', '1950-01-01'), true],
  ['a paper number shared by twins', false, born('Rasmus Berg'), born('Magnus Berg'), true],
  ['a paper number told again', false, born('Else Jensen'), born('Else M. Jensen', null), false],
])('%s', (_, isNational, before, now, another) => expect(tellsAnother(isNational, before, now)).toBe(another))
