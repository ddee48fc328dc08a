// The lead's board on a real database: her own team in full, the others only where nobody can be told from a figure; and what the product tells her by itself.
import { getBoard, keepJourneyClocks, previewAbsence } from '@roedtraad/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { type JourneyHand, takeJourneysInHand } from '../support/journeys.ts'
import { hoursAfter, openMunicipality, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const day = 24
const later = (days: number) => hoursAfter(now, days * day)
const journeys = 6

type Counts = { coordinates: number; substitutes: number; journeys: number; promises: number; overdue: number }
/** Each figure of a worker's line, with the query of the list that it opens. */
const listParts = (worker: string | null, counts: Counts): [string, number][] =>
  worker === null
    ? [
        ['part=unnamed', counts.promises],
        ['part=unnamed-late', counts.overdue],
      ]
    : [
        [`worker=${worker}`, counts.journeys],
        [`worker=${worker}&part=coordinator`, counts.coordinates],
        [`worker=${worker}&part=substitute`, counts.substitutes],
        [`worker=${worker}&part=promised`, counts.promises],
        [`worker=${worker}&part=late`, counts.overdue],
      ]

describe('the board', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let hand: JourneyHand
  let ids: string[]
  beforeAll(async () => {
    municipality = await openMunicipality(later(-40))
    hand = await takeJourneysInHand(municipality, journeys)
    ids = await hand.openAll('nurse.health')
    for (const id of ids.slice(0, 2)) await hand.act('nurse.health', id, 'join', hand.joining('home-care'))
    const [first = '', second = '', third = '', fourth = ''] = ids
    municipality.clock.at = now
    await hand.act('nurse.health', first, 'add-activity', {
      title: 'Sår',
      team: 'home-nursing',
      worker: 'nurse.health',
      start: now,
      due: later(5),
    })
    await hand.act('nurse.health', first, 'add-goal', { title: 'Gå til bageren' })
    await hand.act('nurse.health', first, 'call-meeting', {
      title: 'Netværksmøde',
      at: later(9),
      minutes: 45,
      place: 'Hos Else',
      teams: ['home-nursing'],
      parties: [],
    })
    await hand.act('nurse.health', first, 'refer', { to: 'home-care', title: 'Hjælp til bad', words: 'Hver dag' })
    await hand.act('nurse.health', second, 'name-substitute', { worker: 'lead.health', team: 'home-nursing' })
    await hand.act('nurse.health', third, 'step-down', { reason: 'Jeg skifter' })
    await hand.act('nurse.health', fourth, 'add-activity', {
      title: 'Medicin',
      team: 'home-nursing',
      worker: 'nurse.health',
      start: now,
      due: later(40),
    })
    municipality.clock.at = later(1)
    door = await openHttp(municipality)
  })
  afterAll(async () => {
    await door?.close()
    await municipality?.close()
  })

  const board = async (username = 'lead.health') => getBoard(municipality.api, await municipality.actor(username))
  type List = { items: { id: string }[] }
  const list = async (query: string) =>
    (await door.call('lead.health', 'GET', `/api/v1/journeys?limit=200&${query}`)).body as unknown as List

  test('is for the lead of the acting team alone, and the look is logged with whom it names', async () => {
    expect((await door.call('nurse.health', 'GET', '/api/v1/board')).status).toBe(403)
    expect((await door.call('dpo', 'GET', '/api/v1/board')).status).toBe(403)
    expect((await door.call('lead.health', 'GET', '/api/v1/board')).status).toBe(200)
    const { rows } = await municipality.admin.query(
      `select ground, cardinality(citizens) as citizens from access_log where purpose = 'lead-board' order by ground`,
    )
    expect(rows).toEqual([
      { ground: 'team-figures', citizens: 0 },
      { ground: 'team-lead', citizens: 1 },
    ])
  })

  test('every figure is the length of the list that it opens', async () => {
    const { figures, weeks } = await board()
    expect(figures).toMatchObject({ all: journeys, loose: 1, asked: 1, waiting: 0, 'no-coordinator': 1, 'no-follow-up': 1 })
    for (const [view, figure] of Object.entries(figures)) expect([view, (await list(`view=${view}`)).items.length]).toEqual([view, figure])
    const last = weeks.at(-1)
    expect(last).toMatchObject({ open: journeys, loose: 1 })
    expect(weeks.reduce((sum, week) => sum + week.opened, 0)).toBe(journeys)
    for (const { from, to, ...week } of weeks)
      for (const [name, view] of [
        ['opened', 'opened'],
        ['ended', 'ended'],
        ['open', 'open-at'],
        ['loose', 'loose-at'],
      ] as const)
        expect([from, view, (await list(`view=${view}&from=${from}&to=${to}`)).items.length]).toEqual([from, view, week[name]])
  })

  test('tells the load of each worker, and what waits for how long', async () => {
    const { workers, loops } = await board()
    expect(workers.map((one) => [one.username, one.coordinates, one.substitutes, one.member])).toEqual([
      ['lead.health', 0, 1, true],
      ['nurse.health', journeys - 1, 0, true],
      [null, 0, 0, false],
    ])
    for (const { username, ...counts } of workers)
      for (const [part, count] of listParts(username, counts)) expect([part, (await list(part)).items.length]).toEqual([part, count])
    expect(loops).toMatchObject([{ kind: 'answer', title: 'Hjælp til bad', team: 'home-care', waitingTeam: 'home-nursing', since: now }])
  })

  test('previews what drops in three weeks without a worker, and what does not', async () => {
    const { body } = await door.call('lead.health', 'GET', '/api/v1/board/absence?worker=nurse.health')
    const { items } = body as { items: { kind: string; title: string; covered: string | null }[] }
    expect(
      items
        .filter((item) => item.kind === 'coordination')
        .map((item) => item.covered)
        .sort(),
    ).toEqual(['Hanne Åberg', null, null, null, null])
    expect(items.filter((item) => item.kind !== 'coordination').map((item) => item.title)).toEqual(['Sår', 'Netværksmøde'])
    const longer = await previewAbsence(municipality.api, await municipality.actor('lead.health'), {
      worker: 'nurse.health',
      to: later(60),
    })
    expect(longer.items.map((item) => item.title)).toContain('Medicin')
    expect(
      await door.call('lead.health', 'GET', `/api/v1/board/absence?worker=nurse.health&from=${later(9)}&to=${later(3)}`),
    ).toMatchObject({
      status: 400,
      body: { code: 'end-before-start', errors: [{ field: 'to' }] },
    })
    expect((await door.call('nurse.health', 'GET', '/api/v1/board/absence?worker=nurse.health')).status).toBe(403)
  })

  test('hides small figures of other teams with every total that would tell them, and none of its own', async () => {
    const { teams, total } = await board()
    expect(teams.find((one) => one.team === 'home-nursing')).toMatchObject({ open: journeys, loose: 1, overdue: 0 })
    expect(teams.find((one) => one.team === 'home-care')).toMatchObject({ open: null, waiting: null })
    expect(total).toEqual({ open: null, loose: null, overdue: null, waiting: null })
    expect(teams.map((one) => one.team)).not.toContain('family')
    const seenByOther = (await board('lead.elderly')).teams.find((one) => one.team === 'home-nursing')
    expect(seenByOther).toMatchObject({ open: journeys, loose: null })
  })

  test('a worker who leaves is freed from her places in that team alone, and its lead is told until she has looked', async () => {
    const [first = '', , , fourth = ''] = ids
    await hand.act('lead.health', fourth, 'assign', { team: 'home-nursing', worker: 'lead.health' })
    await municipality.admin.query(`insert into memberships values ('roedby', 'nurse.health', 'rehabilitation', false)`)
    await hand.act('lead.health', first, 'join', { ...hand.joining('rehabilitation'), worker: 'nurse.health' })
    await municipality.admin.query(`delete from memberships where username = 'nurse.health' and team = 'home-nursing'`)
    municipality.clock.at = later(2)
    const freed = await keepJourneyClocks(municipality.worker)
    expect(freed).toBe(journeys)
    expect(await keepJourneyClocks(municipality.worker)).toBe(0)
    const before = await board()
    expect([before.figures.told, before.told.length, before.figures['no-coordinator']]).toEqual([journeys, journeys, journeys])
    expect(before.told[0]).toMatchObject({ deed: 'free-assignment', worker: 'Maria Ravn' })
    const { journey } = await hand.read('lead.health', first)
    expect(journey.activities[0]?.worker).toBe(null)
    expect(journey.teams.map((one) => [one.team, one.workers])).toContainEqual(['rehabilitation', ['nurse.health']])
    municipality.clock.at = later(2.1)
    await hand.read('lead.health', first)
    expect((await board()).figures.told).toBe(journeys - 1)
    expect((await board('lead.elderly')).told).toEqual([])
  })

  test('a coordinator who is away too long without a substitute is freed, not a day before', async () => {
    const [, second = ''] = ids
    await hand.act('lead.health', second, 'take-over', {})
    await hand.act('lead.health', second, 'set-absence', { from: later(3), to: later(60) })
    municipality.clock.at = later(16)
    expect((await board()).workers.find((one) => one.username === 'lead.health')?.awayUntil).toBe(later(60))
    const clocks = async () => {
      await keepJourneyClocks(municipality.worker)
      return (await hand.read('nurse.health', second, 'rehabilitation').catch(() => hand.read('lead.health', second))).journey.coordination
        .coordinator
    }
    expect(await clocks()).toMatchObject({ username: 'lead.health' })
    municipality.clock.at = later(17.5)
    expect(await clocks()).toBe(null)
  })
})
