// Two people who will be taken for one: what may happen to them, and everything that hangs on one of them as it stands, without the ids that differ from pair to pair.
import type { Identifier, Instant } from '@roedtraad/domain'
import { answerAlert, doDeed, getJourney, openIntake, openJourney, recordGround } from '@roedtraad/use-cases'
import fc from 'fast-check'
import { hear } from '../support/hospital.ts'
import { event, hoursAfter, registered, type TestMunicipality } from '../support/municipality.ts'

export const now = '2026-03-02T10:00:00.000Z'
const cpr = 'urn:oid:1.2.208.176.1.2'
const once = { key: undefined, request: {} }

export interface Pair {
  label: string
  people: { a: Identifier; b: Identifier }
  ids: { a: string; b: string }
  journeys: string[]
}

/** What happens to one of the two, in one of the phases before, during and after the merge. */
export interface Step {
  phase: 0 | 1 | 2
  who: 'a' | 'b'
  what:
    | 'contact'
    | 'weight'
    | 'correct'
    | 'withdraw'
    | 'care-ends'
    | 'admitted'
    | 'discharged'
    | 'cancelled'
    | 'moved'
    | 'intake'
    | 'consent'
    | 'note'
    | 'acknowledge'
    | 'died'
    | 'alive'
    | 'left'
  hour: number
}

const steps: readonly Step['what'][] = [
  'contact',
  'weight',
  'correct',
  'withdraw',
  'care-ends',
  'admitted',
  'discharged',
  'cancelled',
  'moved',
  'intake',
  'consent',
  'note',
  'acknowledge',
  'died',
  'alive',
  'left',
]

export const anyStep: fc.Arbitrary<Step> = fc.record({
  phase: fc.constantFrom(0, 1, 2),
  who: fc.constantFrom('a', 'b'),
  what: fc.constantFrom(...steps),
  hour: fc.integer({ min: 1, max: 400 }),
})

const ago = (hours: number): Instant => hoursAfter(now, -hours)

/** Registers two people whom home nursing and home care help; one of them has a journey. */
export async function makePair(municipality: TestMunicipality, number: number, label: string, journeyOf: 'a' | 'b'): Promise<Pair> {
  const value = (last: string) => ({ system: cpr, value: `3102${String(100_000 + number).slice(1)}${last}` })
  const pair: Pair = { label, people: { a: value('1'), b: value('2') }, ids: { a: '', b: '' }, journeys: [] }
  for (const who of ['a', 'b'] as const) {
    const data = { citizen: pair.people[who] }
    const start = (kind: string) => event(kind, ago(5_000), data, { id: `${label}-${kind}-${who}` })
    await municipality.send(
      'system.carerecord',
      { ...registered(pair.people[who], `${who === 'a' ? 'Else' : 'Ukendt'} Ågård`, ago(9_000)), id: `${label}-reg-${who}` },
      start('homenursing.granted'),
      start('homecare.granted'),
      event('observation.weight', ago(450), { ...data, value: 70, unit: 'kg' }, { id: `${label}-first-${who}` }),
    )
    const digest = municipality.api.vault.digest(municipality.api.municipality, pair.people[who])
    const { rows } = await municipality.admin.query<{ citizen_id: string }>('select citizen_id from identities where digest = $1', [digest])
    pair.ids[who] = rows[0]?.citizen_id ?? ''
  }
  const nurse = await municipality.actor('nurse.health')
  const input = { citizenId: pair.ids[journeyOf], level: 'coordinate' as const, ground: { statute: 'RSL-5' }, reason: 'To team' }
  pair.journeys.push((await openJourney(municipality.api, nurse, input, once)).journeyId)
  return pair
}

