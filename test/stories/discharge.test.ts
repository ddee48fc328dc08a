// Else is discharged and nobody comes. Told to `npm start` over HTTP alone, restarted with CLOCK to let the days pass.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBundle } from '../support/bundle.ts'
import { type Instance, makeDataDir, startInstance, until } from '../support/instance.ts'

const cpr = 'urn:oid:1.2.208.176.1.2'
const hour = 3_600_000
const began = Date.now()
const at = (hours: number) => new Date(began + hours * hour).toISOString()

interface Card {
  id: string
  urgency: string
  status: string
  closedBecause: string | null
  sentence: string
  citizen: { name: string }
  rule: { id: string }
}

describe('a discharge, and three days of silence', () => {
  const folder = makeDataDir()
  let instance: Instance
  const restart = async (clock?: string) => {
    await instance?.stop()
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '', ...(clock === undefined ? {} : { CLOCK: clock }) })
  }
  const event = (kind: string, value: string, time: string, more: Record<string, unknown> = {}, id = crypto.randomUUID() as string) => ({
    specversion: '1.0',
    id,
    source: 'urn:carerecord:nexus',
    type: `dk.roedtraad.${kind}`,
    time,
    data: { citizen: { system: cpr, value }, ...more },
  })
  const send = async (...events: unknown[]) =>
    (await instance.call('system.carerecord', 'POST', '/api/v1/events', events, { 'content-type': 'application/cloudevents-batch+json' }))
      .body
  const hospital = async (message: Parameters<typeof writeBundle>[0]) => {
    const answer = await instance.call('system.hospital', 'POST', '/fhir/$process-message', writeBundle(message), {
      'content-type': 'application/fhir+json',
    })
    expect(answer.text).toContain('"code":"ok"')
  }
  const cards = async (name: string): Promise<Card[]> => {
    const { body } = await instance.call('nurse.health', 'GET', '/api/v1/alerts')
    return (body as { items: Card[] }).items.filter((card) => card.rule.id === 'HE7' && card.citizen.name === name)
  }
  const seen = async (name: string) => (await cards(name)).map((card) => [card.urgency, card.status, card.closedBecause])

  // Five citizens, so that the days need to pass only once.
  const people = { Else: '3102501111', Aage: '3102502222', Kirsten: '3102503333', Ole: '3102504444', Birte: '3102505555' }
  beforeAll(async () => {
    await restart()
    for (const [name, value] of Object.entries(people)) {
      expect(
        await send(
          event('citizen.registered', value, at(-9_000), { detail: { name, birthDate: '1941-05-03' } }),
          event('homenursing.granted', value, at(-2_000)),
        ),
      ).toMatchObject({ accepted: 2 })
    }
    for (const name of ['Else', 'Aage', 'Kirsten'] as const) {
      await hospital({ cpr: people[name], activity: 'admit-inpatient', start: at(-100), written: at(-100), episode: `e-${name}` })
      await hospital({
        cpr: people[name],
        activity: 'discharge-inpatient-home',
        start: at(-100),
        end: at(-1),
        written: at(-1),
        episode: `e-${name}`,
      })
    }
    await hospital({ cpr: people.Ole, activity: 'admit-inpatient', start: at(-100), written: at(-100), episode: 'e-Ole' })
    await restart('+73h')
  }, 180_000)
  afterAll(async () => {
    await instance?.stop()
    folder.remove()
  })

  test('after three days the nurse sees one card, in Danish, with its reason', async () => {
    const found = await until(
      () => cards('Else'),
      (list) => list.length > 0,
    )
    expect(found).toMatchObject([{ urgency: 'normal', status: 'open' }])
    expect(found[0]?.sentence).toMatch(/Else.*udskrivelsen/)
    const { body, headers } = await instance.call('nurse.health', 'GET', `/api/v1/alerts/${found[0]?.id}`)
    expect(headers.get('etag')).toMatch(/^".+"$/)
    expect(body).toMatchObject({
      evidence: expect.arrayContaining([expect.objectContaining({ kind: 'hospital.discharged' })]),
      because: expect.any(String),
      statute: expect.stringMatching(/§/),
    })
  })

  test('the contact clears it by itself', async () => {
    await until(
      () => cards('Aage'),
      (list) => list.length > 0,
    )
    await send(event('nursing.contact', people.Aage, at(70)))
    expect(
      await until(
        () => seen('Aage'),
        ([first]) => first?.[1] === 'closed',
      ),
    ).toEqual([['normal', 'closed', 'cleared']])
  })

  test('the cancelled discharge retracts it', async () => {
    await until(
      () => cards('Kirsten'),
      (list) => list.length > 0,
    )
    await hospital({
      cpr: people.Kirsten,
      activity: 'cancel-discharge-inpatient-home',
      start: at(-100),
      end: at(-1),
      written: at(60),
      episode: 'e-Kirsten',
    })
    expect(
      await until(
        () => seen('Kirsten'),
        ([first]) => first?.[1] === 'closed',
      ),
    ).toEqual([['normal', 'closed', 'retracted']])
  })

  test('told late, or out of order and twice, it is one card all the same', async () => {
    const discharge = {
      cpr: people.Ole,
      activity: 'discharge-inpatient-home',
      start: at(-100),
      end: at(-1),
      written: at(-1),
      episode: 'e-Ole',
    }
    await hospital(discharge)
    await hospital(discharge)
    expect(
      await until(
        () => seen('Ole'),
        (list) => list.length > 0,
      ),
    ).toEqual([['normal', 'open', null]])
    const later = { cpr: people.Birte, start: at(-50), episode: 'e-Birte' }
    await hospital({ ...later, activity: 'discharge-inpatient-home', end: at(-2), written: at(-2) })
    await hospital({ ...later, activity: 'admit-inpatient', written: at(-50) })
    expect(
      await until(
        () => seen('Birte'),
        (list) => list.length > 0,
      ),
    ).toEqual([['normal', 'open', null]])
  })

  test('after seven days it is the same card, more urgent', async () => {
    const [before] = await cards('Else')
    await restart('+169h')
    const later = await until(
      () => cards('Else'),
      ([card]) => card?.urgency === 'high',
    )
    expect(later.map((card) => [card.id, card.urgency])).toEqual([[before?.id, 'high']])
  }, 120_000)
})
