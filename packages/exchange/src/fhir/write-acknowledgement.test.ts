// The answer to a message, held against the published acknowledgements where they are at hand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codedError } from './issue.ts'
import { parseXml } from './parse-xml.ts'
import { readMessage } from './read-message.ts'
import { isObject, type Json, listResources } from './resource.ts'
import { toBundle } from './testing.ts'
import { type Acknowledgement, writeAcknowledgement } from './write-acknowledgement.ts'
import { writeOperationOutcome } from './write-operation-outcome.ts'

function answer(more: Partial<Acknowledgement> = {}): string {
  const read = readMessage(JSON.stringify(toBundle()), 'json')
  if (read.kind !== 'notification') throw new Error(read.kind)
  const ids = { bundle: 'b', header: 'h', provenance: 'p', outcome: 'o' }
  return writeAcknowledgement({
    envelope: read.envelope,
    outcome: { code: 'ok', issues: [] },
    ids,
    now: '2025-03-04T00:00:00.000Z',
    format: 'json',
    ...more,
  })
}

const fault = { code: 'fatal-error', issues: [codedError('MSG_VALUESET_VALUE_UNKNOWN', 'class', 'a.b')] } as const

describe('an acknowledgement', () => {
  it('goes back to the sender and names the original', () => {
    const bundle = JSON.parse(answer()) as Json
    expect(listResources(bundle, 'MessageHeader')).toMatchObject([
      {
        id: 'h',
        destination: [{ endpoint: 'https://sor2.sum.dsdn.dk/#id=265161000016000', receiver: { reference: 'Organization/organization-2' } }],
        sender: { reference: 'Organization/organization-1' },
        source: { endpoint: 'https://sor2.sum.dsdn.dk/#id=953741000016009' },
        response: { identifier: 'header-1', code: 'ok' },
      },
    ])
    expect(
      listResources(bundle, 'Organization')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['organization-1', 'organization-2'])
    expect(listResources(bundle, 'Provenance')).toMatchObject([
      { target: [{ reference: 'MessageHeader/header-1' }] },
      {
        id: 'p',
        target: [{ reference: 'MessageHeader/h' }],
        entity: [{ role: 'revision', what: { reference: 'MessageHeader/header-1' } }],
      },
    ])
    expect(listResources(bundle, 'OperationOutcome')).toEqual([])
  })

  it('tells what is wrong', () => {
    const bundle = JSON.parse(answer({ outcome: fault })) as Json
    expect(listResources(bundle, 'MessageHeader')).toMatchObject([
      { response: { code: 'fatal-error', details: { reference: 'OperationOutcome/o' } } },
    ])
    expect(listResources(bundle, 'OperationOutcome')).toMatchObject([
      {
        id: 'o',
        issue: [
          {
            severity: 'error',
            code: 'structure',
            details: { coding: [{ code: 'MSG_VALUESET_VALUE_UNKNOWN' }], text: 'class' },
            expression: ['a.b'],
          },
        ],
      },
    ])
  })

  it('says the same in XML, and the same again but for Bundle.id', () => {
    expect(parseXml(answer({ outcome: fault, format: 'xml' }))).toEqual(JSON.parse(answer({ outcome: fault })))
    const again = answer({ ids: { bundle: 'b2', header: 'h', provenance: 'p', outcome: 'o' } })
    expect({ ...JSON.parse(again), id: 'b' }).toEqual(JSON.parse(answer()))
  })

  it('names the parties by their endpoint where the message has no organisations', () => {
    const bundle = JSON.parse(JSON.stringify(toBundle())) as { entry: { resource: Json }[] }
    const bare = { ...bundle, entry: bundle.entry.filter(({ resource }) => resource.resourceType !== 'Organization') }
    const read = readMessage(JSON.stringify(bare), 'json')
    if (read.kind !== 'refused') throw new Error(read.kind)
    const header = listResources(JSON.parse(answer({ envelope: read.envelope })) as Json, 'MessageHeader')[0]
    expect(header).toMatchObject({
      sender: { reference: 'Organization/953741000016009' },
      destination: [{ receiver: { reference: 'Organization/265161000016000' } }],
    })
  })
})

it('an OperationOutcome says at least that something is wrong', () => {
  expect(JSON.parse(writeOperationOutcome([], 'json'))).toEqual({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing' }],
  })
  expect(writeOperationOutcome([codedError('MSG_Damaged_durin_transport', 'a "b" <c>')], 'xml')).toContain(
    'value="a &#34;b&#34; &#60;c&#62;"',
  )
})

const shared = process.env.ROEDTRAAD_SHARED ?? join(import.meta.dirname, '../../../../../shared')
const published = join(shared, 'fixtures/medcom-acknowledgement/testprotocol')

/** Every path of names in a resource, without narrative and without what only one side may have. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, path))
  if (!isObject(value)) return [path]
  return Object.entries(value).flatMap(([name, inner]) => (isObject(inner) && 'div' in inner ? [] : paths(inner, `${path}.${name}`)))
}

describe.skipIf(!existsSync(published))('the published acknowledgements', () => {
  it.each([
    { file: 'Ack_3.3.1.1_A-AA.xml', code: 'ok' as const },
    { file: 'Ack_3.3.2.1_A_AE.xml', code: 'fatal-error' as const },
  ])('have every element that ours have: $file', ({ file, code }) => {
    const theirs = parseXml(readFileSync(join(published, file), 'utf8'))
    const ours = JSON.parse(answer({ outcome: { code, issues: fault.issues } })) as Json
    const known = new Set(paths(theirs))
    const own = new Set(paths(ours).filter((path) => !/details\.text|expression|provenance-|Provenance/.test(path)))
    expect([...own].filter((path) => !known.has(path))).toEqual([])
    expect([...known].filter((path) => !own.has(path) && !path.endsWith('.text.status'))).toEqual([])
  })
})
