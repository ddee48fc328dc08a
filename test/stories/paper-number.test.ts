// Two people on one paper number, and a local id that nobody knows: they wait for somebody who does. Told over HTTP.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { els, event, ole, registered } from '../support/municipality.ts'
import { ago, cared, code, local, nobody, openWho, paper, type Who } from './who.ts'

describe('a number that does not say who', () => {
  let who: Who
  beforeEach(async () => {
    who = await openWho()
  })
  afterEach(() => who.close())

  test('two people on one paper number, and twins, wait for somebody who knows', async () => {
    const { municipality, door, find } = who
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
    const back = () => door.call('nurse.health', 'POST', `/api/v1/waiting-identities/${items[0]?.id}/put-back`, { reason: 'En anden' })
    expect((await back()).body).toMatchObject({ events: 1 })
    expect(code(await back())).toEqual([409, 'not-set-aside'])
    expect((await decide(items[0]?.id, 'set-aside')).status).toBe(200)
    const known = await find('nurse.health', paper)
    expect((await decide(items[1]?.id, 'same-person')).body).toMatchObject({ citizenId: known, takenIn: 1 })
    expect((await door.call('nurse.health', 'GET', '/api/v1/waiting-identities')).body).toEqual({ items: [], nextCursor: null })
    const kept = await municipality.admin.query('select 1 from quarantine where resolved_at is not null')
    expect(kept.rowCount).toBe(2)
  })

  const send = (...events: unknown[]) => who.door.send('system.carerecord', ...events)
  const listWaiting = async (username: string) =>
    (await who.door.call(username, 'GET', '/api/v1/waiting-identities')).body as unknown as { items: { id: string }[] }

  test('a local id that nobody knows waits, for those whose area it concerns; the number that stands for nobody is refused', async () => {
    await send(...cared(els, 'Else Ågård'), ...cared(ole, 'Elsa Aagaard'))
    expect(await send(event('nursing.contact', ago(5), { citizen: local }), registered(local, 'Else Aagaard', ago(6)))).toMatchObject({
      accepted: 0,
      quarantined: [{ problem: 'unknown-citizen' }, { problem: 'needs-matching' }],
    })
    const nothing = registered({ ...els, value: '0000000000' }, 'Ingen', ago(6))
    expect(await send(nothing)).toMatchObject({ quarantined: [{ problem: 'names-nobody' }] })
    expect(await listWaiting('caseworker.employment')).toEqual({ items: [], nextCursor: null })
    const told = { name: 'Else Aagaard', birthDate: '1950-02-11' }
    expect(await listWaiting('nurse.health')).toMatchObject({ items: [{ masked: '••••11', events: 2, told }] })
    const path = `/api/v1/waiting-identities/${(await listWaiting('nurse.health')).items[0]?.id}`
    expect((await who.door.call('nurse.health', 'GET', path)).body).toMatchObject({
      value: 'A-4711',
      candidates: [
        { id: await who.find('nurse.health', els), reasons: ['same-birth-date', 'same-name'] },
        { name: 'Elsa Aagaard', reasons: ['same-birth-date', 'similar-name'] },
      ],
    })
    expect(await who.door.call('caseworker.employment', 'GET', path)).toMatchObject({ status: 404 })
  })

  test('a local id is given to somebody, with all that waited and comes; taken back, it is hers no more', async () => {
    const { municipality, door, find, page } = who
    await send(...cared(els, 'Else Ågård'), event('nursing.contact', ago(5), { citizen: local }))
    const else_ = await find('nurse.health', els)
    const path = `/api/v1/waiting-identities/${(await listWaiting('nurse.health')).items[0]?.id}`
    const { etag } = await door.call('nurse.health', 'GET', path)
    const decide = (body: object, seen: string | null = etag) => door.call('nurse.health', 'POST', `${path}/decision`, body, seen)
    const decision = { decision: 'matched', citizenId: else_, reason: 'Ringede til leverandøren' }
    expect(code(await decide(decision, null))).toEqual([428, 'if-match-required'])
    expect(code(await decide({ ...decision, citizenId: nobody }))).toEqual([404, 'not-found'])
    expect(code(await decide({ decision: 'registered', reason: 'x' }))).toEqual([409, 'no-name-told'])
    const matched = await decide(decision)
    expect(matched.body).toMatchObject({ citizenId: else_, takenIn: 1 })
    const shown = async () => JSON.stringify((await page('nurse.health', else_)).body).match(/"kind":"nursing.contact"/g)?.length ?? 0
    expect(await send(event('nursing.contact', ago(4), { citizen: local }))).toMatchObject({ accepted: 1 })
    expect(await shown()).toBe(2)
    const undo = `/api/v1/merges/${String(matched.body['mergeId'])}/undo`
    expect((await door.call('nurse.health', 'POST', undo, { reason: 'Det var en anden' }, '"1"')).status).toBe(200)
    expect(await shown()).toBe(0)
    const events = await municipality.admin.query(`select 1 from events where kind = 'nursing.contact'`)
    expect(events.rowCount).toBe(2)
  })
})