/** Carries out one step; what hangs on the citizen by hand happens only while each stands for herself. */
export async function take(municipality: TestMunicipality, pair: Pair, step: Step, index: number): Promise<void> {
  const { label } = pair
  const [citizen, id, citizenId] = [pair.people[step.who], `${label}-${index}`, pair.ids[step.who]]
  const send = (kind: string, data: Record<string, unknown> = {}, at = ago(step.hour)) =>
    municipality.send('system.carerecord', event(kind, at, { citizen, ...data }, { id }))
  const stay = { citizen, episode: `episode-${step.hour % 2}`, start: ago(430), written: ago(step.hour) }
  const api = municipality.api
  if (step.what === 'contact') await send('nursing.contact')
  if (step.what === 'weight') await send('observation.weight', { value: 50 + (step.hour % 40), unit: 'kg' })
  if (step.what === 'correct')
    await send('observation.weight', { value: 61, unit: 'kg', corrects: `${label}-first-${step.hour % 2 ? 'a' : 'b'}` })
  if (step.what === 'withdraw') await send('observation.weight', { withdraws: `${label}-first-${step.who}` })
  if (step.what === 'care-ends') await send('homecare.ended')
  if (step.what === 'moved') await send('citizen.moved', { detail: { address: `Vej ${step.hour}` } })
  if (step.what === 'admitted') await hear(municipality, { ...stay, step: 'admit-inpatient' })
  if (step.what === 'discharged') await hear(municipality, { ...stay, step: 'discharge', end: ago(step.hour) })
  if (step.what === 'cancelled') await hear(municipality, { ...stay, step: 'admit-inpatient', act: 'cancel' })
  if (step.what === 'died')
    await municipality.send(
      'system.cpr',
      event('citizen.died', ago(step.hour), { citizen }, { id: `${label}-died-${step.who}`, source: 'urn:cpr:x' }),
    )
  if (step.what === 'alive')
    await municipality.send(
      'system.cpr',
      event('citizen.died', now, { citizen, withdraws: `${label}-died-${step.who}` }, { id, source: 'urn:cpr:x' }),
    )
  if (step.what === 'left') await send('citizen.moved', { detail: { leavesMunicipality: true } })
  if (step.what === 'note') await writeNote(municipality, pair)
  if (step.phase === 1) return
  if (step.what === 'acknowledge') await acknowledge(municipality, citizenId)
  if (step.what === 'intake') await openIntake(api, await municipality.actor('caseworker.social'), citizenId, { reason: 'Skranken' }, once)
  if (step.what === 'consent') await recordGround(api, await municipality.actor('nurse.health'), citizenId, consent, once)
}

const consent = {
  kind: 'consent' as const,
  code: 'SUL-43',
  purpose: 'Fælles plan',
  reason: 'Borgeren ønsker det',
  categories: ['health'],
  fromAreas: ['health'],
  teams: ['employment'],
  to: hoursAfter(now, 900),
  consent: { form: 'written' as const, textVersion: '1' },
}

async function writeNote(municipality: TestMunicipality, pair: Pair): Promise<void> {
  const nurse = await municipality.actor('nurse.health')
  const journeyId = pair.journeys[0] ?? ''
  const { version, journey } = await getJourney(municipality.api, nurse, journeyId)
  if (journey.status === 'open')
    await doDeed(
      municipality.api,
      nurse,
      journeyId,
      { deed: 'write-note', detail: { words: 'Talte sammen', audience: 'journey' }, targetId: null },
      version,
      once,
    )
}

async function acknowledge(municipality: TestMunicipality, citizenId: string): Promise<void> {
  await municipality.judge()
  const { rows } = await municipality.admin.query<{ id: string; version: number; team: string }>(
    `select a.id, a.version, r.team from alerts a join alert_recipients r on r.alert_id = a.id where a.citizen_id = $1 and r.status = 'open' order by a.rule_id, a.occasion_key, r.team limit 1`,
    [citizenId],
  )
  for (const { id, version, team } of rows) {
    const actor = await municipality.actor(team === 'home-care' ? 'assistant.elderly' : 'nurse.health')
    await answerAlert(municipality.api, actor, id, { deed: 'acknowledge' }, version, once)
  }
}

/** Each part as JSON rows that are the same for both pairs where the same happened. Closed fact versions and ended alerts are history, and are not what stands. */
const parts: Readonly<Record<string, string>> = {
  citizen: `select name, birth_date, address, protected from citizens where id = $1`,
  identities: `select system from identities where citizen_id = $1`,
  events: `select kind, deed, occurred_at, value, team from events where citizen_id = $1`,
  facts: `select key, kind, valid_from, valid_to, value, unit, team, detail - 'history' as detail from facts where citizen_id = $1 and known_to is null`,
  relations: `select team, reason, case when reason = 'intake' then '' else reason_key end as key, valid_from, valid_to from relations where citizen_id = $1`,
  grounds: `select code, categories, teams, valid_to, ended_at from grounds where citizen_id = $1`,
  openedTo: `select team, categories from ground_teams where citizen_id = $1`,
  journeys: `select status, level, coordinator, goals_open from journeys where citizen_id = $1`,
  journeyTeams: `select team, role, valid_to, status from journey_teams where citizen_id = $1`,
  alerts: `select a.rule_id, a.occasion_key, a.urgency, r.team, r.status from alerts a join alert_recipients r on r.alert_id = a.id where a.citizen_id = $1 and a.closed_at is null`,
  timers: `select rule_id, due_at from timers where citizen_id = $1`,
}

/** Everything that hangs on this citizen. */
export async function snapshot(municipality: TestMunicipality, pair: Pair, who: 'a' | 'b'): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {}
  for (const [name, sql] of Object.entries(parts)) {
    const { rows } = await municipality.admin.query<object>(sql, [pair.ids[who]])
    told[name] = rows.map((row) => JSON.stringify(row).replaceAll(`${pair.label}-`, '')).sort()
  }
  return told
}
