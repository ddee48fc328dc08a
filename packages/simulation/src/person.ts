// Who a citizen is: number, name, birth date, address. The birth date is drawn by itself; the number says nothing about it.
import type { Identifier } from '@roedtraad/domain'
import { drawIdentifier } from './identifier.ts'
import { fromLocal, localDay } from './local-time.ts'
import { drawAddress, drawName, longestName } from './names.ts'
import type { Profile } from './profiles.ts'
import type { Random } from './random.ts'

export interface Person {
  identifier: Identifier
  name: string
  /** A local date, `1941-05-17`. */
  birthDate: string
  address: string
  protected: boolean
  /** When the municipality first heard of her (epoch milliseconds). */
  registeredAt: number
}

/** Draws an adult of the profile's ages; the first of all (`index` 0) bears the longest name. */
export function drawPerson(random: Random, profile: Profile, now: number, index: number, taken: Set<string>): Person {
  const years = random.integer(profile.ages.from, profile.ages.to) + random.next()
  const born = localDay(now) - Math.round(years * 365.2425)
  // Longer ago than the oldest case that can still be open in the two years, and after the birth: everybody here is 18 or more.
  const registered = localDay(now) - Math.round((5 + random.next() * Math.min(25, years - 6)) * 365.2425)
  return {
    identifier: drawIdentifier(random, taken),
    name: index === 0 ? longestName : drawName(random),
    birthDate: new Date(born * 86_400_000).toISOString().slice(0, 10),
    address: drawAddress(random),
    protected: random.chance(0.01),
    registeredAt: fromLocal(registered, random.integer(8 * 60, 15 * 60)),
  }
}
