// Easy access on a real database, over HTTP: asked for at any counter, answered with a name and a number, with and without a journey, and by the clock.
import { keepRequestClocks } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const began = hoursAfter(now, -900)
const asked = { askedBy: 'Mette, datter, 20 30 40 50', wish: 'network-meeting', channel: 'phone' }
const contact = { name: 'Maria Ravn', phone: '56 00 00 01' }
const ground = { statute: 'RSL-5' }

describe('a request for coordination', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let citizenId: string
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', began), event('homenursing.granted', began))
    citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
  })
  afterEach(async () => {
    await door.close()
    await municipality.close()
  })

  const register = (username: string, body: unknown = asked) =>
    door.call(username, 'POST', `/api/v1/citizens/${citizenId}/coordination-requests`, body)
  const pathOf = (answer: HttpAnswer) => `/api/v1/coordination-requests/${String(answer.body['id'])}`
  const listed = async (username: string) =>
    ((await door.call(username, 'GET', '/api/v1/coordination-requests')).body['items'] as { citizen: { name: string } }[]).map(
      (item) => item.citizen.name,
    )
  const openJourney = async (username = 'nurse.health') => {
    const opened = await door.call(username, 'POST', '/api/v1/journeys', { citizenId, level: 'coordinate', ground, reason: 'Flere team' })
    return { path: `/api/v1/journeys/${String(opened.body['id'])}`, ...opened }
  }
  const contactOf = async (path: string, username = 'nurse.health') => (await door.call(username, 'GET', path)).body['contact']

  test('is registered in three fields by a worker who does not serve the citizen, waits in her list, and is answered', async () => {
    const waiting = await register('caseworker.social')
    expect(waiting).toMatchObject({
      status: 201,
      body: { state: 'waiting', team: 'social-adult', dueAt: '2026-03-09T10:00:00.000Z', ...asked },
    })
    expect([await listed('caseworker.social'), await listed('nurse.health'), await listed('caseworker.employment')]).toEqual([
      ['Else Ågård'],
      [],
      [],
    ])
    const answered = await door.call('caseworker.social', 'POST', `${pathOf(waiting)}/answer`, contact, waiting.etag)
    expect(answered.body).toMatchObject({ state: 'answered', contact })
    expect(await listed('caseworker.social')).toEqual([])
    expect(await contactOf((await openJourney()).path)).toEqual(contact)
  })

  test('goes to the team that coordinates, which alone answers, and the contact stands on top of the journey until it is taken back', async () => {
    const { path } = await openJourney()
    const waiting = await register('caseworker.social')
    expect(waiting.body).toMatchObject({ team: 'home-nursing', registeredTeam: 'social-adult' })
    expect(await listed('nurse.health')).toEqual(['Else Ågård'])
    expect((await door.call('caseworker.social', 'POST', `${pathOf(waiting)}/answer`, contact, waiting.etag)).body['code']).toBe(
      'not-asked-team',
    )
    const answered = await door.call('nurse.health', 'POST', `${pathOf(waiting)}/answer`, contact, waiting.etag)
    expect(await contactOf(path)).toEqual(contact)
    expect((await door.call('nurse.health', 'DELETE', `${pathOf(waiting)}/answer`, undefined, waiting.etag)).status).toBe(412)
    const back = await door.call('nurse.health', 'DELETE', `${pathOf(waiting)}/answer`, undefined, answered.etag)
    expect(back.body).toMatchObject({ state: 'waiting', contact: null })
    expect(await contactOf(path)).toBeNull()
    // Once she sees it no more, the team that registered it does not learn who she is.
    await door.call('nurse.health', 'POST', `${pathOf(waiting)}/answer`, contact, back.etag)
    expect((await door.call('caseworker.social', 'GET', pathOf(waiting))).body['citizen']).toMatchObject({
      name: 'borgeren',
      birthDate: null,
    })
  })

  test('follows the coordination while it waits', async () => {
    const waiting = await register('caseworker.social')
    const opened = await openJourney()
    expect((await door.call('nurse.health', 'GET', pathOf(waiting))).body).toMatchObject({ team: 'home-nursing' })
    const joined = await door.call(
      'nurse.health',
      'POST',
      `${opened.path}/deeds`,
      { deed: 'join', detail: { team: 'home-care', role: 'Hjælper', ground } },
      opened.etag,
    )
    const asking = await door.call(
      'nurse.health',
      'POST',
      `${opened.path}/deeds`,
      { deed: 'hand-over-coordination', detail: { to: 'home-care', words: '' } },
      joined.etag,
    )
    const [loop] = asking.body['loops'] as { id: string }[]
    await door.call('assistant.elderly', 'POST', `${opened.path}/deeds`, { deed: 'accept-loop', detail: { loopId: loop?.id } }, asking.etag)
    expect(await listed('assistant.elderly')).toEqual(['Else Ågård'])
    expect((await door.call('nurse.health', 'GET', pathOf(waiting))).status).toBe(404)
  })

  test('is one at a time, is withdrawn and taken up again, and refuses what does not fit', async () => {
    const waiting = await register('nurse.health')
    expect(await register('caseworker.social')).toMatchObject({ status: 409, body: { code: 'request-waiting' } })
    expect((await door.call('nurse.health', 'POST', `${pathOf(waiting)}/answer`, contact)).status).toBe(428)
    expect((await door.call('nurse.health', 'DELETE', `${pathOf(waiting)}/answer`, undefined, waiting.etag)).body['code']).toBe(
      'request-waiting',
    )
    const withdrawn = await door.call('nurse.health', 'POST', `${pathOf(waiting)}/withdrawal`, { reason: 'Ringede igen' }, waiting.etag)
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      history: [{ deed: 'withdraw', reason: 'Ringede igen' }, { deed: 'register' }],
    })
    expect((await door.call('nurse.health', 'POST', `${pathOf(waiting)}/answer`, contact, withdrawn.etag)).body['code']).toBe(
      'request-withdrawn',
    )
    const again = await door.call('nurse.health', 'DELETE', `${pathOf(waiting)}/withdrawal`, undefined, withdrawn.etag)
    expect(again.body['state']).toBe('waiting')
    const faulty = await door.call('nurse.health', 'POST', `${pathOf(waiting)}/answer`, { name: 'Maria', phone: 'ring bare' }, again.etag)
    expect(faulty).toMatchObject({ status: 400, body: { errors: [{ field: 'body.phone' }] } })
    expect((await register('nurse.health', { ...asked, channel: 'pigeon' })).body).toMatchObject({ errors: [{ field: 'body.channel' }] })
    citizenId = '01a2097a-5a12-7ebc-bd1c-1c1469332448'
    expect((await register('nurse.health')).status).toBe(404)
  })

  test('a second withdrawn request is not taken up while another waits', async () => {
    const first = await register('nurse.health')
    const withdrawn = await door.call('nurse.health', 'POST', `${pathOf(first)}/withdrawal`, { reason: 'x' }, first.etag)
    await register('nurse.health')
    expect((await door.call('nurse.health', 'DELETE', `${pathOf(first)}/withdrawal`, undefined, withdrawn.etag)).body['code']).toBe(
      'request-waiting',
    )
  })

  test('reminds when the answer is due, tells both leads a working day later, each once, and not over Easter', async () => {
    municipality.clock.at = '2026-03-31T10:00:00.000Z'
    const waiting = await register('caseworker.social')
    // Thursday to Monday are closed: 1, 7, 8, 9 and 10 April.
    expect(waiting.body['dueAt']).toBe('2026-04-10T10:00:00.000Z')
    municipality.clock.at = '2026-04-10T09:00:00.000Z'
    expect(await keepRequestClocks(municipality.worker)).toBe(0)
    municipality.clock.at = '2026-04-10T10:00:00.000Z'
    expect([await keepRequestClocks(municipality.worker), await keepRequestClocks(municipality.worker)]).toEqual([1, 0])
    municipality.clock.at = '2026-04-13T10:00:00.000Z'
    expect([await keepRequestClocks(municipality.worker), await keepRequestClocks(municipality.worker)]).toEqual([1, 0])
    const told = await door.call('lead.social', 'GET', pathOf(waiting))
    expect(told.body).toMatchObject({ overdue: true, remindedAt: expect.any(String), escalatedAt: expect.any(String) })
    expect((told.body['history'] as { deed: string; by: unknown }[]).map(({ deed, by }) => [deed, by === null])).toEqual([
      ['escalate', true],
      ['remind', true],
      ['register', false],
    ])
    // Long after, the one who owes the answer still sees whom she owes it.
    municipality.clock.at = '2026-06-01T10:00:00.000Z'
    expect(await listed('caseworker.social')).toEqual(['Else Ågård'])
  })

  test('every look and every deed is in the log', async () => {
    await register('caseworker.social')
    await listed('caseworker.social')
    const { rows } = await municipality.admin.query(
      `select what, criterion from access_log where purpose in ('intake', 'coordination-requests') and citizens = $1 order by id`,
      [[citizenId]],
    )
    expect(rows).toEqual([
      { what: 'deed', criterion: 'register' },
      { what: 'list', criterion: null },
      { what: 'list', criterion: null },
    ])
  })
})
