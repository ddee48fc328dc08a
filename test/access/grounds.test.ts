// One matrix of cells, asked twice: what decideGround says, and what the wall of the database lets through. They must be the same in every cell.
import { decideGround, type Ground } from '@roedtraad/access'
import { inScope, listGroundsOf } from '@roedtraad/database'
import { findKind, type Identifier, teams } from '@roedtraad/domain'
import { endGround, type GroundInput, jobScope, recordGround, scopeOf } from '@roedtraad/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'
import { plantKinds, reachTooFar, walledOff } from './walled-off.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const day = 24
const once = { key: undefined, request: {} }
const cpr = 'urn:oid:1.2.208.176.1.2'

/** A ground in each of its states, and the citizen whom it is about. */
const states = [
  'none',
  'stands',
  'expired',
  'withdrawn',
  'not yet',
  'of another category',
  'for another team',
  'a statute',
  'without a category',
  'for a team that only takes part',
  'reaching too far',
] as const
type State = (typeof states)[number]

const consent: GroundInput = {
  kind: 'consent',
  code: 'SUL-43',
  purpose: 'Fælles plan',
  reason: 'Borgeren ønsker det',
  categories: ['health'],
  fromAreas: ['health'],
  teams: ['employment', 'social-adult'],
  from: ago(30 * day),
  to: hoursAfter(now, 100 * day),
  consent: { form: 'written', textVersion: '1' },
}
const grounds: Record<State, GroundInput | null> = {
  none: null,
  stands: consent,
  expired: { ...consent, to: ago(1) },
  withdrawn: consent,
  'not yet': { ...consent, from: hoursAfter(now, day) },
  'of another category': { ...consent, categories: ['service'] },
  'for another team': { ...consent, teams: ['benefits'] },
  'a statute': {
    kind: 'statute',
    code: 'SUL-41',
    purpose: 'Pleje',
    reason: 'Aktuel pleje',
    categories: ['health', 'service'],
    fromAreas: ['health'],
    teams: ['home-care', 'visitation'],
  },
  'without a category': {
    kind: 'statute',
    code: 'RSL-5',
    purpose: 'Koordinering',
    reason: 'Flere team',
    categories: [],
    fromAreas: [],
    teams: ['employment', 'home-care'],
  },
  // Rehabilitation is of the same area as the facts, and does not serve the citizen.
  'for a team that only takes part': {
    kind: 'statute',
    code: 'SUL-41',
    purpose: 'Genoptræning',
    reason: 'Genoptræningsplan',
    categories: ['health'],
    fromAreas: ['health'],
    teams: ['rehabilitation'],
  },
  'reaching too far': consent,
}

const kindOf = (name: string) => walledOff.find((kind) => kind.kind === name) ?? findKind(name)

interface Cell {
  state: State
  team: string
  kind: string
  visible: boolean
  allowed: boolean
  byGround: boolean
}

