// What senders may rely on: order of arrival free, nothing twice, nothing lost, nothing kept that nobody needs.
import { getCitizen, listAccessLog, searchCitizens } from '@roedtraad/use-cases'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const days = (count: number) => hoursAfter(now, -24 * count)
const factsSql = `select f.kind, f.valid_from, f.valid_to, f.value from facts f where f.known_to is null and f.kind not like 'citizen.%' order by 1, 2, 3`

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]))
}

describe('events', () => {
  let municipality: TestMunicipality
  const open: TestMunicipality[] = []
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    open.push(municipality)
  })
  afterAll(() => Promise.all(open.map((one) => one.close())))
  const facts = async (from: TestMunicipality) => (await from.admin.query(factsSql)).rows
  const citizenOf = async (value: string) => {
    const nurse = await municipality.actor('nurse.health')
    return (await searchCitizens(municipality.api, nurse, { identifier: { ...els, value } }))[0]?.id ?? ''
  }

  test('any order of arrival, one by one or in a batch, gives the same facts', async () => {
    const grant = event('homenursing.granted', days(50))
    const story = [
      registered(els, 'Else Ågård', days(400)),
      grant,
      event('homenursing.granted', days(48), { corrects: grant['id'] }),
      event('homenursing.ended', days(5)),
      event('homecare.granted', days(30)),
    ]
    const results: unknown[] = []
    for (const [index, order] of permutations(story).entries()) {
      if (index % 10 !== 0) continue
      const fresh = await openMunicipality(now)
      if (index % 20 === 0) await fresh.send('system.carerecord', ...order)
      else for (const one of order) await fresh.send('system.carerecord', one)
      results.push(await facts(fresh))
      await fresh.close()
    }
    expect(results.length).toBeGreaterThan(10)
    expect(results[0]).toHaveLength(3)
    for (const result of results) expect(result).toEqual(results[0])
    expect(results[0]).toContainEqual({
      kind: 'homenursing.granted',
      valid_from: new Date(days(48)),
      valid_to: new Date(days(5)),
      value: null,
    })
  }, 120_000)

  test('a resend is a duplicate; the same id with other content is kept apart and changes nothing', async () => {
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', days(400)), event('homenursing.granted', days(50)))
    const weight = event('observation.weight', days(1), { value: 61.5, unit: 'kg' })
    expect(await municipality.send('system.carerecord', weight)).toMatchObject({ accepted: 1 })
    expect(await municipality.send('system.carerecord', weight, weight)).toMatchObject({ accepted: 0, duplicate: 2 })
    const reused = { ...weight, data: { ...(weight['data'] as object), value: 16.5 } }
    expect((await municipality.send('system.carerecord', reused)).quarantined).toEqual([{ id: weight['id'], problem: 'id-reused' }])
    expect((await facts(municipality)).filter((fact) => fact.kind === 'observation.weight').map((fact) => fact.value)).toEqual([61.5])
    const { rows } = await municipality.admin.query(`select problem from quarantine where source_id = $1`, [weight['id']])
    expect(rows).toEqual([{ problem: 'id-reused' }])
  })

  test('a correction replaces whole and waits for its original; a withdrawal is final, in whatever order', async () => {
    const original = event('observation.tobs', days(3), { value: 4 })
    await municipality.send('system.carerecord', event('observation.tobs', days(3), { value: 2, corrects: original['id'] }))
    expect((await facts(municipality)).filter((fact) => fact.kind === 'observation.tobs')).toEqual([])
    await municipality.send('system.carerecord', original)
    expect((await facts(municipality)).filter((fact) => fact.kind === 'observation.tobs').map((fact) => fact.value)).toEqual([2])
    await municipality.send('system.carerecord', event('observation.tobs', days(3), { withdraws: original['id'] }))
    await municipality.send('system.carerecord', event('observation.tobs', days(3), { value: 9, corrects: original['id'] }))
    expect((await facts(municipality)).filter((fact) => fact.kind === 'observation.tobs')).toEqual([])
    const { rows } = await municipality.admin.query(`select value, known_to is null as held from facts where kind = 'observation.tobs'`)
    expect(rows).toEqual([{ value: 2, held: false }])
  })

  test('of two corrections the one recorded last counts, whichever came last', async () => {
    const original = event('observation.weight', days(2), { value: 60 })
    const later = event('observation.weight', days(2), { value: 62, corrects: original['id'] }, { recordedtime: days(1) })
    const earlier = event('observation.weight', days(2), { value: 61, corrects: original['id'] }, { recordedtime: hoursAfter(days(1), -2) })
    for (const one of [original, later, earlier]) await municipality.send('system.carerecord', one)
    expect((await facts(municipality)).filter((fact) => fact.kind === 'observation.weight').map((fact) => fact.value)).toContain(62)
  })

  test('what was known then can still be asked', async () => {
    const original = event('nursing.contact', days(1))
    await municipality.send('system.carerecord', original)
    const before = municipality.clock.at
    municipality.clock.at = hoursAfter(now, 2)
    await municipality.send('system.carerecord', event('nursing.contact', days(1), { withdraws: original['id'] }))
    const nurse = await municipality.actor('nurse.health')
    const contacts = async (asKnownAt?: string) =>
      (await getCitizen(municipality.api, nurse, await citizenOf(els.value), asKnownAt)).facts.filter(
        (fact) => fact.kind === 'nursing.contact',
      ).length
    expect([await contacts(before), await contacts()]).toEqual([1, 0])
    municipality.clock.at = now
  })

  test('an event for somebody unknown waits and is taken in when she is registered', async () => {
    const contact = event('homecare.granted', days(9), { citizen: ole })
    expect((await municipality.send('system.carerecord', contact)).quarantined).toEqual([{ id: contact['id'], problem: 'unknown-citizen' }])
    await municipality.send('system.cpr', registered(ole, 'Ole Ørsted', days(500)), {
      ...registered(ole, 'Ole Ørsted', days(500)),
      source: 'urn:cpr:register',
    })
    expect(
      await municipality.send('system.cpr', { ...registered(ole, 'Ole Ørsted', days(500)), source: 'urn:cpr:register' }),
    ).toMatchObject({ accepted: 1 })
    const { rows } = await municipality.admin.query(`select resolved_at is not null as resolved from quarantine where source_id = $1`, [
      contact['id'],
    ])
    expect(rows).toEqual([{ resolved: true }])
    expect(await municipality.send('system.carerecord', contact)).toMatchObject({ duplicate: 1 })
  })

  test('what no open case needs is answered, counted and not stored', async () => {
    const { rows: before } = await municipality.admin.query(
      'select (select count(*) from events) as events, (select count(*) from quarantine) as quarantine',
    )
    const missed = { ...event('employment.meeting.missed', days(2)), source: 'urn:employment:fasit' }
    expect(await municipality.send('system.employment', missed)).toMatchObject({ accepted: 0, notKept: 1 })
    const { rows: after } = await municipality.admin.query(
      'select (select count(*) from events) as events, (select count(*) from quarantine) as quarantine',
    )
    expect(after).toEqual(before)
    const sick = { ...event('sickleave.started', days(3)), source: 'urn:employment:fasit' }
    expect(await municipality.send('system.employment', sick, missed)).toMatchObject({ accepted: 2 })
  })

  test.each([
    ['a source of somebody else', { source: 'urn:hospital:epj' }, 'source-not-yours'],
    ['a kind of another area', { type: 'dk.roedtraad.sickleave.started' }, 'kind-not-yours'],
    ['a kind nobody has declared', { type: 'dk.roedtraad.homecare.rumour' }, 'unknown-kind'],
    ['no offset', { time: '2026-02-27T10:00:00' }, 'invalid-event'],
    ['both a correction and a withdrawal', { data: { citizen: els, corrects: 'a', withdraws: 'b' } }, 'invalid-event'],
    ['a team nobody knows', { data: { citizen: els, team: 'night-watch' } }, 'unknown-team'],
    ['a NUL', { data: { citizen: els, detail: { note: 'a\u0000b' } } }, 'invalid-event'],
  ])('a bad event (%s) is kept apart with its code, and its batch goes on', async (_, change, problem) => {
    const bad: Record<string, unknown> = { ...event('nursing.contact', days(1)), ...change }
    const outcome = await municipality.send('system.carerecord', bad, event('nursing.contact', days(1)))
    expect(outcome).toMatchObject({ accepted: 1, quarantined: [{ id: bad['id'], problem }] })
  })

  test('a person may not send events', async () => {
    await expect(municipality.send('nurse.health', event('nursing.contact', days(1)))).rejects.toMatchObject({
      status: 403,
      code: 'not-a-sender',
    })
  })

  test('who looked at whom is in the log, for those who control it', async () => {
    const nurse = await municipality.actor('nurse.health')
    const id = await citizenOf(els.value)
    await getCitizen(municipality.api, nurse, id)
    const { items } = await listAccessLog(municipality.api, await municipality.actor('log-controller'), { citizen: id })
    expect(items.map((item) => [item.what, item.actor])).toContainEqual(['read', 'nurse.health'])
    expect(items.map((item) => item.what)).toEqual(expect.arrayContaining(['search', 'ingest']))
    expect((await listAccessLog(municipality.api, nurse, { citizen: id })).items).toEqual([])
  })

  describe('found by trying', () => {
    let fresh: TestMunicipality
    beforeEach(async () => {
      fresh = await openMunicipality(now)
      await fresh.send('system.carerecord', registered(els, 'Else Ågård', days(400)), registered(ole, 'Ole Ørsted', days(400)))
    })
    afterEach(() => fresh.close())
    const held = async () =>
      (
        await fresh.admin.query(
          `select c.name, f.kind, f.value from facts f join citizens c on c.id = f.citizen_id where f.known_to is null and f.kind not like 'citizen.%' order by 1, 2, 3`,
        )
      ).rows.map((row) => Object.values(row).join(' '))

    test('what a correction moved to another citizen stays there, whatever comes later about the first', async () => {
      const grant = event('homenursing.granted', days(50))
      await fresh.send('system.carerecord', grant)
      await fresh.send('system.carerecord', event('homenursing.granted', days(50), { citizen: ole, corrects: grant['id'] }))
      expect(await held()).toEqual(['Ole Ørsted homenursing.granted '])
      await fresh.send('system.carerecord', event('homenursing.ended', days(10)))
      expect(await held()).toEqual(['Else Ågård homenursing.ended ', 'Ole Ørsted homenursing.granted '])
      const { rows } = await fresh.admin.query(`select c.name from relations r join citizens c on c.id = r.citizen_id`)
      expect(rows).toEqual([{ name: 'Ole Ørsted' }])
    })

    test('a bad event never sinks its batch: impossible dates, NUL, any depth', async () => {
      let deep: unknown = 1
      for (let level = 0; level < 5_000; level += 1) deep = [deep]
      const good = event('homenursing.granted', days(50))
      const bad = [
        registered({ ...els, value: '3102501234' }, 'X', days(1), { birthDate: '0000-01-01' }),
        event('nursing.contact', days(1), { detail: { words: 'a\u0000b' } }),
        event('nursing.contact', days(1), { detail: { deep } }),
        event('nursing.contact', '2026-02-30T00:00:00Z'),
        event('homenursing.granted', days(1), { team: 'employment' }),
      ]
      const answer = await fresh.send('system.carerecord', ...bad, good)
      expect(answer).toMatchObject({ accepted: 1, duplicate: 0, notKept: 0 })
      expect(answer.quarantined.map((one) => one.problem)).toEqual([...Array.from({ length: 4 }, () => 'invalid-event'), 'unknown-team'])
    })

    test('a grant that waited for its citizen counts for what comes with her', async () => {
      const kari = { ...els, value: '3102507771' }
      await fresh.send('system.carerecord', event('homenursing.granted', days(50), { citizen: kari }))
      const answer = await fresh.send(
        'system.carerecord',
        event('nursing.contact', days(2), { citizen: kari }),
        registered(kari, 'Kari Nord', days(1)),
      )
      expect(answer).toMatchObject({ accepted: 2, notKept: 0, quarantined: [] })
      expect(await held()).toEqual(['Kari Nord homenursing.granted ', 'Kari Nord nursing.contact '])
    })

    test('a registration that is taken back leaves no name behind', async () => {
      const kari = registered({ ...els, value: '3102507772' }, 'Kari Nord', days(1))
      await fresh.send('system.carerecord', kari)
      await fresh.send(
        'system.carerecord',
        event('citizen.registered', days(1), { citizen: { ...els, value: '3102507772' }, withdraws: kari['id'] }),
      )
      expect((await fresh.admin.query(`select name, birth_date from citizens where name like 'Kari%'`)).rows).toEqual([])
    })

    test('a correction of a correction is told to name the original', async () => {
      const weight = event('homenursing.granted', days(50))
      const corrected = event('homenursing.granted', days(49), { corrects: weight['id'] })
      await fresh.send('system.carerecord', weight, corrected)
      const answer = await fresh.send('system.carerecord', event('homenursing.granted', days(48), { corrects: corrected['id'] }))
      expect(answer.quarantined).toMatchObject([{ problem: 'names-a-correction' }])
    })
  })
})
