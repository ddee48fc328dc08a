// Two who are one and are told apart again, and a replacement number that becomes a CPR number: told over HTTP.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { els, event, ole, registered } from '../support/municipality.ts'
import { ago, cared, code, nobody, openWho, paper, type Who } from './who.ts'

describe('two who are one', () => {
  let who: Who
  beforeEach(async () => {
    who = await openWho()
  })
  afterEach(() => who.close())

  /** Whichever of the two ids is asked about: that they were merged, and who looked under the old id. */
  const expectLogged = async (id: string) => {
    const { body } = await who.door.call('dpo', 'GET', `/api/v1/access-log?citizen=${id}`)
    const rows = (body as unknown as { items: { ground: string; criterion: string }[] }).items
    expect(rows.map((row) => row.ground)).toContain('former-id')
    expect(rows.map((row) => row.criterion)).toContain('merge')
  }
  const findMerge = async (citizenId: string) => {
    const { body } = await who.door.call('nurse.health', 'GET', `/api/v1/citizens/${citizenId}/merges`)
    return (body as unknown as { items: { id: string; etag: string }[] }).items[0]
  }

  test('two are found to be one: everything comes along, the old id keeps answering, and all of it goes back', async () => {
    const { door, find, page, openJourney, preview } = who
    await door.send('system.carerecord', ...cared(els, 'Else Ågård'), ...cared(paper, 'Ukendt kvinde'))
    await door.send('system.carerecord', event('observation.weight', ago(50), { citizen: paper, value: 61, unit: 'kg' }))
    const [else_, unknown] = [await find('nurse.health', els), await find('nurse.health', paper)]
    const journey = await openJourney(unknown)
    const before = [(await page('nurse.health', else_)).body, (await page('nurse.health', unknown)).body]

    const seen = await preview('nurse.health', else_, unknown)
    expect(seen.body).toMatchObject({
      reasons: ['same-birth-date', 'other-name'],
      hindrances: [],
      absorbed: { journeys: [{ id: journey, status: 'open' }], facts: 3 },
    })
    const asked = { absorbedId: unknown, reason: 'Hun har fundet sit pas' }
    const path = `/api/v1/citizens/${else_}/merges`
    expect(code(await door.call('nurse.health', 'POST', path, asked))).toEqual([428, 'if-match-required'])
    expect(code(await door.call('nurse.health', 'POST', path, asked, '"other"'))).toEqual([412, 'changed-meanwhile'])
    expect(code(await door.call('nurse.health', 'POST', path, { absorbedId: unknown, reason: ' ' }, seen.etag))).toEqual([
      400,
      'invalid-request',
    ])
    expect((await door.call('nurse.health', 'POST', path, asked, seen.etag)).status).toBe(201)

    const whole = await page('nurse.health', unknown)
    expect(whole.body).toMatchObject({ id: else_, name: 'Else Ågård', journeyId: journey })
    expect(JSON.stringify(whole.body)).toContain('"value":61')
    expect((await page('caseworker.social', unknown)).body).toEqual((await page('caseworker.social', nobody)).body)
    for (const id of [else_, unknown]) await expectLogged(id)
    const found = await findMerge(else_)
    const undo = `/api/v1/merges/${found?.id}/undo`
    expect(code(await door.call('caseworker.social', 'POST', undo, { reason: 'x' }, found?.etag))).toEqual([404, 'not-found'])
    expect((await door.call('nurse.health', 'POST', undo, { reason: 'Passet var lånt' }, found?.etag)).status).toBe(200)
    expect(code(await door.call('nurse.health', 'POST', undo, { reason: 'igen' }, found?.etag))).toEqual([409, 'already-undone'])
    expect([(await page('nurse.health', else_)).body, (await page('nurse.health', unknown)).body]).toEqual(before)
  })

  test('nobody is merged with herself, with a stranger, by a stranger, or with two open journeys; two CPR numbers are for a lead', async () => {
    const { door, find, page, openJourney, preview, merge } = who
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
    const closed = await door.call('nurse.health', 'GET', `/api/v1/journeys/${second}`)
    const reopen = { deed: 'reopen', detail: { reason: 'x' } }
    expect(code(await door.call('nurse.health', 'POST', `/api/v1/journeys/${second}/deeds`, reopen, closed.etag))).toEqual([
      409,
      'journey-exists',
    ])
    expect((await merge(else_, other, 'lead.health')).status).toBe(201)
    expect((await page('nurse.health', other)).body).toMatchObject({ id: else_, name: 'Else Ågård' })
  })

  test('the civil register says that a CPR number takes the place of a replacement number: the thread is kept', async () => {
    const { municipality, door, find, page, openJourney } = who
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
})
