// Who somebody is, told over HTTP: two who are one and are told apart again, a replacement number that becomes a CPR number, two people on one paper number,
// a local id that nobody knows, and a death told by mistake.
import type { Identifier } from '@roedtraad/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const paper: Identifier = { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0203501WQ3' }
const local: Identifier = { system: 'urn:vendor:citizen', value: 'A-4711' }
const nobody = '01890000-0000-7000-8000-000000000000'

interface Found {
  items: { id: string; name: string }[]
}

describe('who somebody is', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
  })
  afterEach(async () => {
    await door.close()
    await municipality.close()
  })

  const find = async (username: string, identifier: Identifier) => {
    const { body } = await door.call(username, 'POST', '/api/v1/citizens/search', { identifier })
    return (body as unknown as Found).items[0]?.id ?? ''
  }
  const page = (username: string, id: string) => door.call(username, 'GET', `/api/v1/citizens/${id}`)
  const cared = (citizen: Identifier, name: string, birthDate = '1950-02-11') => [
    registered(citizen, name, ago(900), { birthDate }),
    event('homenursing.granted', ago(800), { citizen }),
  ]
  const openJourney = async (citizenId: string) => {
    const input = { citizenId, level: 'coordinate', ground: { statute: 'RSL-5' }, reason: 'To team' }
    return String((await door.call('nurse.health', 'POST', '/api/v1/journeys', input)).body['id'])
  }
  const preview = (username: string, survivor: string, absorbed: string) =>
    door.call(username, 'GET', `/api/v1/citizens/${survivor}/merge-preview?absorbed=${absorbed}`)
  const merge = async (survivor: string, absorbed: string, username = 'nurse.health'): Promise<HttpAnswer> => {
    const { etag } = await preview(username, survivor, absorbed)
    return door.call(username, 'POST', `/api/v1/citizens/${survivor}/merges`, { absorbedId: absorbed, reason: 'Samme person' }, etag)
  }
  const code = (answer: HttpAnswer) => [answer.status, answer.body['code']]

  test('two are found to be one: everything comes along, the old id keeps answering, and all of it goes back', async () => {
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), ...cared(paper, 'Ukendt kvinde'))
    await door.send('system.carerecord', event('observation.weight', ago(50), { citizen: paper, value: 61, unit: 'kg' }))
    const [else_, unknown] = [await find('nurse.health', els), await find('nurse.health', paper)]
    const journey = await openJourney(unknown)
    const before = [(await page('nurse.health', else_)).body, (await page('nurse.health', unknown)).body]

    const seen = await preview('nurse.health', else_, unknown)
    expect(seen.body).toMatchObject({ reasons: [], hindrances: [], absorbed: { journeys: [{ id: journey, status: 'open' }], facts: 3 } })
    const asked = { absorbedId: unknown, reason: 'Hun har fået sit pas frem' }
    const path = `/api/v1/citizens/${else_}/merges`
    expect(code(await door.call('nurse.health', 'POST', path, asked))).toEqual([428, 'if-match-required'])
    expect(code(await door.call('nurse.health', 'POST', path, asked, '"other"'))).toEqual([412, 'changed-meanwhile'])
    expect(code(await door.call('nurse.health', 'POST', path, { absorbedId: unknown, reason: ' ' }, seen.etag))).toEqual([
      400,
      'invalid-request',
    ])
    const done = await door.call('nurse.health', 'POST', path, asked, seen.etag)
    expect(done.status).toBe(201)

    const whole = await page('nurse.health', unknown)
    expect(whole.body).toMatchObject({ id: else_, name: 'Else Ågård', journeyId: journey })
    expect(JSON.stringify(whole.body)).toContain('"value":61')
    expect((await page('caseworker.social', unknown)).body).toEqual((await page('caseworker.social', nobody)).body)
    for (const id of [else_, unknown]) {
      const { body } = await door.call('dpo', 'GET', `/api/v1/access-log?citizen=${id}`)
      const grounds = (body as unknown as { items: { ground: string; criterion: string }[] }).items
      expect(grounds.map((row) => row.ground)).toContain('former-id')
      expect(grounds.map((row) => row.criterion)).toContain('merge')
    }

    const listed = (await door.call('nurse.health', 'GET', `/api/v1/citizens/${else_}/merges`)).body as unknown as {
      items: { id: string; etag: string }[]
    }
    const [found] = listed.items
    const undo = `/api/v1/merges/${found?.id}/undo`
    expect(code(await door.call('caseworker.social', 'POST', undo, { reason: 'x' }, found?.etag))).toEqual([404, 'not-found'])
    expect((await door.call('nurse.health', 'POST', undo, { reason: 'Passet var lånt' }, found?.etag)).status).toBe(200)
    expect(code(await door.call('nurse.health', 'POST', undo, { reason: 'igen' }, found?.etag))).toEqual([409, 'already-undone'])
    expect([(await page('nurse.health', else_)).body, (await page('nurse.health', unknown)).body]).toEqual(before)
  })

  test('nobody is merged with herself, with a stranger, by a stranger, or with two open journeys; two CPR numbers are for a lead', async () => {
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), ...cared(paper, 'Ukendt kvinde'), ...cared(ole, 'Ole Ørsted'))
    const [else_, unknown, other] = [await find('nurse.health', els), await find('nurse.health', paper), await find('nurse.health', ole)]
    const herself = await merge(else_, else_)
    expect(code(herself)).toEqual([428, 'if-match-required'])
    const again = await door.call('nurse.health', 'POST', `/api/v1/citizens/${else_}/merges`, { absorbedId: else_, reason: 'x' }, '"any"')
    expect([code(again), again.body['errors']]).toEqual([[400, 'merge-with-herself'], [expect.objectContaining({ field: 'absorbedId' })]])
    expect((await preview('nurse.health', else_, nobody)).body).toEqual((await preview('caseworker.social', else_, unknown)).body)
    expect(code(await preview('jurist', else_, unknown))).toEqual([403, 'not-for-this-role'])
    expect(code(await merge(else_, other))).toEqual([403, 'lead-required'])
    expect((await preview('nurse.health', else_, other)).body['hindrances']).toMatchObject([{ code: 'lead-required' }])
    await openJourney(else_)
    const second = await openJourney(unknown)
    const both = await merge(else_, unknown)
    expect([code(both), both.body['errors']]).toEqual([[409, 'two-open-journeys'], [expect.objectContaining({ field: 'absorbedId' })]])
    const { etag } = await door.call('nurse.health', 'GET', `/api/v1/journeys/${second}`)
    const close = { deed: 'close', detail: { because: 'agreed', helped: 'not-asked', evaluation: '' } }
    expect((await door.call('nurse.health', 'POST', `/api/v1/journeys/${second}/deeds`, close, etag)).status).toBeLessThan(300)
    expect((await merge(else_, unknown)).status).toBe(201)
    expect((await merge(else_, other, 'lead.health')).status).toBe(201)
    expect((await page('nurse.health', other)).body).toMatchObject({ id: else_, name: 'Else Ågård' })
  })

  test('the civil register says that a CPR number takes the place of a replacement number: the thread is kept', async () => {
    await door.send('system.carerecord', ...cared(paper, 'Ukendt kvinde'))
    const unknown = await find('nurse.health', paper)
    const journey = await openJourney(unknown)
    const sent = { ...registered(els, 'Else Ågård', ago(1), { replaces: { ...paper, value: '020350-1wq3' } }), source: 'urn:cpr:register' }
    expect(await door.send('system.cpr', sent)).toMatchObject({ accepted: 1 })
    expect(await door.send('system.cpr', sent)).toMatchObject({ duplicate: 1 })
    expect(await find('nurse.health', els)).toBe(unknown)
    expect((await page('nurse.health', unknown)).body).toMatchObject({ name: 'Else Ågård', journeyId: journey })
    await door.send('system.carerecord', event('nursing.contact', ago(2)), event('nursing.contact', ago(3), { citizen: paper }))
    expect(JSON.stringify((await page('nurse.health', unknown)).body).match(/"kind":"nursing.contact"/g)).toHaveLength(2)
    const stored = await municipality.admin.query<{ text: string }>(
      `select detail::text as text from events union all select detail::text from facts`,
    )
    expect(stored.rows.filter((row) => row.text.includes('WQ3') || row.text.includes('replaces'))).toEqual([])
    // Two who both were known are suggested to somebody, and merged by nobody.
    await door.send('system.carerecord', ...cared(ole, 'Ole Ørsted'))
    await door.send('system.cpr', { ...registered(ole, 'Ole Ørsted', ago(1), { replaces: paper }), source: 'urn:cpr:register' })
    const { body } = await door.call('nurse.health', 'GET', '/api/v1/merge-suggestions')
    expect(body).toMatchObject({ items: [{ citizen: { name: 'Ole Ørsted' }, other: { name: 'Else Ågård' } }] })
    expect(await find('nurse.health', ole)).not.toBe(unknown)
    const pair = { citizenId: await find('nurse.health', ole), otherId: unknown }
    expect((await door.call('nurse.health', 'POST', '/api/v1/merge-suggestions/dismissals', pair)).status).toBe(200)
    expect((await door.call('nurse.health', 'GET', '/api/v1/merge-suggestions')).body).toEqual({ items: [] })
  })

  test('two people on one paper number, and twins, wait for somebody who knows', async () => {
    await door.send('system.carerecord', ...cared(paper, 'Rasmus Berg', '1990-04-05'))
    const twin = registered(paper, 'Magnus Berg', ago(10), { birthDate: '1990-04-05' })
    const stranger = registered(paper, 'Poul Friis', ago(9), { birthDate: '1950-01-01' })
    const married = registered(paper, 'Rasmus Berg Holm', ago(8), { birthDate: '1990-04-05' })
    expect(await door.send('system.carerecord', twin)).toMatchObject({ quarantined: [{ problem: 'another-person' }] })
    expect(await door.send('system.carerecord', stranger, married)).toMatchObject({
      accepted: 1,
      quarantined: [{ problem: 'another-person' }],
    })
    const { body } = await door.call('nurse.health', 'GET', '/api/v1/waiting-identities')
    const { items } = body as unknown as { items: { id: string; problem: string; told: { name: string } }[] }
    expect(items.map((item) => [item.problem, item.told.name])).toEqual([
      ['another-person', 'Magnus Berg'],
      ['another-person', 'Poul Friis'],
    ])
    const decide = async (id: string | undefined, decision: string) => {
      const { etag } = await door.call('nurse.health', 'GET', `/api/v1/waiting-identities/${id}`)
      return door.call(
        'nurse.health',
        'POST',
        `/api/v1/waiting-identities/${id}/decision`,
        { decision, reason: 'Ringede til afsenderen' },
        etag,
      )
    }
    expect(code(await decide(items[0]?.id, 'registered'))).toEqual([409, 'does-not-fit'])
    expect((await decide(items[0]?.id, 'set-aside')).body).toMatchObject({ citizenId: null, takenIn: 0 })
    const known = await find('nurse.health', paper)
    expect((await decide(items[1]?.id, 'same-person')).body).toMatchObject({ citizenId: known, takenIn: 1 })
    expect((await door.call('nurse.health', 'GET', '/api/v1/waiting-identities')).body).toEqual({ items: [], nextCursor: null })
    const kept = await municipality.admin.query('select 1 from quarantine where resolved_at is not null')
    expect(kept.rowCount).toBe(2)
  })

  test('a local id that nobody knows waits, is given to somebody, and is taken back', async () => {
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), ...cared(ole, 'Elsa Aagaard'))
    const contact = event('nursing.contact', ago(5), { citizen: local })
    const told = registered(local, 'Else Aagaard', ago(6))
    expect(await door.send('system.carerecord', contact, told)).toMatchObject({
      accepted: 0,
      quarantined: [{ problem: 'unknown-citizen' }, { problem: 'needs-matching' }],
    })
    const nothing = { ...registered({ ...els, value: '0000000000' }, 'Ingen', ago(6)) }
    expect(await door.send('system.carerecord', nothing)).toMatchObject({ quarantined: [{ problem: 'names-nobody' }] })
    expect((await door.call('caseworker.employment', 'GET', '/api/v1/waiting-identities')).body).toEqual({ items: [], nextCursor: null })
    const { body } = await door.call('nurse.health', 'GET', '/api/v1/waiting-identities')
    const id = (body as unknown as Found).items[0]?.id
    expect(body).toMatchObject({ items: [{ masked: '••••11', events: 2, told: { name: 'Else Aagaard', birthDate: '1950-02-11' } }] })
    const path = `/api/v1/waiting-identities/${id}`
    const one = await door.call('nurse.health', 'GET', path)
    const else_ = await find('nurse.health', els)
    expect(one.body).toMatchObject({
      value: 'A-4711',
      candidates: [
        { id: else_, reasons: ['same-birth-date', 'same-name'] },
        { name: 'Elsa Aagaard', reasons: ['same-birth-date', 'similar-name'] },
      ],
    })
    expect(await door.call('caseworker.employment', 'GET', path)).toMatchObject({ status: 404 })
    const decision = { decision: 'matched', citizenId: else_, reason: 'Ringede til leverandøren' }
    expect(code(await door.call('nurse.health', 'POST', `${path}/decision`, decision))).toEqual([428, 'if-match-required'])
    expect(code(await door.call('nurse.health', 'POST', `${path}/decision`, { ...decision, citizenId: nobody }, one.etag))).toEqual([
      404,
      'not-found',
    ])
    const matched = await door.call('nurse.health', 'POST', `${path}/decision`, decision, one.etag)
    expect(matched.body).toMatchObject({ citizenId: else_, takenIn: 2 })
    expect(JSON.stringify((await page('nurse.health', else_)).body)).toContain('nursing.contact')
    expect(await door.send('system.carerecord', event('nursing.contact', ago(4), { citizen: local }))).toMatchObject({ accepted: 1 })
    const undo = `/api/v1/merges/${String(matched.body['mergeId'])}/undo`
    expect((await door.call('nurse.health', 'POST', undo, { reason: 'Det var en anden' }, '"1"')).status).toBe(200)
    expect((await page('nurse.health', else_)).body).toMatchObject({ name: 'Else Ågård' })
    expect(JSON.stringify((await page('nurse.health', else_)).body)).not.toContain('nursing.contact')
    const events = await municipality.admin.query(`select 1 from events where kind = 'nursing.contact'`)
    expect(events.rowCount).toBe(2)
  })

  test('a death told by mistake closes what it must, and everything stands again when it is taken back', async () => {
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), event('homecare.granted', ago(800)))
    const id = await find('nurse.health', els)
    const journey = await openJourney(id)
    const deed = async (username: string, name: string, detail: Record<string, unknown>) => {
      const { etag } = await door.call(username, 'GET', `/api/v1/journeys/${journey}`)
      const answer = await door.call(username, 'POST', `/api/v1/journeys/${journey}/deeds`, { deed: name, detail }, etag)
      expect(answer.status).toBeLessThan(300)
    }
    await deed('nurse.health', 'join', { team: 'home-care', role: 'Hjælper hver dag', ground: { statute: 'RSL-5' } })
    await deed('nurse.health', 'refer', { to: 'home-care', title: 'Sårpleje', words: '' })
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
    expect((await door.call('nurse.health', 'POST', `/api/v1/citizens/${id}/grounds`, consent)).status).toBe(201)
    const state = async () => {
      const { body } = await door.call('nurse.health', 'GET', `/api/v1/journeys/${journey}`)
      const { loops, status, closed } = body as unknown as {
        loops: { stateText: string }[]
        status: string
        closed: { because: string } | null
      }
      const grounds = (await door.call('nurse.health', 'GET', `/api/v1/citizens/${id}/grounds`)).body as unknown as {
        items: { stands: boolean; endedBecause: string | null }[]
      }
      const { presence } = (await page('nurse.health', id)).body as { presence: { state: string } }
      return [
        status,
        closed?.because ?? null,
        loops[0]?.stateText,
        grounds.items.map((one) => [one.stands, one.endedBecause]),
        presence.state,
      ]
    }
    const alive = await state()
    expect(alive).toEqual(['open', null, 'afventer svar', [[true, null]], 'at-home'])
    await door.send('system.cpr', event('citizen.died', ago(1), {}, { id: 'death', source: 'urn:cpr:register' }))
    expect(await state()).toEqual(['closed', 'died', 'bortfaldet: borgeren er død', [[false, 'citizen-died']], 'deceased'])
    const promised = await municipality.admin.query('select 1 from journey_promises')
    expect(promised.rowCount).toBe(0)
    await door.send('system.cpr', event('citizen.died', now, { withdraws: 'death' }, { source: 'urn:cpr:register' }))
    expect(await state()).toEqual(alive)
  })
})
