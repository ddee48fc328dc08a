// A synthetic municipality: the same input gives the same output, byte for byte. Nobody in it exists (see identifier.ts), and nothing
// in it was written so that a rule would fire: alerts come of chance, as in life.
import type { HospitalNotification, Identifier, Instant } from '@roedtraad/domain'
import { draftCare } from './care.ts'
import { draftCases, endOfCase } from './cases.ts'
import type { Draft } from './drafts.ts'
import { type SimulatedEvent, toEvents } from './events.ts'
import { drawLife, type Life } from './life.ts'
import { day } from './local-time.ts'
import { drawAddress } from './names.ts'
import { type Hash, plainHash, toNotifications } from './notifications.ts'
import { drawPerson } from './person.ts'
import { drawProfile, quietProfile } from './profiles.ts'
import { createRandom, type Random } from './random.ts'
import { draftRegister, draftWorkAndSocial } from './work-and-social.ts'

export interface SimulationInput {
  /** Any whole number from 0 to 2^53 - 1. */
  seed: number
  /** The instant at which the story stops; two years before it the telling begins. */
  now: Instant
  /** How many citizens are registered; 2,000 unless told. */
  citizens?: number
  /** How many of them have a case open at `now`; 300 unless told, and never more than 15 in a hundred unless told. */
  openCases?: number
  /** For `contentHash` of the notifications, SHA-256 in hex in the product; a plain digest unless told. */
  hash?: Hash
}

/** Who a citizen truly is, for tests. */
export interface SimulatedPerson {
  identifier: Identifier
  name: string
  birthDate: string
  address: string
  protected: boolean
  diedAt: Instant | null
  /** Kinds of the cases that are known to be open at `now` (`homecare.granted`, …). */
  openCases: string[]
}

export interface Simulation {
  /** In the order of `time`. Corrections, withdrawals and late events are among them: `recordedtime` says when they were sent. */
  events: SimulatedEvent[]
  /** In the order in which they were sent (`occurredAt`). */
  notifications: HospitalNotification[]
  people: SimulatedPerson[]
}

/**
 * Simulates two years. Citizens are given eventful lives until `openCases` of them have a case open at `now`; the others are quiet.
 * When `citizens` are too few for that, fewer have one. Throws RangeError for input it cannot use.
 */
export function simulate(input: SimulationInput): Simulation {
  const { now, hash = plainHash } = input
  const { seed, citizens, openCases } = checked(input)
  const simulation: Simulation = { events: [], notifications: [], people: [] }
  const taken = new Set<string>()
  for (let index = 0, open = 0; index < citizens; index++) {
    const random = createRandom(seed, index + 1)
    const profile = open < openCases ? drawProfile(random) : quietProfile
    const life = drawLife(
      random,
      drawPerson(random, profile, Date.parse(now), index, taken),
      profile,
      Date.parse(now) - 730 * day,
      Date.parse(now),
    )
    const events = toEvents(random, life, draftLife(random, life))
    const person = toPerson(life, events)
    simulation.events.push(...events)
    simulation.notifications.push(...toNotifications(random, life, hash))
    simulation.people.push(person)
    if (person.openCases.length > 0) open++
  }
  simulation.events.sort((a, b) => inOrder(a.time, b.time) || inOrder(a.id, b.id))
  simulation.notifications.sort((a, b) => inOrder(a.occurredAt, b.occurredAt) || inOrder(a.bundleId, b.bundleId))
  return simulation
}

function checked({ seed, now, citizens = 2000, openCases = Math.min(300, Math.floor(citizens * 0.15)) }: SimulationInput) {
  for (const [field, value] of Object.entries({ seed, citizens, openCases })) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${field}: ${value} is not a whole number from 0; pass one`)
  }
  if (openCases > citizens) throw new RangeError(`openCases: ${openCases} is more than all ${citizens} citizens; pass fewer`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(now) || Number.isNaN(Date.parse(now)))
    throw new RangeError(`now: ${now} is not an instant; pass one such as 2026-11-23T13:45:00.000Z`)
  return { seed, citizens, openCases }
}

function draftLife(random: Random, life: Life): Draft[] {
  const { name, birthDate, address, protected: isProtected, registeredAt } = life.person
  const detail = { name, birthDate, address, ...(isProtected ? { protected: true } : {}) }
  return [
    { kind: 'citizen.registered', at: registeredAt, recordedAt: registeredAt, detail },
    ...draftRegister(random, life, () => drawAddress(random)),
    ...draftCases(random, life),
    ...draftCare(random, life),
    ...draftWorkAndSocial(random, life),
  ]
}

function toPerson(life: Life, events: readonly SimulatedEvent[]): SimulatedPerson {
  const { identifier, name, birthDate, address, protected: isProtected } = life.person
  const moves = events.filter((event) => event.type === 'dk.roedtraad.citizen.moved').sort((a, b) => inOrder(a.time, b.time))
  const moved = moves.at(-1)?.data.detail?.address
  return {
    identifier: { ...identifier },
    name,
    birthDate,
    address: typeof moved === 'string' ? moved : address,
    protected: isProtected,
    diedAt: life.diedAt === null ? null : new Date(life.diedAt).toISOString(),
    openCases: listOpenCases(events),
  }
}

function listOpenCases(events: readonly SimulatedEvent[]): string[] {
  const count = (kind: string) => events.filter((event) => event.type === `dk.roedtraad.${kind}`).length
  return [...endOfCase].filter(([start, end]) => count(start) > count(end)).map(([start]) => start)
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
