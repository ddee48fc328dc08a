// A rule across areas, planted because none is shipped yet: it looks only into an open journey, only as far as a ground opens, and what it raised goes when the ground does.
import { catalogue, type Rule } from '@roedtraad/detection'
import { doDeed, endGround, type GroundInput, getAlert, joinJourney, openJourney, readInbox, recordGround } from '@roedtraad/use-cases'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }
const words = { da: '{name} er udskrevet og er sygemeldt.', en: '{name} is discharged and on sick leave.' }
const shipped = catalogue.find((rule) => rule.id === 'HE7') ?? expect.unreachable()
const planted: Rule = {
  ...shipped,
  id: 'XX1',
  class: 'C',
  population: { case: ['sickleave.started'] },
  reads: ['hospital.discharged', 'sickleave.started'],
  when: { is: 'holds', kind: 'sickleave.started', at: 'now' },
  moreUrgent: [],
  recipients: [{ servingBy: 'sickleave.started' }],
  sentences: [words],
}

describe('a rule across areas', () => {
  let municipality: TestMunicipality
  let citizenId: string
  beforeAll(() => void (catalogue as Rule[]).push(planted))
  afterAll(() => void (catalogue as Rule[]).pop())
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    await municipality.admin.query(`insert into rules values ('XX1', 1, '{}', 'x', 'active')`)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', ago(9_000)), event('homenursing.granted', ago(5_000)))
    await municipality.send('system.employment', event('sickleave.started', ago(900), {}, { source: 'urn:employment:x' }))
    await hear(
      municipality,
      { start: ago(300), written: ago(300), step: 'admit-inpatient' },
      { start: ago(300), end: ago(20), written: ago(20), step: 'discharge' },
    )
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
  })
  afterEach(() => municipality.close())

  const ground = { statute: 'RSL-5' }
  const openTogether = async () => {
    const { api } = municipality
    const nurse = await municipality.actor('nurse.health')
    const { journeyId } = await openJourney(api, nurse, { citizenId, level: 'coordinate', ground, reason: 'To team' }, once)
    await joinJourney(api, await municipality.actor('caseworker.employment'), { citizenId, role: 'Sygedagpenge', ground }, once)
    return journeyId
  }
  const consent = async (more: Partial<GroundInput> = {}) => {
    const input: GroundInput = {
      kind: 'consent',
      code: 'SUL-43',
      purpose: 'Fælles plan',
      reason: 'Else ønsker det',
      categories: ['hospital'],
      fromAreas: ['health'],
      teams: ['employment'],
      to: hoursAfter(now, 2_400),
      consent: { form: 'written', textVersion: '1' },
      ...more,
    }
    return (await recordGround(municipality.api, await municipality.actor('nurse.health'), citizenId, input, once)).groundId
  }
  const end = async (groundId: string, ending: Parameters<typeof endGround>[3], version: number) =>
    endGround(municipality.api, await municipality.actor('nurse.health'), groundId, ending, version, once)
  const cards = async () => {
    await municipality.judge()
    const page = await readInbox(municipality.api, await municipality.actor('caseworker.employment'), { language: 'da' })
    return page.items.map((view) => [view.status, view.row.closed_because, view.sentence])
  }
  const traces = async () => {
    const { rows } = await municipality.admin.query(
      `select 1 from receipts where rule_id = 'XX1' union all select 1 from alerts where rule_id = 'XX1'`,
    )
    return rows.length
  }
  const open = ['open', null, 'Else Ågård er udskrevet og er sygemeldt.']
  const gone = ['closed', 'retracted', expect.any(String)]

  test('leaves no trace of a citizen without an open journey, nor of one without a ground', async () => {
    await consent()
    expect([await cards(), await traces()]).toEqual([[], 0])
    const other = await consent({ categories: ['service'] })
    await openTogether()
    await end(other, { because: 'purpose-ended' }, 1)
    expect(await cards()).toEqual([open])
  })

  test('tells when the ground opens, takes it back when the consent is withdrawn, and tells again when that is undone', async () => {
    await openTogether()
    expect([await cards(), await traces()]).toEqual([[], 0])
    const groundId = await consent()
    expect(await cards()).toEqual([open])
    await end(groundId, { because: 'withdrawn', channel: 'phone' }, 1)
    expect(await cards()).toEqual([gone])
    const caseworker = await municipality.actor('caseworker.employment')
    const [first] = (await readInbox(municipality.api, caseworker, { language: 'da' })).items
    const { evidence, deeds } = await getAlert(municipality.api, caseworker, first?.row.id ?? '', 'da')
    expect(evidence.map((fact) => fact.kind)).toEqual(['sickleave.started'])
    expect(deeds.at(-1)).toMatchObject({ deed: 'retracted', detail: { factIds: [] } })
    await end(groundId, null, 2)
    expect(await cards()).toEqual([open, gone])
  })

  test('takes it back when the consent lapses by itself, and when the journey closes', async () => {
    const journeyId = await openTogether()
    await consent({ to: hoursAfter(now, 48) })
    expect(await cards()).toEqual([open])
    municipality.clock.at = hoursAfter(now, 47)
    expect(await cards()).toEqual([open])
    municipality.clock.at = hoursAfter(now, 48)
    expect(await cards()).toEqual([gone])
    await consent()
    expect(await cards()).toEqual([open, gone])
    const close = { deed: 'close', detail: { because: 'agreed', helped: 'not-asked', evaluation: '' }, targetId: null }
    await doDeed(municipality.api, await municipality.actor('nurse.health'), journeyId, close, 2, once)
    expect(await cards()).toEqual([gone, gone])
  })
})
