// A death told by mistake, and taken back: told over HTTP.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { els, event, hoursAfter } from '../support/municipality.ts'
import { ago, cared, now, openWho, type Who } from './who.ts'

const consent = {
  kind: 'consent',
  code: 'SUL-43',
  purpose: 'Fælles plan',
  reason: 'Hun ønsker det',
  categories: ['health'],
  fromAreas: ['health'],
  teams: ['employment'],
  to: hoursAfter(now, 900),
  consent: { form: 'written', textVersion: '1' },
}

interface Journey {
  loops: { stateText: string }[]
  status: string
  closed: { because: string } | null
}

describe('a death', () => {
  let who: Who
  beforeEach(async () => {
    who = await openWho()
  })
  afterEach(() => who.close())

  const act = async (journey: string, deed: string, detail: Record<string, unknown>) => {
    const path = `/api/v1/journeys/${journey}`
    const { etag } = await who.door.call('nurse.health', 'GET', path)
    const answer = await who.door.call('nurse.health', 'POST', `${path}/deeds`, { deed, detail }, etag)
    expect(answer.status).toBeLessThan(300)
  }

  /** What the nurse sees of the journey, its referral, the consents, and where the citizen is. */
  const look = async (id: string, journey: string) => {
    const read = async (path: string) => (await who.door.call('nurse.health', 'GET', path)).body
    const { loops, status, closed } = (await read(`/api/v1/journeys/${journey}`)) as unknown as Journey
    const { items } = (await read(`/api/v1/citizens/${id}/grounds`)) as unknown as {
      items: { stands: boolean; endedBecause: string | null }[]
    }
    const { presence } = (await read(`/api/v1/citizens/${id}`)) as { presence: { state: string } }
    return [status, closed?.because ?? null, loops[0]?.stateText, items.map((one) => [one.stands, one.endedBecause]), presence.state]
  }

  test('told by mistake closes what it must, and everything stands again when it is taken back', async () => {
    const { municipality, door } = who
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), event('homecare.granted', ago(800)))
    const id = await who.find('nurse.health', els)
    const journey = await who.openJourney(id)
    await act(journey, 'join', { team: 'home-care', role: 'Hjælper hver dag', ground: { statute: 'RSL-5' } })
    await act(journey, 'refer', { to: 'home-care', title: 'Sårpleje', words: '' })
    expect((await door.call('nurse.health', 'POST', `/api/v1/citizens/${id}/grounds`, consent)).status).toBe(201)
    const alive = await look(id, journey)
    expect(alive).toEqual(['open', null, 'afventer svar', [[true, null]], 'at-home'])
    await door.send('system.cpr', event('citizen.died', ago(1), {}, { id: 'death', source: 'urn:cpr:register' }))
    expect(await look(id, journey)).toEqual(['closed', 'died', 'bortfaldet: borgeren er død', [[false, 'citizen-died']], 'deceased'])
    const promised = await municipality.admin.query('select 1 from journey_promises')
    expect(promised.rowCount).toBe(0)
    await door.send('system.cpr', event('citizen.died', now, { withdraws: 'death' }, { source: 'urn:cpr:register' }))
    expect(await look(id, journey)).toEqual(alive)
  })
})
