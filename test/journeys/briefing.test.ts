// The sheet before a meeting: since the last one, and only what a ground permits.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const day = 24
const at = (days: number) => hoursAfter(now, days * day)
const ground = { statute: 'RSL-5' }

interface Sheet {
  since: string
  contact: { name: string; phone: string } | null
  last: { record: string } | null
  elsewhere: { area: string; own: boolean; items: { text: string }[]; left: number }[]
  deeds: { text: string }[]
  promises: { title: string }[]
  teams: { team: string; invited: boolean }[]
}

describe('the sheet before a meeting', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let path: string
  let citizenId: string
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', at(-300)), event('homenursing.granted', at(-200)))
    await municipality.send('system.employment', event('sickleave.started', at(-60), {}, { source: 'urn:employment:x' }))
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
    const opened = await door.call('nurse.health', 'POST', '/api/v1/journeys', { citizenId, level: 'coordinate', ground, reason: 'x' })
    path = `/api/v1/journeys/${String(opened.body['id'])}`
    await act('nurse.health', 'join', { team: 'employment', role: 'Sygedagpenge', ground })
    await act('nurse.health', 'name-contact', { name: 'Maria Ravn', phone: '56 00 00 01' })
    await act('nurse.health', 'add-goal', { title: 'Før det sidste møde' })
    const first = await meet(10)
    municipality.clock.at = at(10.1)
    await act('nurse.health', 'hold-meeting', { meetingId: first, record: 'Vi begynder med gåture' })
    await act('nurse.health', 'write-note', { words: 'Kun for sygeplejen' })
    await act('nurse.health', 'add-activity', { title: 'Gåture', team: 'home-nursing', start: at(11) })
    await municipality.send(
      'system.carerecord',
      event('observation.weight', at(5), { value: 60, unit: 'kg' }),
      ...Array.from({ length: 10 }, (_, index) => event('observation.weight', at(11 + index), { value: 61 + index, unit: 'kg' })),
    )
    municipality.clock.at = at(24)
    await meet(30)
  }, 60_000)
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  const act = async (username: string, deed: string, detail: unknown) => {
    const { etag } = await door.call(username, 'GET', path)
    const answer = await door.call(username, 'POST', `${path}/deeds`, { deed, detail }, etag)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return (answer.body['history'] as { id: string }[])[0]?.id ?? ''
  }
  const meet = (days: number) =>
    act('nurse.health', 'call-meeting', {
      title: 'Netværksmøde',
      at: at(days),
      minutes: 60,
      place: '',
      teams: ['home-nursing', 'employment'],
      parties: [],
    })
  const read = async (username: string) => (await door.call(username, 'GET', `${path}/briefing`)).body as unknown as Sheet

  test('tells what happened since the last meeting, with the contact on top', async () => {
    const sheet = await read('nurse.health')
    expect(sheet).toMatchObject({
      since: at(10),
      contact: { name: 'Maria Ravn', phone: '56 00 00 01' },
      last: { record: 'Vi begynder med gåture' },
    })
    expect(sheet.teams).toEqual([
      expect.objectContaining({ team: 'home-nursing', invited: true }),
      expect.objectContaining({ team: 'employment', invited: true }),
    ])
    expect(sheet.deeds.map((deed) => deed.text)).toEqual([
      'indkaldte til møde: Netværksmøde',
      'tilføjede en indsats: Gåture',
      'skrev et notat: Kun for sygeplejen',
      'skrev referat af et møde',
    ])
    expect(sheet.promises.map((promise) => promise.title).sort()).toEqual(['Gåture', 'Netværksmøde', 'Notat'])
    expect(sheet.elsewhere).toMatchObject([{ area: 'health', own: true, left: 2 }])
    expect(JSON.stringify(sheet)).not.toContain('60 kg')
  })

  test('shows another area exactly as far as a ground reaches, and closes with it', async () => {
    const before = await read('caseworker.employment')
    expect([before.elsewhere.map((area) => area.area), JSON.stringify(before).includes('sygeplejen')]).toEqual([[], false])
    const consent = { form: 'written', textVersion: '1' }
    const input = {
      kind: 'consent',
      code: 'SUL-43',
      purpose: 'Mødet',
      reason: 'Else ønsker det',
      categories: ['health'],
      fromAreas: ['health'],
      teams: ['employment'],
      to: at(100),
      consent,
    }
    const recorded = await door.call('nurse.health', 'POST', `/api/v1/citizens/${citizenId}/grounds`, input)
    expect(recorded.status).toBe(201)
    expect((await read('caseworker.employment')).elsewhere).toMatchObject([{ area: 'health', own: false, left: 2 }])
    const [one] = recorded.body['items'] as { id: string; etag: string }[]
    await door.call('nurse.health', 'POST', `/api/v1/grounds/${one?.id}/end`, { because: 'withdrawn', channel: 'phone' }, one?.etag)
    expect((await read('caseworker.employment')).elsewhere).toEqual([])
  })

  test('is for those who take part, is logged, and makes nothing old that is new', async () => {
    expect((await door.call('caseworker.social', 'GET', `${path}/briefing`)).status).toBe(404)
    expect((await door.call('nurse.health', 'GET', `${path}/briefing?meeting=01a2097a-5a12-7ebc-bd1c-1c1469332448`)).status).toBe(404)
    await municipality.admin.query(`delete from journey_looks where username = 'caseworker.employment'`)
    await read('caseworker.employment')
    const { rows } = await municipality.admin.query(`select from journey_looks where username = 'caseworker.employment'`)
    expect(rows).toEqual([])
    const log = await municipality.admin.query(`select distinct criterion from access_log where purpose = 'meeting-briefing'`)
    expect(log.rows).toEqual([{ criterion: 'briefing' }])
  })
})
