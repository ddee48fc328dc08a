// Numbers in the shape of a CPR number that cannot be anybody's, living or dead.
//
// Failing modulus 11 alone does not prove it: since 1 October 2007 numbers without it are issued where a birth date has run out of others
// (cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)": so far 1 January of years from 1960 to 1995, "not exhaustive").
// So three things hold together here:
// 1. The century. With a seventh digit of 5 to 8 and a year of 58 to 99 a number means a birth in 1858-1899 (cpr.dk, "Opbygning af
//    CPR-nummeret"). Nobody born then lives, so no living person has such a number, with modulus 11 or without.
// 2. Modulus 11. Everybody born then got her number when the register began in 1968 or soon after, when all numbers passed it. One
//    that fails was not given to the dead either.
// 3. The date is never 1 January, the only date for which failing numbers are known to be issued.
// The national test persons have a seventh digit of 3 or 9 and so fall outside by the first rule; no list is needed.
//
// A number therefore says nothing about its bearer's age. Nobody may read a birth date from it, and here nobody could.
import { cprSystem, type Identifier } from '@roedtraad/domain'
import type { Random } from './random.ts'

const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/** Whether ten digits pass the modulus 11 control, as every number issued before 1 October 2007 does. */
export function passesModulus11(value: string): boolean {
  return weights.reduce((sum, weight, index) => sum + weight * Number(value.charAt(index)), 0) % 11 === 0
}

/** Whether ten digits obey the three rules above, so that they can be nobody's. */
export function isNobodys(value: string): boolean {
  const century = /^(0[1-9]|1\d|2[0-8])(0[1-9]|1[0-2])(5[89]|[6-9]\d)[5-8]\d{3}$/
  return century.test(value) && !value.startsWith('0101') && !passesModulus11(value)
}

/** Draws a number that is nobody's and not yet in `taken`, and adds it there. */
export function drawIdentifier(random: Random, taken: Set<string>): Identifier {
  for (;;) {
    const date = `${twoDigits(random.integer(1, 28))}${twoDigits(random.integer(1, 12))}${random.integer(58, 99)}`
    const value = `${date}${random.integer(5000, 8999)}`
    if (!isNobodys(value) || taken.has(value)) continue
    taken.add(value)
    return { system: cprSystem, value }
  }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
