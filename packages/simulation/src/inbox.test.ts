// Whether there is something worth looking at on the day the story stops: counted naively from what was told, without any rule.
import type { Instant } from '@roedtraad/domain'
import { describe, expect, it } from 'vitest'
import { type Simulation, simulate } from './simulate.ts'

const days = (count: number) => count * 86_400_000
const now = '2026-11-23T13:45:00.000Z'

interface Episode {
  citizen: string
  state: 'in' | 'on leave' | 'out' | 'dead' | 'cancelled'
  from: Instant
  to: Instant | null
}

/** The last word on each episode, in the order the words were sent. */
function listEpisodes({ notifications }: Simulation): Episode[] {
  const episodes = new Map<string, Episode>()
  for (const one of notifications) {
    const key = one.episodes[0]?.value ?? ''
    const episode: Episode = episodes.get(key) ?? {
      citizen: one.patient.identifiers[0]?.value ?? '',
      state: 'in',
      from: one.period.start,
      to: null,
    }
    episodes.set(key, episode)
    const over = one.act !== 'cancel' && (one.step === 'discharge' || one.patient.deceased === true)
    episode.to = over ? one.period.end : null
    episode.state = over ? (one.patient.deceased ? 'dead' : 'out') : one.step === 'start-leave' ? 'on leave' : 'in'
    if (one.act === 'cancel' && one.step === 'admit-inpatient') episode.state = 'cancelled'
  }
  return [...episodes.values()]
}

function countInbox(simulation: Simulation, at: Instant) {
  const age = (instant: Instant | null) => Date.parse(at) - Date.parse(instant ?? at)
  const episodes = listEpisodes(simulation)
  const helped = new Set(
    simulation.people.filter((person) => person.openCases.some((kind) => kind.startsWith('home'))).map((person) => person.identifier.value),
  )
  const inside = episodes.filter((episode) => episode.state === 'in' || episode.state === 'on leave')
  const back = new Set(inside.map((episode) => episode.citizen))
  const discharged = (count: number) =>
    episodes.filter(({ state, to, citizen }) => state === 'out' && age(to) < days(count) && helped.has(citizen) && !back.has(citizen))
  const visits = simulation.events.filter((event) => event.type === 'dk.roedtraad.nursing.contact' && event.data.withdraws === undefined)
  const visited = ({ citizen, to }: Episode, within: number) =>
    visits.some((visit) => visit.data.citizen.value === citizen && visit.time > String(to) && age(to) - age(visit.time) < days(within))
  const again = episodes.filter((late) =>
    episodes.some(
      (early) =>
        early.citizen === late.citizen &&
        early.state === 'out' &&
        String(early.to) < late.from &&
        age(early.to) - age(late.from) < days(30),
    ),
  )
  const settled = discharged(400).filter((episode) => age(episode.to) > days(40))
  return {
    inside: inside.length,
    insideWithCare: inside.filter((episode) => helped.has(episode.citizen)).length,
    dischargedLately: discharged(3).length,
    waiting: discharged(10).filter((episode) => !visited(episode, 10)).length,
    readmittedThisMonth: again.filter((episode) => age(episode.from) < days(30)).length,
    visitedInThreeDays: settled.filter((episode) => visited(episode, 3.5)).length / settled.length,
  }
}

describe('the inbox of the day', () => {
  const inboxes = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => countInbox(simulate({ seed, now }), now))
  const mean = (of: (inbox: (typeof inboxes)[number]) => number) => inboxes.reduce((sum, inbox) => sum + of(inbox), 0) / inboxes.length

  it.each([
    ['inside', 7, 12],
    ['insideWithCare', 6, 11],
    ['dischargedLately', 2, 7],
    ['waiting', 4, 9],
    ['readmittedThisMonth', 4, 16],
    ['visitedInThreeDays', 0.55, 0.75],
  ] as const)('is worth looking at, on the average of eight seeds: %s from %d to %d', (figure, least, most) => {
    expect(
      within(
        mean((inbox) => inbox[figure]),
        least,
        most,
      ),
    ).toBe(true)
  })

  it('is neither empty nor flooded with most seeds, and never far from it with any', () => {
    const good = inboxes.filter((inbox) => within(inbox.inside, 5, 15) && within(inbox.waiting, 3, 12))
    expect(good.length).toBeGreaterThanOrEqual(6)
    expect(inboxes.filter((inbox) => !within(inbox.inside, 2, 20) || !within(inbox.waiting, 1, 18))).toEqual([])
  })

  it('is so on other days too, summer, New Year and leap day', () => {
    const days = ['2026-07-04T22:10:00.000Z', '2027-01-01T06:00:00.000Z', '2028-02-29T12:00:00.000Z']
    const others = days.map((at) => countInbox(simulate({ seed: 7, now: at }), at))
    expect(others.filter((inbox) => !within(inbox.inside, 2, 20) || !within(inbox.waiting, 1, 18))).toEqual([])
  })
})

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
