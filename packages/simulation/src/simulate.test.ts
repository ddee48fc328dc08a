// What a simulated municipality promises: the same every time, valid on the wire, and consistent with itself.
import { findKind, type HospitalNotification, isSentAsEvent, sendingSystems, teams } from '@roedtraad/domain'
import { Compile, type Validator } from 'typebox/compile'
import { describe, expect, it } from 'vitest'
import type { SimulatedEvent } from './events.ts'
import { simulate } from './simulate.ts'

const now = '2026-11-23T13:45:00.000Z'
const simulation = simulate({ seed: 20261123, now })
const { events, notifications, people } = simulation
const kindOf = (event: SimulatedEvent) => event.type.slice('dk.roedtraad.'.length)
const citizenOf = (event: SimulatedEvent) => event.data.citizen.value
const records = events.filter((event) => event.data.corrects === undefined && event.data.withdraws === undefined)
const byCitizen = Map.groupBy(events, citizenOf)

describe('the simulation', () => {
  it('gives the same output for the same input, byte for byte, and another for another seed', () => {
    const text = JSON.stringify(simulation)
    expect(JSON.stringify(simulate({ seed: 20261123, now })) === text).toBe(true)
    expect(JSON.stringify(simulate({ seed: 20261124, now })) === text).toBe(false)
  })

  it('lets the first lives be as they are when more citizens are added', () => {
    const [few, more] = [40, 60].map((citizens) => simulate({ seed: 3, now, citizens, openCases: 40 }))
    expect(more?.people.slice(0, 40)).toEqual(few?.people)
  })

  it('has as many citizens, cases and events as were asked for', () => {
    expect(people.length).toBe(2000)
    expect(people.filter((person) => person.openCases.length > 0).length).toBe(300)
    expect(people.filter((person) => person.openCases.length > 1).length).toBeGreaterThan(30)
    expect(events.length).toBeGreaterThan(20_000)
    expect(events.length).toBeLessThan(40_000)
    expect(people.filter((person) => person.protected).length).toBeGreaterThan(5)
    expect(people.filter((person) => person.name.length >= 60).length).toBe(1)
  })

  it('names a team only for facts of its own area', () => {
    const areaOf = new Map(teams.map((team) => [team.id, team.area]))
    const strangers = events.filter(
      ({ data, ...event }) => data.team !== undefined && areaOf.get(data.team) !== findKind(kindOf({ ...event, data }))?.area,
    )
    expect(new Set(strangers.map((event) => `${event.data.team}: ${kindOf(event)}`))).toEqual(new Set())
  })

  it('takes less than a second and a half', () => {
    const times = [1, 2, 3].map((seed) => {
      const began = performance.now()
      simulate({ seed, now })
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(1500)
  })

  it.each([
    [{ seed: -1, now }, /seed/],
    [{ seed: 1.5, now }, /seed/],
    [{ seed: 1, now: 'yesterday' }, /now/],
    [{ seed: 1, now, citizens: 10, openCases: 11 }, /openCases/],
  ])('refuses %o and names the field', (input, field) => {
    expect(() => simulate(input)).toThrow(field)
  })

  it('names a digest that the caller computes, over content without the id of the bundle', () => {
    const seen: string[] = []
    const hashed = simulate({ seed: 1, now, citizens: 60, hash: (text) => String(seen.push(text)) })
    expect(hashed.notifications.length).toBeGreaterThan(10)
    expect(hashed.notifications.every((one) => seen[Number(one.contentHash) - 1]?.includes(one.headerId))).toBe(true)
    expect(seen.some((text) => text.includes('bundleId'))).toBe(false)
  })
})

describe('events', () => {
  it('fit the catalogue of kinds: known, from the right system, with value, unit, team and detail as it says', () => {
    const validators = new Map<string, Validator>()
    const codes = new Set(teams.map((team) => team.id))
    const prefixes = sendingSystems.map((system) => system.sourcePrefix)
    const wrong = events.filter((event) => {
      const kind = findKind(kindOf(event))
      if (kind === undefined || !isSentAsEvent(kind.kind) || !prefixes.some((prefix) => event.source.startsWith(prefix))) return true
      if (event.data.team !== undefined && !codes.has(event.data.team)) return true
      if (event.data.withdraws !== undefined) return false
      const validator = validators.get(kind.kind) ?? Compile(kind.detail)
      validators.set(kind.kind, validator)
      const { value, unit } = event.data
      const valued = kind.value === null ? value === undefined : Number(value) >= kind.value.minimum && Number(value) <= kind.value.maximum
      return !valued || (unit ?? null) !== (value === undefined ? null : kind.unit) || !validator.Check(event.data.detail ?? {})
    })
    expect(wrong).toEqual([])
    expect(validators.size).toBe(27)
  })

  it('stand in the order of time, are told before now and not before they happened, each under an id of its own', () => {
    expect(events.every((event, index) => index === 0 || String(events[index - 1]?.time) <= event.time)).toBe(true)
    expect(events.filter((event) => event.recordedtime >= now || event.recordedtime < event.time)).toEqual([])
    expect(new Set(events.map((event) => event.source + event.id)).size).toBe(events.length)
    const late = events.filter((event) => Date.parse(event.recordedtime) - Date.parse(event.time) > 86_400_000)
    expect(late.length).toBeGreaterThan(200)
  })

  it('begin for everybody with the registration, long ago', () => {
    const first = people.map((person) => byCitizen.get(person.identifier.value)?.[0])
    expect(first.filter((event) => event?.type !== 'dk.roedtraad.citizen.registered' || event.time > '2022')).toEqual([])
    expect(events.filter((event) => kindOf(event) === 'citizen.registered').length).toBe(people.length)
  })

  it('end only what began, and never have the same case open twice', () => {
    const wrong: string[] = []
    for (const own of byCitizen.values()) {
      const open = new Set<string>()
      for (const event of own) {
        const kind = findKind(kindOf(event))
        if (kind?.shape === 'start' && open.size === open.add(String(kind.endedBy)).size) wrong.push(event.id)
        if (kind?.shape === 'end' && !open.delete(kind.kind)) wrong.push(event.id)
      }
    }
    expect(wrong).toEqual([])
  })

  it('are corrected and withdrawn by their own source, under their own kind and citizen, after they were written', () => {
    const originals = new Map(records.map((event) => [event.id, event]))
    const again = events.filter((event) => !originals.has(event.id))
    expect(again.filter((event) => event.data.corrects !== undefined).length).toBeGreaterThan(40)
    expect(again.filter((event) => event.data.withdraws !== undefined).length).toBeGreaterThan(20)
    const wrong = again.filter((event) => {
      const original = originals.get(event.data.corrects ?? event.data.withdraws ?? '')
      if (original === undefined || original.recordedtime >= event.recordedtime) return true
      return original.source !== event.source || original.type !== event.type || citizenOf(original) !== citizenOf(event)
    })
    expect(wrong).toEqual([])
  })

  it('tell nothing of the dead', () => {
    const died = new Map(people.flatMap((person) => (person.diedAt === null ? [] : [[person.identifier.value, person.diedAt] as const])))
    expect(died.size).toBeGreaterThan(60)
    expect(events.filter((event) => event.time > (died.get(citizenOf(event)) ?? now))).toEqual([])
    expect(notifications.filter((one) => one.period.start > (died.get(cprOf(one)) ?? now))).toEqual([])
  })

  it('keep office work to weekdays and let care go on at weekends', () => {
    const atWeekend = (kind: string) =>
      records.filter((event) => kindOf(event) === kind && [0, 6].includes(new Date(event.time).getUTCDay())).length
    expect(atWeekend('employment.meeting.held')).toBe(0)
    expect(atWeekend('social.contact')).toBe(0)
    expect(atWeekend('nursing.contact')).toBeGreaterThan(1000)
  })

  it('tell of no visit, weight or fall at home while she is at hospital', () => {
    const stays = Map.groupBy(listStays(), (stay) => stay.citizen)
    const home = new Set([
      'nursing.contact',
      'homecare.visit.missed',
      'observation.weight',
      'observation.tobs',
      'fall.registered',
      'social.contact',
    ])
    const wrong = events.filter((event) => {
      if (!home.has(kindOf(event)) || event.data.withdraws !== undefined) return false
      return stays.get(citizenOf(event))?.some((stay) => stay.from < event.time && (stay.to === null || event.time < stay.to))
    })
    expect(wrong).toEqual([])
    expect(stays.size).toBeGreaterThan(150)
  })
})

describe('notifications', () => {
  it('are only about citizens who have a relevant case when the stay begins', () => {
    const relevant = ['homecare.granted', 'homenursing.granted', 'social.support.granted', 'sickleave.started']
    const wrong = listStays().filter((stay) => {
      const own = records.filter((event) => citizenOf(event) === stay.citizen && event.time <= stay.from)
      return !relevant.some(
        (start) =>
          own.filter((event) => kindOf(event) === start).length > own.filter((event) => kindOf(event) === findKind(start)?.endedBy).length,
      )
    })
    // A sick leave that began days ago and is not yet told is open all the same.
    expect(wrong.filter((stay) => stay.from < '2026-11-10')).toEqual([])
  })

  it('use every step and act of the standard that a stay can need', () => {
    const said = new Set(notifications.map((one) => `${one.act} ${one.step} ${one.class}${one.patient.deceased ? ' dead' : ''}`))
    const needed = [
      'tell admit-emergency EMER',
      'tell admit-inpatient IMP',
      'tell start-leave IMP',
      'tell end-leave IMP',
      'tell discharge EMER',
    ]
    const rarer = [
      'tell discharge IMP',
      'revise admit-inpatient IMP',
      'revise discharge IMP',
      'cancel admit-inpatient IMP',
      'cancel discharge IMP',
    ]
    expect([...needed, ...rarer, 'tell admit-inpatient IMP dead'].filter((one) => !said.has(one))).toEqual([])
    const resent = notifications.length - new Set(notifications.map((one) => one.headerId)).size
    expect(resent).toBeGreaterThan(3)
    expect(new Set(notifications.map((one) => one.contentHash)).size).toBe(notifications.length - resent)
  })

  it('are sent in order, before now, with ids in the shape of a UUID, and revise what was said before', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    const seen = new Set<string>()
    const wrong = notifications.filter((one, index) => {
      const ordered = index === 0 || String(notifications[index - 1]?.occurredAt) <= one.occurredAt
      const known = one.revises.every((id) => seen.has(id))
      seen.add(one.headerId)
      return (
        !ordered ||
        !known ||
        !uuid.test(one.headerId) ||
        !uuid.test(one.bundleId) ||
        one.occurredAt >= now ||
        one.period.start >= one.occurredAt
      )
    })
    expect(wrong).toEqual([])
  })
})

function cprOf(one: HospitalNotification): string {
  return one.patient.identifiers[0]?.value ?? ''
}

/** A naive reading of the notifications: one stay an episode, by the last word about its start and its end; cancelled ones left out. */
function listStays(): { citizen: string; from: string; to: string | null }[] {
  return [...Map.groupBy(notifications, (one) => one.episodes[0]?.value ?? '').values()].flatMap((lines) => {
    const first = lines.findLast((one) => one.step === lines[0]?.step && one.act !== 'cancel' && one.patient.deceased === null) ?? lines[0]
    const last = lines.findLast((one) => one.period.end !== null && one.act !== 'cancel')
    const cancelled = lines.some((one) => one.act === 'cancel' && one.step === 'admit-inpatient')
    if (first === undefined || cancelled) return []
    const undone =
      lines.at(-1)?.act === 'cancel' ||
      (last !== undefined && lines.some((one) => one.act === 'cancel' && one.occurredAt > last.occurredAt))
    return [{ citizen: cprOf(first), from: first.period.start, to: undone ? null : (last?.period.end ?? null) }]
  })
}