describe('grounds', () => {
  let municipality: TestMunicipality
  const citizens = new Map<State, string>()
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    await plantKinds(municipality)
    const nurse = await municipality.actor('nurse.health')
    for (const [index, state] of states.entries()) {
      const citizen: Identifier = { system: cpr, value: `310250${2_000 + index}` }
      await tellAll(municipality, citizen, state)
      const id = await idOf(municipality, state)
      citizens.set(state, id)
      const input = grounds[state]
      if (input === null) continue
      const { groundId } = await recordGround(municipality.api, nurse, id, input, once)
      if (state === 'reaching too far') await reachTooFar(municipality, groundId)
      if (state === 'withdrawn') await endGround(municipality.api, nurse, groundId, { because: 'withdrawn', channel: 'phone' }, 1, once)
    }
  }, 60_000)
  afterAll(() => municipality.close())

  /** Every fact, for every team, in every state of the ground. */
  const walk = async (): Promise<Cell[]> => {
    const cells: Cell[] = []
    for (const state of states) for (const team of teams) cells.push(...(await cellsOf(state, team)))
    return cells
  }
  const cellsOf = async (state: State, team: (typeof teams)[number]): Promise<Cell[]> => {
    const citizenId = citizens.get(state) ?? ''
    const everything = await inScope(municipality.api.database, jobScope(municipality.api, 'test', 'test'), async (tx) => ({
      kinds: (await tx.selectFrom('facts').select('kind').where('citizen_id', '=', citizenId).execute()).map((row) => row.kind),
      grounds: (await listGroundsOf(tx, citizenId)) as Ground[],
      serves:
        (await tx.selectFrom('relations').select('team').where('citizen_id', '=', citizenId).where('team', '=', team.id).execute()).length >
        0,
    }))
    const reader = { ...(await municipality.actor('nurse.health')), team: team.id, area: team.area }
    const seen = await inScope(municipality.api.database, scopeOf(municipality.api, reader, 'grounds'), (tx) =>
      tx.selectFrom('facts').select('kind').where('citizen_id', '=', citizenId).execute(),
    )
    return everything.kinds.flatMap((kind) => {
      const known = kindOf(kind)
      if (known === undefined) throw new Error(`a fact of a kind that nobody knows: ${kind}`)
      const question = { citizenId, kind: known, team: team.id, teamArea: team.area, serves: everything.serves, at: now }
      const decision = decideGround(question, everything.grounds)
      const visible = seen.some((row) => row.kind === kind)
      return [
        { state, team: team.id, kind, visible, allowed: decision.allowed, byGround: decision.allowed && decision.because === 'ground' },
      ]
    })
  }
  const wrong = (cells: readonly Cell[]) => cells.filter((cell) => cell.visible !== cell.allowed)

  test('the wall opens exactly what decideGround allows, in every cell', async () => {
    const cells = await walk()
    expect(cells.length).toBeGreaterThan(1_000)
    expect(wrong(cells)).toEqual([])
    expect(
      cells
        .filter((cell) => cell.byGround)
        .map(({ state, team, kind }) => `${state}: ${team} sees ${kind}`)
        .sort(),
    ).toEqual([
      'a statute: home-care sees homenursing.granted',
      'a statute: home-care sees observation.weight',
      'a statute: visitation sees homenursing.granted',
      'a statute: visitation sees observation.weight',
      'for a team that only takes part: rehabilitation sees observation.weight',
      'for another team: benefits sees observation.weight',
      'of another category: employment sees homenursing.granted',
      'of another category: social-adult sees homenursing.granted',
      'reaching too far: employment sees observation.weight',
      'reaching too far: social-adult sees observation.weight',
      'stands: employment sees observation.weight',
      'stands: social-adult sees observation.weight',
    ])
  })

  const policy = (
    condition: string,
  ) => `drop policy ground_opens on facts; create policy ground_opens on facts for select to rt_api using (exists (
    select from ground_teams g join event_kinds k on k.kind = facts.kind where g.municipality = facts.municipality and ${condition}))`
  const whole = [
    'g.citizen_id = facts.citizen_id',
    'g.team = (select (guard.scope()).team)',
    'k.openable',
    'k.area = any (g.from_areas)',
    'k.category = any (g.categories)',
    'g.valid_from <= (select (guard.scope()).at)',
    '(g.valid_to is null or g.valid_to > (select (guard.scope()).at))',
    'g.ended_at is null',
  ]

  test.each(whole.map((condition) => [condition]))('a wall without %s is caught', async (left) => {
    await municipality.admin.query(policy(whole.filter((condition) => condition !== left).join(' and ')))
    const caught = wrong(await walk())
    await municipality.admin.query(policy(whole.join(' and ')))
    expect(caught.length).toBeGreaterThan(0)
  })
})

async function tellAll(municipality: TestMunicipality, citizen: Identifier, name: string): Promise<void> {
  const employment = { source: 'urn:employment:x' }
  const social = { source: 'urn:social:x' }
  await municipality.send(
    'system.carerecord',
    registered(citizen, name, ago(9_000)),
    event('homenursing.granted', ago(900), { citizen }),
    event('homecare.granted', ago(900), { citizen }),
  )
  await municipality.send(
    'system.carerecord',
    event('observation.weight', ago(50), { citizen, value: 61, unit: 'kg' }),
    event('homecare.visit.missed', ago(40), { citizen }),
  )
  await municipality.send(
    'system.employment',
    event('sickleave.started', ago(900), { citizen }, employment),
    event('employment.meeting.held', ago(20), { citizen }, employment),
  )
  await municipality.send(
    'system.social',
    event('social.support.granted', ago(900), { citizen }, social),
    event('social.contact', ago(20), { citizen }, social),
    event('rent.arrears.notice', ago(20), { citizen }, social),
  )
}

async function idOf(municipality: TestMunicipality, name: string): Promise<string> {
  const { rows } = await municipality.admin.query<{ id: string }>('select id from citizens where name = $1', [name])
  return rows[0]?.id ?? ''
}
