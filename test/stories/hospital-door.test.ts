// The hospital's door over HTTP: published messages, resends, XML, and everything that must be refused without harm.
import { parseJson, toXml } from '@roedtraad/exchange'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasFixtures, listFixtures } from '../conformance/fixtures.ts'
import { writeBundle } from '../support/bundle.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const cpr = 'urn:oid:1.2.208.176.1.2'
const published = '2509479989'
const json = { 'content-type': 'application/fhir+json' }
const xml = { 'content-type': 'application/fhir+xml' }

interface Page {
  presence: { state: string; since: string | null }
  hospitalStays: {
    state: string
    class: string
    from: string
    to: string | null
    hospital: string
    admissionReportDue: boolean
    history: { text: string }[]
  }[]
}

describe('the hospital’s door', () => {
  const folder = makeDataDir()
  let instance: Instance
  let numbers = 0
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
  }, 120_000)
  afterAll(async () => {
    await instance?.stop()
    folder.remove()
  })

  /** Somebody new (31 February), with home nursing unless told otherwise. */
  const register = async (withCase = true): Promise<string> => {
    numbers += 1
    const value = `310250${String(1_000 + numbers)}`
    const event = (kind: string, more: object) => ({
      specversion: '1.0',
      id: `${kind}-${value}`,
      source: 'urn:carerecord:nexus',
      type: `dk.roedtraad.${kind}`,
      time: '2020-01-01T12:00:00Z',
      data: { citizen: { system: cpr, value }, ...more },
    })
    const events = [
      event('citizen.registered', { detail: { name: `Borger ${numbers}`, birthDate: '1947-09-25' } }),
      ...(withCase ? [event('homenursing.granted', {})] : []),
    ]
    const answer = await instance.call('system.carerecord', 'POST', '/api/v1/events', events, {
      'content-type': 'application/cloudevents-batch+json',
    })
    expect(answer.body).toMatchObject({ accepted: events.length })
    return value
  }
  const post = (body: string, headers: Record<string, string> = json) =>
    instance.call('system.hospital', 'POST', '/fhir/$process-message', body, headers)
  const codeOf = (body: unknown) => {
    const header = (body as { entry: { resource: { resourceType: string; response?: { code: string } } }[] }).entry[0]?.resource
    return [header?.resourceType, header?.response?.code]
  }
  const find = async (value: string) => {
    const { body } = await instance.call('nurse.health', 'POST', '/api/v1/citizens/search', { identifier: { system: cpr, value } })
    return (body as { items: { id: string }[] }).items[0]?.id ?? ''
  }
  const read = async (value: string): Promise<Page> =>
    (await instance.call('nurse.health', 'GET', `/api/v1/citizens/${await find(value)}`)).body as Page

  const fixture = (name: string, value: string) =>
    listFixtures('medcom-hospitalnotification')
      .find((one) => one.name === name)
      ?.text.replaceAll(published, value)
  describe.skipIf(!hasFixtures())('published messages', () => {
    test.each([
      ['STIN_A', ['STIN_A'], { state: 'at-hospital', stays: ['active'] }],
      ['two hospitals', ['STIN_B1', 'STIN_B2'], { state: 'at-hospital', stays: ['active', 'active'] }],
      ['acute', ['STAA_D'], { state: 'at-hospital', stays: ['active'] }],
      ['leave', ['STIN_F', 'STOR_F'], { state: 'on-leave', stays: ['on-leave'] }],
      ['discharge', ['STIN_H', 'SLHJ_H'], { state: 'at-home', stays: ['ended'] }],
      ['discharge before admission', ['SLHJ_H', 'STIN_H'], { state: 'at-home', stays: ['ended'] }],
      ['cancelled', ['STIN_N', 'AN_STIN_N'], { state: 'at-home', stays: ['cancelled'] }],
      ['corrected', ['STIN_O', 'RE_STIN_O'], { state: 'at-hospital', stays: ['active'] }],
      ['twice', ['TEK_DUB', 'TEK_DUB'], { state: 'at-hospital', stays: ['active'] }],
    ])('%s', async (_, names, expected) => {
      const value = await register()
      for (const name of names) {
        const text = fixture(name, value) ?? ''
        const answer = await post(text)
        expect([answer.status, ...codeOf(answer.body)]).toEqual([200, 'MessageHeader', 'ok'])
      }
      const page = await read(value)
      expect({ state: page.presence.state, stays: page.hospitalStays.map((stay) => stay.state) }).toEqual(expected)
      expect(page.hospitalStays.every((stay) => stay.hospital !== '' && stay.history.length > 0)).toBe(true)
    })
  })

  test('XML is read like JSON and answered in the format asked for', async () => {
    const value = await register()
    const bundle = parseJson(
      writeBundle({
        cpr: value,
        activity: 'admit-inpatient',
        start: '2026-02-01T10:00:00+01:00',
        written: '2026-02-01T10:00:00+01:00',
        episode: 'xml-1',
      }),
    )
    const inXml = await post(toXml(bundle), xml)
    expect(inXml.headers.get('content-type')).toContain('application/fhir+xml')
    expect(inXml.text).toMatch(/<code value="ok"\/>/)
    const again = await post(JSON.stringify({ ...bundle, id: crypto.randomUUID(), timestamp: new Date().toISOString() }), {
      ...json,
      accept: 'application/fhir+json',
    })
    expect(codeOf(again.body)).toEqual(['MessageHeader', 'ok'])
    expect((await read(value)).hospitalStays).toHaveLength(1)
  })

  test('a resend gets the same answer under a new Bundle.id; an id used for something else is refused', async () => {
    const value = await register()
    const text = writeBundle({
      cpr: value,
      activity: 'admit-inpatient',
      start: '2026-02-01T10:00:00Z',
      written: '2026-02-01T10:00:00Z',
      episode: 'again',
    })
    const [first, second] = [await post(text), await post(text)]
    const strip = (body: unknown) => ({ ...(body as object), id: null })
    expect(strip(second.body)).toEqual(strip(first.body))
    expect((second.body as { id: string }).id).not.toBe((first.body as { id: string }).id)
    const mixed = {
      ...(JSON.parse(
        writeBundle({
          cpr: value,
          activity: 'discharge-inpatient-home',
          start: '2026-02-01T10:00:00Z',
          end: '2026-02-02T10:00:00Z',
          written: '2026-02-02T10:00:00Z',
          episode: 'again',
        }),
      ) as object),
      id: (JSON.parse(text) as { id: string }).id,
    }
    expect(codeOf((await post(JSON.stringify(mixed))).body)).toEqual(['MessageHeader', 'fatal-error'])
    expect((await read(value)).presence.state).toBe('at-hospital')
  })

  test('without a relevant case the answer is positive, and nothing is shown', async () => {
    const value = await register(false)
    const answer = await post(
      writeBundle({
        cpr: value,
        activity: 'admit-inpatient',
        start: '2026-02-01T10:00:00Z',
        written: '2026-02-01T10:00:00Z',
        episode: 'nobody',
      }),
    )
    expect(codeOf(answer.body)).toEqual(['MessageHeader', 'ok'])
    await instance.call('nurse.health', 'POST', `/api/v1/citizens/${await find(value)}/intake`, { reason: 'Henvendelse på telefon' })
    expect(await read(value)).toMatchObject({ presence: { state: 'at-home' }, hospitalStays: [] })
  })

  test.each([
    ['no class', (text: string) => text.replace(/"class":\{[^}]*\},/, ''), 'MSG_VALUESET_VALUE_UNKNOWN'],
    ['a receiver that is not ours', (text: string) => text.replaceAll('953741000016009', '1000016009'), 'MSG_Receiver_Identifier_UNKNOWN'],
    [
      'another type of message',
      (text: string) => text.replace('hospital-notification-message', 'care-communication-message'),
      'MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE',
    ],
  ])('%s is answered with fatal-error and its code', async (_, change, code) => {
    const value = await register()
    const answer = await post(
      change(
        writeBundle({
          cpr: value,
          activity: 'admit-inpatient',
          start: '2026-02-01T10:00:00Z',
          written: '2026-02-01T10:00:00Z',
          episode: `bad-${value}`,
        }),
      ),
    )
    expect([answer.status, ...codeOf(answer.body)]).toEqual([200, 'MessageHeader', 'fatal-error'])
    expect(answer.text).toContain(code)
    expect((await read(value)).hospitalStays).toEqual([])
  })

  test.each([
    ['JSON that ends too early', '{"resourceType":"Bundle"', json, 400],
    ['something else', '{"resourceType":"Patient"}', json, 400],
    ['a thousand levels', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, json, 400],
    [
      'entities',
      '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><Bundle xmlns="http://hl7.org/fhir"><id value="&d;"/></Bundle>',
      xml,
      400,
    ],
    ['an external reference', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><Bundle xmlns="http://hl7.org/fhir"/>', xml, 400],
    ['three megabytes', `{"resourceType":"Bundle","x":"${'x'.repeat(3 * 1024 * 1024)}"}`, json, 413],
    ['a picture', 'PNG', { 'content-type': 'image/png' }, 415],
    ['plain JSON', '{}', { 'content-type': 'application/json' }, 415],
  ])('%s is refused with an OperationOutcome, and the door stays open', async (_, body, headers, status) => {
    const answer = await post(body, headers)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain('OperationOutcome')
    expect(answer.text).not.toMatch(/passwd|root:|node_modules/)
    expect((await fetch(`${instance.url}/healthz`)).status).toBe(200)
  })

  test('the dollar of the operation may come escaped', async () => {
    const answer = await instance.call('system.hospital', 'POST', '/fhir/%24process-message', '{}', json)
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('OperationOutcome')])
  })

  test('no token and a person’s token are refused as problems', async () => {
    const bare = await fetch(`${instance.url}/fhir/$process-message`, { method: 'POST', headers: json, body: '{}' })
    expect([bare.status, bare.headers.get('content-type')]).toEqual([401, expect.stringContaining('application/problem+json')])
    const other = await instance.call('system.social', 'POST', '/fhir/$process-message', '{}', json)
    expect([other.status, (other.body as { code: string }).code]).toEqual([403, 'not-a-sender'])
    const person = await instance.call('nurse.health', 'POST', '/fhir/$process-message', '{}', json)
    expect([person.status, (person.body as { code: string }).code]).toEqual([403, expect.any(String)])
  })
})
