// A death and a move away, told and taken back: what was open is closed with its reason, and stands again as it was.
import { answerAlert, keepLeavings, mergeCitizens, openJourney, previewMerge, recordGround, unmergeCitizens } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }

describe('leaving', () => {
  let municipality: TestMunicipality
  let citizenId: string
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', ago(9_000)),
      event('homenursing.granted', ago(5_000)),
      event('homecare.granted', ago(5_000)),
    )
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
    await hear(municipality, { step: 'admit-inpatient', start: ago(300), written: ago(300) })
    await hear(municipality, { step: 'discharge', start: ago(300), end: ago(100), written: ago(100) })
    await hear(municipality, { step: 'admit-inpatient', start: ago(20), written: ago(20), episode: 'episode-2' })
    const nurse = await municipality.actor('nurse.health')
    const ground = { statute: 'RSL-5' }
    await openJourney(municipality.api, nurse, { citizenId, level: 'coordinate', ground, reason: 'To team' }, once)
    const consent = { form: 'written' as const, textVersion: '1' }
    const shared = { categories: ['health'], fromAreas: ['health'], teams: ['employment'], to: hoursAfter(now, 900) }
    await recordGround(
      municipality.api,
      nurse,
      citizenId,
      { kind: 'consent', code: 'SUL-43', purpose: 'Plan', reason: 'Ja', ...shared, consent },
      once,
    )
    await municipality.judge()
    await acknowledge()
  })
  afterEach(() => municipality.close())

  /** The nurse takes her card. */
  const acknowledge = async () => {
    const { rows } = await municipality.admin.query<{ id: string; version: number }>(
      `select a.id, a.version from alerts a join alert_recipients r on r.alert_id = a.id where r.team = 'home-nursing' and r.status = 'open'`,
    )
    for (const { id, version } of rows)
      await answerAlert(municipality.api, await municipality.actor('nurse.health'), id, { deed: 'acknowledge' }, version, once)
  }
  const rows = async (sql: string) => (await municipality.admin.query<object>(sql)).rows.map((row) => Object.values(row).join(' '))
  const standing = async () => {
    await municipality.judge()
    return {
      alerts: await rows(
        `select a.rule_id, a.round, r.team, r.status from alerts a join alert_recipients r on r.alert_id = a.id where a.closed_at is null order by 1, 3`,
      ),
      journeys: await rows('select status from journeys'),
      consents: await rows('select ended_because from grounds'),
      promises: await rows('select kind from journey_promises'),
    }
  }
  const tell = (kind: string, at: string, data: Record<string, unknown>, id: string) =>
    municipality.send('system.cpr', event(kind, at, data, { id, source: 'urn:cpr:register' }))
  const open = {
    alerts: ['HE8 1 home-care open', 'HE8 1 home-nursing acknowledged', 'HO1 1 home-care open'],
    journeys: ['open'],
    consents: [''],
    promises: [],
  }

  test('a death closes cards, journey and consents; taken back, each card is what the team had made of it', async () => {
    expect(await standing()).toEqual(open)
    await tell('citizen.died', ago(1), {}, 'death')
    expect(await standing()).toEqual({ alerts: [], journeys: ['closed'], consents: ['citizen-died'], promises: [] })
    expect(await rows('select rule_id from timers')).toEqual([])
    expect(await rows(`select deed from journey_deeds order by seq`)).toEqual(['open', 'close'])
    await tell('citizen.died', now, { withdraws: 'death' }, 'alive')
    expect(await standing()).toEqual(open)
    expect(await rows(`select deed, actor from journey_deeds order by seq`)).toEqual([
      'open nurse.health',
      'close life-events',
      'reopen life-events',
    ])
    expect(await rows(`select deed from alert_deeds where deed = 'taken-back'`)).toHaveLength(2)
  })

  test('a death at hospital does the same, and the hospital’s own correction opens it again', async () => {
    const dead = { step: 'admit-inpatient' as const, start: ago(20), written: ago(2), episode: 'episode-2', deceased: true }
    await hear(municipality, dead)
    expect(await standing()).toMatchObject({ journeys: ['closed'], consents: ['citizen-died'] })
    await hear(municipality, { ...dead, written: ago(1), deceased: false })
    expect(await standing()).toMatchObject({ journeys: ['open'], consents: [''] })
  })

  test('a move away closes cards and journey and leaves the consent; a correction that she stays opens them', async () => {
    await tell('citizen.moved', ago(1), { detail: { leavesMunicipality: true } }, 'away')
    expect(await standing()).toEqual({ alerts: [], journeys: ['closed'], consents: [''], promises: [] })
    await tell('citizen.moved', ago(1), { detail: { address: 'Ny Vej 1' }, corrects: 'away' }, 'mended')
    expect(await standing()).toEqual(open)
  })

  test('a move that is told ahead closes on its day, and who comes back is here again with a journey that stays closed', async () => {
    await tell('citizen.moved', hoursAfter(now, 48), { detail: { leavesMunicipality: true } }, 'away')
    expect(await keepLeavings(municipality.worker)).toBe(0)
    expect(await standing()).toEqual(open)
    municipality.clock.at = hoursAfter(now, 49)
    expect(await keepLeavings(municipality.worker)).toBe(1)
    expect(await keepLeavings(municipality.worker)).toBe(0)
    expect(await standing()).toMatchObject({ alerts: [], journeys: ['closed'] })
    await tell('citizen.moved', hoursAfter(now, 49), { detail: { address: 'Hjem 2' } }, 'back')
    expect(await standing()).toMatchObject({
      journeys: ['closed'],
      alerts: ['HE8 2 home-care open', 'HE8 2 home-nursing open', 'HO1 2 home-care open'],
    })
  })

  test('what somebody opened after the death was told stays the open one', async () => {
    await tell('citizen.died', ago(1), {}, 'death')
    const nurse = await municipality.actor('nurse.health')
    await openJourney(municipality.api, nurse, { citizenId, level: 'inform', ground: { statute: 'RSL-5' }, reason: 'Boet' }, once)
    await tell('citizen.died', now, { withdraws: 'death' }, 'alive')
    expect(await rows('select status from journeys order by opened_at, status')).toEqual(['closed', 'open'])
  })

  test('who was merged with somebody dead is alive again when they are told apart', async () => {
    await municipality.send(
      'system.carerecord',
      registered(ole, 'Ole Ørsted', ago(9_000)),
      event('homenursing.granted', ago(5_000), { citizen: ole }),
    )
    await tell('citizen.died', ago(1), { citizen: ole }, 'death')
    const before = await standing()
    const dead = (await municipality.admin.query<{ id: string }>('select id from citizens where id <> $1', [citizenId])).rows[0]?.id ?? ''
    const lead = await municipality.actor('lead.health')
    const { version } = await previewMerge(municipality.api, lead, citizenId, dead)
    const { mergeId } = await mergeCitizens(
      municipality.api,
      lead,
      { survivorId: citizenId, absorbedId: dead, reason: 'Samme' },
      version,
      once,
    )
    expect(await standing()).toMatchObject({ alerts: [], journeys: ['closed'], consents: ['citizen-died'] })
    await unmergeCitizens(municipality.api, lead, { mergeId, reason: 'To' }, 1, once)
    expect(await standing()).toEqual(before)
  })
})
