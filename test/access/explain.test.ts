// Why and why not, for readers who see the citizen by different roads: over what is closed to her a rule says unknown, never that nothing was recorded.
import { explainRule, type GroundInput, joinJourney, openJourney, recordGround } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }

describe('a rule explained', () => {
  let municipality: TestMunicipality
  let citizenId: string
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', ago(9_000)), event('homenursing.granted', ago(5_000)))
    await municipality.send('system.employment', event('sickleave.started', ago(900), {}, { source: 'urn:employment:x' }))
    await hear(
      municipality,
      { start: ago(300), written: ago(300), step: 'admit-inpatient' },
      { start: ago(300), end: ago(100), written: ago(100), step: 'discharge' },
    )
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
  })
  afterEach(() => municipality.close())

  const why = async (username: string) => {
    const told = await explainRule(municipality.api, await municipality.actor(username), citizenId, 'HE7', 'da')
    return [told.truth, told.occasions.length]
  }
  const consent = async (categories: string[]) => {
    const input: GroundInput = {
      kind: 'consent',
      code: 'SUL-43',
      purpose: 'Fælles plan',
      reason: 'Else ønsker det',
      categories,
      fromAreas: ['health'],
      teams: ['employment'],
      to: hoursAfter(now, 2_400),
      consent: { form: 'written', textVersion: '1' },
    }
    return recordGround(municipality.api, await municipality.actor('nurse.health'), citizenId, input, once)
  }
  const contact = () => municipality.send('system.carerecord', event('nursing.contact', ago(50)))

  test('is answered for who serves the citizen', async () => {
    expect(await why('nurse.health')).toEqual(['true', 1])
    await contact()
    expect(await why('nurse.health')).toEqual(['false', 1])
  })

  test('is unknown for a team of the same area that only takes part in the journey, whatever was recorded', async () => {
    const ground = { statute: 'RSL-5' }
    await openJourney(
      municipality.api,
      await municipality.actor('nurse.health'),
      { citizenId, level: 'inform', ground, reason: 'To team' },
      once,
    )
    const therapist = await municipality.actor('therapist.health')
    await expect(joinJourney(municipality.api, therapist, { citizenId, role: 'Træner', ground }, once)).rejects.toMatchObject({
      status: 404,
    })
    await municipality.admin.query(
      `insert into journey_teams select municipality, journey_id, citizen_id, 'rehabilitation', role, valid_from, valid_to, next_due_at, status from journey_teams`,
    )
    expect(await why('therapist.health')).toEqual(['unknown', 0])
    await contact()
    expect(await why('therapist.health')).toEqual(['unknown', 0])
  })

  test('is unknown where the consent opens the stay and not the contacts: their silence is not silence', async () => {
    expect(await why('caseworker.employment')).toEqual(['unknown', 0])
    await consent(['hospital', 'service'])
    expect(await why('caseworker.employment')).toEqual(['unknown', 1])
    await contact()
    expect(await why('caseworker.employment')).toEqual(['unknown', 1])
  })

  test('is answered, and logged with its ground, where a consent opens everything that the rule reads', async () => {
    const { groundId } = await consent(['hospital', 'service', 'health'])
    expect(await why('caseworker.employment')).toEqual(['true', 1])
    const { rows } = await municipality.admin.query(`select ground from access_log where purpose = 'explain-rule' order by id desc limit 1`)
    expect(rows).toEqual([{ ground: `relation:sickleave.started consent:${groundId}` }])
    await contact()
    expect(await why('caseworker.employment')).toEqual(['false', 1])
  })
})
