// Filed once: asked for by one click, delivered by the worker, and told to the journey; nothing lost and nothing twice, whenever the worker dies.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deliverFilings, type FilingDocument, type FilingPort, FilingRefused } from '@roedtraad/use-cases'
import { createFileDrop } from '@roedtraad/worker'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const began = hoursAfter(now, -900)
const ground = { statute: 'RSL-5' }
const onCase = { title: 'Notat', kle: '27.36.04', caseId: 'S-2026-17', date: '2026-03-02' }

interface Filing {
  id: string
  state: string
  reason: string | null
}

describe('a document to be filed', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'filings-'))
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', began),
      event('homenursing.granted', began),
      event('homecare.granted', began),
    )
    const citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id
    const opened = await door.call('nurse.health', 'POST', '/api/v1/journeys', { citizenId, level: 'coordinate', ground, reason: 'x' })
    path = `/api/v1/journeys/${String(opened.body['id'])}`
    await act('nurse.health', 'join', { team: 'home-care', role: 'Hjælper', ground })
  })
  afterEach(async () => {
    await door.close()
    await municipality.close()
    rmSync(folder, { recursive: true })
  })

  const post = async (username: string, way: string, body: unknown) => {
    const { etag } = await door.call(username, 'GET', path)
    return door.call(username, 'POST', `${path}/${way}`, body, etag)
  }
  const act = async (username: string, deed: string, detail: unknown) => {
    const answer = await post(username, 'deeds', { deed, detail })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return (answer.body['history'] as { id: string }[])[0]?.id ?? ''
  }
  const refusal = async (username: string, deed: string, detail: unknown) => (await post(username, 'deeds', { deed, detail })).body['code']
  const filings = async () => (await door.call('nurse.health', 'GET', path)).body['filings'] as Filing[]
  const rows = async () =>
    (await municipality.admin.query<{ state: string; attempts: number; document: Buffer | null }>('select * from filings order by id')).rows
  const dropped = () => {
    try {
      return readdirSync(join(folder, 'roedby'))
    } catch {
      return []
    }
  }
  const metadataOf = (key: string) => JSON.parse(readFileSync(join(folder, 'roedby', key, 'metadata.json'), 'utf8'))
  const deliver = (port: FilingPort = createFileDrop(folder)) => deliverFilings(municipality.worker, port)
  /** Retries wait in real time; here they wait no longer. */
  const letTimePass = () => municipality.admin.query('update filings set next_at = now()')
  const writeNote = () => act('nurse.health', 'write-note', { words: 'Talt om bageren på Ærøgade', audience: 'journey' })

  test('goes to its case with number, title and date, and the journey knows', async () => {
    const itemId = await writeNote()
    const key = await act('nurse.health', 'file', { itemId, ...onCase })
    expect(await filings()).toMatchObject([{ id: key, state: 'pending' }])
    expect(await deliver()).toBe(1)
    expect(dropped()).toEqual([key])
    expect(metadataOf(key)).toMatchObject({ key, municipality: 'roedby', team: 'home-nursing', ...onCase })
    expect(
      readFileSync(join(folder, 'roedby', key, 'document.pdf'))
        .subarray(0, 4)
        .toString(),
    ).toBe('%PDF')
    expect(await filings()).toMatchObject([{ id: key, state: 'filed', reason: null }])
    expect(await rows()).toMatchObject([{ state: 'filed', document: null }])
    expect(await refusal('nurse.health', 'file', { itemId, ...onCase })).toBe('already-filed')
    expect(await deliver()).toBe(0)
  })

  test('settled meanwhile, it makes nobody the second of two; what a colleague did does', async () => {
    await act('nurse.health', 'file', { itemId: null, ...onCase })
    const { etag } = await door.call('nurse.health', 'GET', path)
    await deliver()
    const goal = (title: string) => door.call('nurse.health', 'POST', `${path}/deeds`, { deed: 'add-goal', detail: { title } }, etag)
    expect((await goal('Gå til bageren')).status).toBe(200)
    expect((await goal('Gå hjem igen')).status).toBe(412)
    expect((await door.call('nurse.health', 'POST', `${path}/deeds`, { deed: 'add-goal', detail: { title: 'x' } }, '"999"')).status).toBe(
      412,
    )
  })

  test('is a note one may read, a meeting that was held, or the plan; nothing else', async () => {
    const own = await act('nurse.health', 'write-note', { words: 'Kun for sygeplejen' })
    const meetingId = await act('nurse.health', 'call-meeting', {
      title: 'Netværksmøde',
      at: hoursAfter(now, 1),
      minutes: 30,
      place: '',
      teams: ['home-nursing'],
      parties: [],
    })
    expect(await refusal('assistant.elderly', 'file', { itemId: own, ...onCase })).toBe('no-such-item')
    expect(await refusal('nurse.health', 'file', { itemId: meetingId, ...onCase })).toBe('meeting-not-held')
    expect(await refusal('nurse.health', 'file', { itemId: own, ...onCase, kle: 'ældre' })).toBe('invalid-request')
    municipality.clock.at = hoursAfter(now, 2)
    await act('nurse.health', 'hold-meeting', { meetingId, record: 'Vi ses igen' })
    await act('nurse.health', 'file', { itemId: meetingId, ...onCase })
    await act('nurse.health', 'file', { itemId: null, ...onCase })
    await act('nurse.health', 'file', { itemId: own, ...onCase })
    expect(await deliver()).toBe(3)
  })

  test('that cannot be delivered is tried again, then told with its reason, corrected and tried anew', async () => {
    const key = await act('nurse.health', 'file', { itemId: await writeNote(), ...onCase })
    const away: FilingPort = { deliver: () => Promise.reject(new Error('no network')) }
    for (let attempt = 1; attempt < 6; attempt++) {
      await deliver(away)
      expect(await filings()).toMatchObject([{ state: 'pending' }])
      expect(await deliver(away)).toBe(0)
      await letTimePass()
    }
    await deliver(away)
    expect(await filings()).toMatchObject([{ state: 'failed', reason: 'not-reached' }])
    await act('nurse.health', 'retry-filing', { filingId: key })
    await deliver({ deliver: () => Promise.reject(new FilingRefused('no-such-case')) })
    expect(await filings()).toMatchObject([{ state: 'failed', reason: 'no-such-case' }])
    expect(
      (await post('nurse.health', `deeds/${key}/correction`, { detail: { itemId: null, ...onCase, caseId: 'S-2026-18' } })).status,
    ).toBe(200)
    await act('nurse.health', 'retry-filing', { filingId: key })
    expect(await deliver()).toBe(1)
    expect(metadataOf(key)).toMatchObject({ caseId: 'S-2026-18' })
  })

  test('is taken back while it waits or has failed, and not when it is filed', async () => {
    const itemId = await writeNote()
    const waiting = await act('nurse.health', 'file', { itemId, ...onCase })
    expect((await post('nurse.health', `deeds/${waiting}/withdrawal`, { reason: 'Forkert sag' })).status).toBe(200)
    expect([await deliver(), await rows()]).toEqual([0, []])
    const failed = await act('nurse.health', 'file', { itemId, ...onCase })
    await deliver({ deliver: () => Promise.reject(new FilingRefused('no-such-case')) })
    expect((await post('nurse.health', `deeds/${failed}/withdrawal`, { reason: 'Forkert sag' })).status).toBe(200)
    expect([await filings(), await rows()]).toEqual([[], []])
    const filed = await act('nurse.health', 'file', { itemId, ...onCase })
    await deliver()
    expect((await post('nurse.health', `deeds/${filed}/withdrawal`, { reason: 'Forkert sag' })).body['code']).toBe('later-deeds-rest-on-it')
  })

  test('that nobody filed stands on the list of the one who wrote it after three working days, and leaves it when it is filed', async () => {
    const itemId = await writeNote()
    const waiting = async (username: string) =>
      ((await door.call(username, 'GET', '/api/v1/journeys?view=waiting')).body['items'] as { waiting: number }[]).map(
        (item) => item.waiting,
      )
    municipality.clock.at = '2026-03-05T09:00:00.000Z'
    expect(await waiting('nurse.health')).toEqual([])
    municipality.clock.at = '2026-03-05T11:00:00.000Z'
    expect([await waiting('nurse.health'), await waiting('assistant.elderly')]).toEqual([[1], []])
    await act('nurse.health', 'file', { itemId, ...onCase })
    expect(await waiting('nurse.health')).toEqual([])
    // On its way for too long is not filed either.
    municipality.clock.at = '2026-03-11T11:00:00.000Z'
    expect(await waiting('nurse.health')).toEqual([1])
    await deliver()
    expect(await waiting('nurse.health')).toEqual([])
  })

  /** Dies between delivery and commit, as a worker does that is killed there. */
  const dying = (port: FilingPort): FilingPort => ({
    async deliver(filing) {
      await port.deliver(filing)
      await municipality.admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rt_worker' and datname = current_database()`,
      )
    },
  })
  const crash = async (port: FilingPort) => {
    await deliverFilings(municipality.worker, dying(port)).catch(() => undefined)
  }

  test('delivered by a worker that dies before it can say so is there once, and filed by the next', async () => {
    const key = await act('nurse.health', 'file', { itemId: await writeNote(), ...onCase })
    for (let death = 1; death <= 3; death++) {
      await crash(createFileDrop(folder))
      expect([dropped(), (await rows()).map((row) => row.state)]).toEqual([[key], ['pending']])
    }
    expect(await deliver()).toBe(1)
    expect([dropped(), (await filings()).map((filing) => filing.state)]).toEqual([[key], ['filed']])
  })

  test('a drop that does not know what it has is caught by the same deaths', async () => {
    const delivered: string[] = []
    const forgetful: FilingPort = { deliver: async (filing: FilingDocument) => void delivered.push(filing.key) }
    await act('nurse.health', 'file', { itemId: await writeNote(), ...onCase })
    await crash(forgetful)
    await deliver(forgetful)
    expect(delivered.length).toBeGreaterThan(1)
  })

  test('two workers at once deliver each document once', async () => {
    const delivered: string[] = []
    const slow: FilingPort = {
      async deliver(filing) {
        delivered.push(filing.key)
        await new Promise((resolve) => setTimeout(resolve, 20))
      },
    }
    for (let one = 0; one < 5; one++) await act('nurse.health', 'file', { itemId: await writeNote(), ...onCase })
    await Promise.all([deliver(slow), deliver(slow), deliver(slow)])
    expect([delivered.length, new Set(delivered).size]).toEqual([5, 5])
    expect(new Set((await filings()).map((filing) => filing.state))).toEqual(new Set(['filed']))
  })
})
