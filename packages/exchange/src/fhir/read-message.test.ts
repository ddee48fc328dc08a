// What comes through the door and what does not: well-formed messages in both formats, messages to be refused, and hostile bodies.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'
import type { Json } from './resource.ts'
import { sample, spoil, toBundle } from './testing.ts'
import { toXml } from './write-xml.ts'

describe('a notification', () => {
  it.each(['json', 'xml'] as const)('comes back from %s as it was written', (format) => {
    const read = readMessage(format === 'json' ? JSON.stringify(toBundle()) : toXml(toBundle()), format)
    if (read.kind !== 'notification') throw new Error(JSON.stringify(read))
    expect({ ...read.notification, contentHash: '' }).toEqual(sample)
    expect(read.envelope).toMatchObject({
      bundleId: 'bundle-1',
      headerId: 'header-1',
      senderSor: '265161000016000',
      receiverSor: '953741000016009',
    })
  })

  it('has one hash for both formats and for a resend, and another for another content', () => {
    const hashes = [
      readMessage(JSON.stringify(toBundle()), 'json'),
      readMessage(toXml(toBundle()), 'xml'),
      readMessage(
        JSON.stringify({ ...toBundle({ bundleId: 'bundle-2' }), timestamp: '2025-04-01T00:00:00Z' }).replaceAll('bundle-2', 'bundle-1'),
        'json',
      ),
      readMessage(
        spoil('Patient', (patient) => Object.assign(patient, { text: { status: 'generated', div: '<div/>' } })),
        'json',
      ),
      readMessage(JSON.stringify(toBundle({ class: 'EMER' })), 'json'),
    ].map((read) => (read.kind === 'notification' ? read.notification.contentHash : read.kind))
    expect(hashes[0]).toMatch(/^[\da-f]{64}$/)
    expect(new Set(hashes.slice(0, 4)).size).toBe(1)
    expect(hashes[4]).not.toBe(hashes[0])
  })

  it.each([
    { name: 'full URLs', from: /"(MessageHeader|Encounter|Organization)\/([\w-]+)"/g, to: '"https://hospital.dk/fhir/$1/$2"' },
    { name: 'urn:uuid', from: /"(Encounter|Organization)\/([\w-]+)"/g, to: '"urn:uuid:$2"' },
    { name: 'an urn:uuid: before the episode, in capitals', from: /"49a2b22b-/g, to: '"urn:uuid:49A2B22B-' },
    { name: 'unknown elements', from: /"status":"onleave"/, to: '"status":"onleave","mood":[{"grim":true}]' },
    { name: 'a dash in the CPR number', from: /2509479989/, to: '250947-9989' },
  ])('is read with $name', ({ from, to }) => {
    const read = readMessage(JSON.stringify(toBundle()).replace(from, to), 'json')
    if (read.kind !== 'notification') throw new Error(JSON.stringify(read))
    expect({ ...read.notification, contentHash: '' }).toEqual(sample)
  })

  it('takes the activity from the Provenance of this header, whatever older ones say', () => {
    const bundle = toBundle() as { entry: { resource: Json }[] }
    const current = bundle.entry.find(({ resource }) => resource.resourceType === 'Provenance')
    const older = {
      resource: {
        ...current?.resource,
        target: [{ reference: 'MessageHeader/other' }],
        activity: { coding: [{ code: 'discharge-inpatient-home' }] },
      },
    }
    expect(readMessage(JSON.stringify({ ...bundle, entry: [...bundle.entry, older] }), 'json')).toMatchObject({
      notification: { step: 'start-leave' },
    })
  })
})

const unset =
  (...names: string[]) =>
  (resource: Json) => {
    for (const name of names) delete resource[name]
  }
const period = (start: string) => (encounter: Json) => Object.assign(encounter, { period: { start } })

describe('a message to be refused', () => {
  it.each([
    {
      name: 'no class',
      body: spoil('Encounter', unset('class')),
      code: 'MSG_VALUESET_VALUE_UNKNOWN',
      path: 'Bundle.entry.resource.ofType(Encounter).class.code',
    },
    {
      name: 'an unknown class',
      body: spoil('Encounter', (encounter) => Object.assign(encounter, { class: { code: 'AMB' } })),
      code: 'MSG_VALUESET_VALUE_UNKNOWN',
      path: 'class.code',
    },
    {
      name: 'an unknown activity',
      body: spoil('Provenance', (one) => Object.assign(one, { activity: { coding: [{ code: 'constructor' }] } })),
      code: 'MSG_VALUESET_VALUE_UNKNOWN',
      path: 'activity',
    },
    { name: 'no activity', body: spoil('Provenance', unset('activity')), code: null, path: 'activity' },
    { name: 'leave without its start', body: spoil('Encounter', unset('extension')), code: null, path: 'valuePeriod.start' },
    { name: 'no CPR number', body: spoil('Patient', unset('identifier')), code: null, path: 'identifier' },
    {
      name: 'a time without offset',
      body: spoil('Encounter', period('2025-03-01T12:00:00')),
      code: 'MSG_Datatype_Wrong',
      path: 'period.start',
    },
    {
      name: 'a day that is none',
      body: spoil('Encounter', period('2025-02-30T12:00:00Z')),
      code: 'MSG_Datatype_Wrong',
      path: 'period.start',
    },
    {
      name: 'a name without end',
      body: spoil('Patient', (patient) => Object.assign(patient, { name: [{ family: 'x'.repeat(501) }] })),
      code: 'MSG_Element_To_Long',
      path: 'name',
    },
    {
      name: 'no receiver',
      body: spoil('MessageHeader', unset('destination')),
      code: 'MSG_Receiver_Identifier_MISSING',
      path: 'destination',
    },
    {
      name: 'another type',
      body: spoil('MessageHeader', (header) => Object.assign(header, { eventCoding: { code: 'care-communication-message' } })),
      code: 'MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE',
      path: 'event',
    },
  ])('$name', ({ body, code, path }) => {
    const read = readMessage(body, 'json')
    if (read.kind !== 'refused') throw new Error(JSON.stringify(read))
    expect(read).toMatchObject({
      answer: 'fatal-error',
      envelope: { headerId: 'header-1' },
      issues: [{ severity: 'error', errorCode: code }],
    })
    expect(read.issues[0]?.expression).toContain(path)
  })

  it('one with more episodes than anybody has', () => {
    const body = spoil('Encounter', (encounter) =>
      Object.assign(encounter, { episodeOfCare: Array.from({ length: 30 }, () => ({ identifier: { value: 'e' } })) }),
    )
    expect(readMessage(body, 'json')).toMatchObject({ kind: 'refused', issues: [{ errorCode: 'MSG_Element_To_Long' }] })
  })

  it('two patients', () => {
    const bundle = toBundle() as { entry: { resource: Json }[] }
    const patient = bundle.entry.find(({ resource }) => resource.resourceType === 'Patient')
    expect(readMessage(JSON.stringify({ ...bundle, entry: [...bundle.entry, patient] }), 'json').kind).toBe('refused')
  })

  it('an acknowledgement, which is not answered', () => {
    const body = spoil('MessageHeader', (header) => Object.assign(header, { eventCoding: { code: 'acknowledgement-message' } }))
    expect(readMessage(body, 'json')).toMatchObject({ kind: 'refused', answer: null })
  })
})

const json = JSON.stringify(toBundle())
const xml = toXml(toBundle())

describe('a hostile or broken body', () => {
  it.each([
    { name: 'nothing', body: '', format: 'json' },
    { name: 'half of it', body: json.slice(0, -9), format: 'json' },
    { name: 'an open text', body: '{"resourceType', format: 'json' },
    { name: 'depth', body: '['.repeat(200_000), format: 'json' },
    { name: 'depth in a message', body: json.replace('"status":', `"deep":${'['.repeat(80)}${']'.repeat(80)},"status":`), format: 'json' },
    { name: 'a name twice', body: json.replace('"type":"message"', '"type":"message","\\u0074ype":"message"'), format: 'json' },
    { name: 'NUL', body: json.replace('Elmer', '\\u0000'), format: 'json' },
    { name: 'half a character', body: json.replace('Elmer', '\\ud800'), format: 'json' },
    { name: 'a list', body: '[]', format: 'json' },
    { name: 'another resource', body: '{"resourceType":"Patient"}', format: 'json' },
    { name: 'another type of Bundle', body: json.replace('"type":"message"', '"type":"batch"'), format: 'json' },
    { name: 'no header', body: json.replaceAll('MessageHeader', 'Basic'), format: 'json' },
    { name: 'a header id that none could name', body: json.replaceAll('header-1', 'h'.repeat(65)), format: 'json' },
    { name: 'XML in JSON', body: xml, format: 'json' },
    { name: 'JSON in XML', body: json, format: 'xml' },
    { name: 'more entries than any message has', body: json.replace('"entry":[', `"entry":[${'{},'.repeat(300)}`), format: 'json' },
    { name: 'a DTD', body: xml.replace('<Bundle', '<!DOCTYPE Bundle><Bundle'), format: 'xml' },
    {
      name: 'an external entity',
      body: xml.replace('<Bundle', '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><Bundle').replace('Elmer', '&x;'),
      format: 'xml',
    },
    { name: 'an entity of its own', body: xml.replace('Elmer', '&lol;'), format: 'xml' },
    { name: 'depth in XML', body: `<Bundle xmlns="http://hl7.org/fhir">${'<a>'.repeat(100_000)}`, format: 'xml' },
    {
      name: 'more elements than any message has',
      body: `<Bundle xmlns="http://hl7.org/fhir">${'<entry/>'.repeat(30_000)}</Bundle>`,
      format: 'xml',
    },
    { name: 'no namespace', body: xml.replace(' xmlns="http://hl7.org/fhir"', ''), format: 'xml' },
    {
      name: 'an element twice',
      body: xml.replace('<type value="message"/>', '<type value="message"/><type value="message"/>'),
      format: 'xml',
    },
  ] as const)('$name is unreadable', ({ body, format }) => {
    const read = readMessage(body, format)
    expect(read.kind).toBe('unreadable')
    expect(JSON.stringify(read)).not.toContain('passwd')
  })

  it('is known by its names, not by those of JavaScript', () => {
    const read = readMessage(
      json.replace('"resourceType":"Patient"', '"__proto__":{"deceasedBoolean":true},"resourceType":"Patient"'),
      'json',
    )
    expect(read).toMatchObject({ notification: { patient: { deceased: null } } })
  })

  it('may carry comments and instructions in XML', () => {
    const read = readMessage(xml.replace('<Bundle', '<?xml-stylesheet href="x"?><!-- &x; --><Bundle'), 'xml')
    expect(read.kind).toBe('notification')
  })
})

const shared = process.env.ROEDTRAAD_SHARED ?? join(import.meta.dirname, '../../../../../shared')
const fixtures = join(shared, 'fixtures/medcom-hospitalnotification')
const published = existsSync(fixtures) ? globSync('**/*.json', { cwd: fixtures }) : []
if (published.length === 0) console.log(`no published HospitalNotifications at ${fixtures}: not tried`)

describe.skipIf(published.length === 0)('the published HospitalNotifications', () => {
  it.each(published)('%s says the same in both formats', (path) => {
    const body = readFileSync(join(fixtures, path), 'utf8')
    const read = readMessage(body, 'json')
    expect(read.kind).toBe('notification')
    expect(readMessage(toXml(JSON.parse(body)), 'xml')).toEqual(read)
  })
})
