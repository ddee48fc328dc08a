// From what a hospital tells to what a nurse sees, with the product's clock in the test's hand.
import { type AlertView, answerAlert, changeStay, getAlert, getCitizen, readInbox, searchCitizens } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)

/** These deeds follow at once on what was read. */
const fresh = async () => undefined

describe('alerts', () => {
  let municipality: TestMunicipality
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', ago(9_000)),
      event('homenursing.granted', ago(5_000)),
      event('homecare.granted', ago(5_000)),
    )
  })
  afterEach(() => municipality.close())

  const inbox = async (username: string, status?: 'open' | 'acknowledged' | 'closed') => {
    await municipality.judge()
    const page = await readInbox(municipality.api, await municipality.actor(username), { ...(status ? { status } : {}), language: 'da' })
    return page.items
  }
  const only = async (username: string, rule: string) => (await inbox(username)).filter((view) => view.row.rule_id === rule)
  const say = (view: AlertView | undefined) => view && [view.row.urgency, view.status, view.row.closed_because, view.sentence]
  const goTo = (hours: number) => {
    municipality.clock.at = hoursAfter(now, hours)
  }
  const stay = { start: ago(200), written: ago(200), step: 'admit-inpatient' as const }
  const discharge = { start: ago(200), end: ago(1), written: ago(1), step: 'discharge' as const }
  const day = 24

  test('HE7: a discharge and three days of silence raise one card, which grows more urgent after seven and clears when the nurse has been there', async () => {
    await hear(municipality, stay, discharge)
    expect(await only('nurse.health', 'HE7')).toEqual([])
    goTo(3 * day - 2)
    expect(await only('nurse.health', 'HE7')).toEqual([])
    goTo(3 * day)
    const raised = await only('nurse.health', 'HE7')
    expect(raised.map(say)).toEqual([['normal', 'open', null, expect.stringMatching(/Else Ågård/)]])
    goTo(7 * day)
    const later = await only('nurse.health', 'HE7')
    expect(later.map((view) => [view.row.id, view.row.urgency])).toEqual([[raised[0]?.row.id, 'high']])
    await municipality.send('system.carerecord', event('nursing.contact', hoursAfter(now, 7 * day - 1)))
    expect((await only('nurse.health', 'HE7')).map((view) => [view.status, view.row.closed_because])).toEqual([['closed', 'cleared']])
    goTo(20 * day)
    expect(await only('nurse.health', 'HE7')).toHaveLength(1)
  })

  test('HE7 comes back as a new round when the contact is withdrawn', async () => {
    await hear(municipality, stay, discharge)
    const contact = event('nursing.contact', hoursAfter(now, day))
    goTo(2 * day)
    await municipality.send('system.carerecord', contact)
    goTo(4 * day)
    expect(await only('nurse.health', 'HE7')).toEqual([])
    await municipality.send('system.carerecord', event('nursing.contact', hoursAfter(now, day), { withdraws: contact['id'] }))
    expect((await only('nurse.health', 'HE7')).map((view) => view.status)).toEqual(['open'])
  })

  test('HE7 is retracted when the discharge behind it is cancelled', async () => {
    await hear(municipality, stay, discharge)
    goTo(4 * day)
    expect(await only('nurse.health', 'HE7')).toHaveLength(1)
    await hear(municipality, { ...discharge, act: 'cancel', written: hoursAfter(now, 3 * day) })
    expect((await only('nurse.health', 'HE7')).map((view) => [view.status, view.row.closed_because])).toEqual([['closed', 'retracted']])
  })

  test.each([
    [
      'the discharge comes days late',
      async () => {
        await hear(municipality, stay)
        goTo(4 * day)
        await hear(municipality, discharge)
      },
    ],
    [
      'the discharge comes before the admission',
      async () => {
        await hear(municipality, discharge)
        goTo(4 * day)
        await hear(municipality, stay)
      },
    ],
    [
      'everything comes twice',
      async () => {
        await hear(municipality, stay, discharge, discharge, stay)
        goTo(4 * day)
        await hear(municipality, stay, discharge)
      },
    ],
  ])('HE7 is raised once when %s', async (_, tell) => {
    await tell()
    expect((await only('nurse.health', 'HE7')).map((view) => view.status)).toEqual(['open'])
  })

  test('HE8: back within thirty days after an emergency contact is high; admitted alone is normal, says what it does not know, and one tap makes it planned', async () => {
    await hear(municipality, stay, discharge)
    goTo(10 * day)
    const again = { episode: 'episode-2', start: hoursAfter(now, 9 * day), written: hoursAfter(now, 9 * day) }
    await hear(municipality, { ...again, step: 'admit-inpatient' })
    const [card] = await only('nurse.health', 'HE8')
    expect(say(card)).toEqual(['normal', 'open', null, expect.stringContaining('akut eller planlagt fremgår ikke')])
    const nurse = await municipality.actor('nurse.health')
    const [found] = await searchCitizens(municipality.api, nurse, { identifier: els })
    const citizen = await getCitizen(municipality.api, nurse, found?.id ?? '')
    const stayId = String(citizen.stays?.[0]?.detail['stayId'])
    await changeStay(municipality.api, nurse, { id: citizen.id, stayId }, { deed: 'plan' }, { key: undefined, request: {} }, fresh)
    expect((await only('nurse.health', 'HE8')).map((view) => [view.status, view.row.closed_because])).toEqual([['closed', 'cleared']])
    await changeStay(municipality.api, nurse, { id: citizen.id, stayId }, { deed: 'undo-plan' }, { key: undefined, request: {} }, fresh)
    expect((await only('nurse.health', 'HE8')).map((view) => view.status).sort()).toEqual(['closed', 'open'])
    await hear(municipality, {
      ...again,
      step: 'admit-emergency',
      class: 'EMER',
      start: hoursAfter(again.start, -3),
      written: hoursAfter(again.start, -3),
    })
    expect((await only('nurse.health', 'HE8')).filter((view) => view.status === 'open').map((view) => view.row.urgency)).toEqual(['high'])
  })

  test('HO: home care is told when a stay begins, what it has become, and when it ends; leave resumes nothing', async () => {
    const start = ago(5)
    await hear(municipality, { step: 'admit-emergency', class: 'EMER', start, written: start })
    expect((await inbox('assistant.elderly', 'open')).map((view) => view.sentence)).toEqual([
      expect.stringMatching(/på sygehus, ikke indlagt: tag stilling til næste besøg/),
    ])
    await hear(municipality, { step: 'admit-inpatient', start: ago(3), written: ago(3) })
    expect((await inbox('assistant.elderly', 'open')).map((view) => view.sentence)).toEqual([
      expect.stringMatching(/indlagt: sæt besøg på pause/),
    ])
    await hear(municipality, { step: 'start-leave', start: ago(3), leave: { start: ago(2) }, written: ago(2) })
    expect((await inbox('assistant.elderly', 'open')).map((view) => view.row.rule_id)).toEqual(['HO1'])
    await hear(municipality, { step: 'discharge', start: ago(3), end: ago(1), written: ago(1) })
    expect((await inbox('assistant.elderly', 'open')).map((view) => view.row.rule_id)).toEqual(['HO3'])
  })

  test('a team that does not serve the citizen sees no card, and not that there is one', async () => {
    await hear(municipality, { step: 'admit-inpatient', start: ago(3), written: ago(3) })
    const [card] = await inbox('assistant.elderly', 'open')
    expect(card).toBeDefined()
    expect(await inbox('caseworker.social')).toEqual([])
    await expect(getAlert(municipality.api, await municipality.actor('caseworker.social'), card?.row.id ?? '', 'da')).rejects.toMatchObject(
      { status: 404 },
    )
    await expect(
      getAlert(municipality.api, await municipality.actor('caseworker.social'), crypto.randomUUID(), 'da'),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('without a relevant case nothing of the hospital’s message is kept', async () => {
    await municipality.send('system.carerecord', event('homenursing.ended', ago(1_000)), event('homecare.ended', ago(1_000)))
    await hear(municipality, { step: 'admit-inpatient', start: ago(3), written: ago(3) })
    const { rows } = await municipality.admin.query(`select count(*)::int as kept from events where kind = 'hospital.notification'`)
    expect(rows).toEqual([{ kept: 0 }])
  })

  test('a card is taken, answered, and each of it undone; a stale hand is told and changes nothing', async () => {
    await hear(municipality, { step: 'admit-inpatient', start: ago(3), written: ago(3) })
    const assistant = await municipality.actor('assistant.elderly')
    const [card] = await inbox('assistant.elderly', 'open')
    const id = card?.row.id ?? ''
    const version = async () => (await getAlert(municipality.api, assistant, id, 'da')).row.version
    const answer = async (deed: Parameters<typeof answerAlert>[3], seen?: number) =>
      answerAlert(municipality.api, assistant, id, deed, seen ?? (await version()), { key: undefined, request: {} })
    const before = await version()
    await answer({ deed: 'acknowledge', comment: 'ringer til datteren' })
    await expect(answer({ deed: 'outcome', outcome: 'useful' }, before)).rejects.toMatchObject({ status: 412 })
    await expect(answer({ deed: 'acknowledge' })).rejects.toMatchObject({ status: 409, code: 'already-acknowledged' })
    await answer({ deed: 'outcome', outcome: 'useful' })
    expect((await getAlert(municipality.api, assistant, id, 'da')).row.closed_because).toBe('answered')
    await answer({ deed: 'undo-outcome' })
    expect((await getAlert(municipality.api, assistant, id, 'da')).status).toBe('acknowledged')
    await answer({ deed: 'undo-acknowledge' })
    await answer({ deed: 'snooze', until: hoursAfter(now, 5), reason: 'venter på afdelingen' })
    expect(await inbox('assistant.elderly', 'open')).toEqual([])
    goTo(6)
    expect(await inbox('assistant.elderly', 'open')).toHaveLength(1)
    const { deeds } = await getAlert(municipality.api, assistant, id, 'da')
    expect(deeds.map((deed) => deed.deed)).toEqual([
      'raised',
      'acknowledged',
      'answered',
      'answer-undone',
      'acknowledgement-undone',
      'snoozed',
    ])
  })

  test('an answered occasion is not asked again, though the world goes on', async () => {
    await hear(municipality, stay, discharge)
    goTo(4 * day)
    const nurse = await municipality.actor('nurse.health')
    const [card] = await only('nurse.health', 'HE7')
    await answerAlert(municipality.api, nurse, card?.row.id ?? '', { deed: 'outcome', outcome: 'known' }, card?.row.version ?? 0, {
      key: undefined,
      request: {},
    })
    const contact = event('nursing.contact', hoursAfter(now, 4 * day - 1))
    await municipality.send('system.carerecord', contact)
    await municipality.judge()
    await municipality.send('system.carerecord', event('nursing.contact', hoursAfter(now, 4 * day - 1), { withdraws: contact['id'] }))
    expect((await only('nurse.health', 'HE7')).map((view) => [view.status, view.row.closed_because])).toEqual([['closed', 'answered']])
    const { rows } = await municipality.admin.query(`select because from receipts where rule_id = 'HE7' and because like 'dropped%'`)
    expect(rows).toEqual([{ because: 'dropped:already-answered' }])
  })

  test('the same key does a deed once, and another deed under it is refused', async () => {
    await hear(municipality, { step: 'admit-inpatient', start: ago(3), written: ago(3) })
    const assistant = await municipality.actor('assistant.elderly')
    const [card] = await inbox('assistant.elderly', 'open')
    const id = card?.row.id ?? ''
    const attempt = { key: 'k1', request: { deed: 'acknowledge' } }
    await answerAlert(municipality.api, assistant, id, { deed: 'acknowledge' }, card?.row.version ?? 0, attempt)
    await answerAlert(municipality.api, assistant, id, { deed: 'acknowledge' }, card?.row.version ?? 0, attempt)
    expect((await getAlert(municipality.api, assistant, id, 'da')).deeds).toHaveLength(2)
    await expect(
      answerAlert(municipality.api, assistant, id, { deed: 'outcome', outcome: 'known' }, 1, { key: 'k1', request: { deed: 'outcome' } }),
    ).rejects.toMatchObject({ status: 422 })
  })

  test('a stay ended by hand makes the citizen at home, starts the follow-up clock, and can be undone', async () => {
    await hear(municipality, stay)
    const nurse = await municipality.actor('nurse.health')
    const [found] = await searchCitizens(municipality.api, nurse, { identifier: els })
    const read = () => getCitizen(municipality.api, nurse, found?.id ?? '')
    const stayId = String((await read()).stays?.[0]?.detail['stayId'])
    const change = async (deed: Parameters<typeof changeStay>[3]) =>
      changeStay(municipality.api, nurse, { id: found?.id ?? '', stayId }, deed, { key: undefined, request: {} }, fresh)
    await expect(change({ deed: 'end', at: hoursAfter(now, 1), reason: 'x' })).rejects.toMatchObject({ status: 400 })
    await change({ deed: 'end', at: ago(2), reason: 'Datteren har hentet hende' })
    expect((await read()).presence?.state).toBe('at-home')
    goTo(3 * day)
    expect((await only('nurse.health', 'HE7')).map((view) => view.status)).toEqual(['open'])
    await change({ deed: 'undo-end' })
    expect((await read()).presence?.state).toBe('at-hospital')
    expect((await only('nurse.health', 'HE7')).map((view) => view.row.closed_because)).toEqual(['retracted'])
    await expect(change({ deed: 'undo-end' })).rejects.toMatchObject({ status: 409 })
  })
})
