// MedCom's own examples: every step of the receive protocol whose files are published, in every order of its messages, each once and
// twice, as JSON and as XML. What is expected is read from the protocol's sentences.
import type { Instant, StayHistoryEntry } from '@roedtraad/domain'
import { readMessage, toXml } from '@roedtraad/exchange'
import { describe, expect, it } from 'vitest'
import { bundleOf, type Fixture, hasFixtures, listFixtures, listOrders, readProtocolTable } from './fixtures.ts'
import { presentTruth } from './history.ts'
import { type PlainMessage, readPlainly } from './plain-message.ts'
import { type Reading, type Received, readReceived } from './product-reader.ts'
import { type ProtocolStep, readProtocol } from './protocol.ts'
import { createRandom } from './random.ts'
import { decider, nameEpisode } from './saboteurs.ts'

const there = hasFixtures()
const fixtures = there ? listFixtures('medcom-hospitalnotification') : []
const byName = new Map(fixtures.map((fixture) => [fixture.name, fixture]))
const steps = there ? readProtocol(readProtocolTable()) : []
const published = steps.filter((step) => step.files.every((name) => byName.has(name)))

interface Manner {
  manner: string
  repeat: number
  format: 'json' | 'xml'
}

const asJson: Manner = { manner: 'JSON', repeat: 1, format: 'json' }
const asXml: Manner = { manner: 'XML', repeat: 1, format: 'xml' }

const manners: Manner[] = [
  asJson,
  asXml,
  { manner: 'JSON, each twice', repeat: 2, format: 'json' },
  { manner: 'XML, each twice', repeat: 2, format: 'xml' },
]

function send(fixture: Fixture, format: 'json' | 'xml'): Received {
  return { format, body: format === 'json' ? fixture.text : toXml(bundleOf(fixture)) }
}

function readAll(order: readonly Fixture[], { repeat, format }: Manner, endedAt?: Instant): Reading {
  const once = order.map((fixture) => send(fixture, format))
  const arrivals = repeat === 1 ? once : [...once, ...once.toReversed()]
  return readReceived(arrivals, (episodes) => nameEpisode({ episodes }), endedAt)
}

function filesOf(step: ProtocolStep): Fixture[] {
  return step.files.flatMap((name) => byName.get(name) ?? [])
}

/** The instant in the last file of the flow that the protocol names, such as `Encounter.extension:leavePeriod.start`. */
function timeNamed(path: string, message: PlainMessage): string | null | undefined {
  const period = path.includes('leavePeriod') ? message.leave : message
  return path.endsWith('.start') ? period?.start : period?.end
}

function seenIn(reading: Reading): string[] {
  const lines: StayHistoryEntry[] = reading.stays.flatMap(({ detail }) => detail.history)
  return lines.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)).map(({ step }) => step)
}

function expectStep(step: ProtocolStep, reading: Reading): void {
  const last = readPlainly(bundleOf(filesOf(step).at(-1) as Fixture), 0)
  const newest = reading.stays.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  if (step.presence !== null) expect(step.presence).toContain(reading.truth.presence)
  if (step.endedByHand) expect(newest?.detail.endedBy).toBe('hand')
  if (step.seen.length > 0) expect(seenIn(reading)).toEqual(step.seen)
  if (step.timeOf !== null) expect(newest?.detail.since).toBe(timeNamed(step.timeOf, last))
  if (step.showsCancelled) expect(reading.truth.stays.map(({ state }) => state)).toEqual(['cancelled'])
  if (step.correctsTime) expect(newest?.from).toBe(last.start)
  if (step.onlyOne) expect(reading.different).toBe(1)
  expect(reading.stays.length).toBeGreaterThan(0)
}

describe.skipIf(!there)('the receive protocol of HospitalNotification', () => {
  const absent = [...new Set(steps.flatMap(({ files }) => files).filter((name) => !byName.has(name)))]
  const unnamed = fixtures.filter(({ path, name }) => path.includes('testprotocol') && !steps.some(({ files }) => files.includes(name)))
  if (there) console.log(`not published here, so not tried: ${absent.join(', ')}`)
  if (unnamed.length > 0) console.log(`published, but named by no step: ${unnamed.map(({ name }) => name).join(', ')}`)

  it('has steps that can be tried', () => {
    expect(published.length).toBeGreaterThan(0)
    expect(published.filter(({ presence }) => presence !== null).length).toBeGreaterThan(0)
  })

  describe.each(published.map((step) => ({ step, title: `${step.at} ${step.files.join(', ')}` })))('step $title', ({ step }) => {
    it.each(manners)('as $manner, in every order', (manner) => {
      for (const order of listOrders(filesOf(step)))
        expectStep(step, readAll(order, manner, step.endedByHand ? '2023-03-08T09:00:00.000Z' : undefined))
    })

    it('is also what the reader from messages says', () => {
      const read = decider(filesOf(step).map((fixture, deed) => ({ deed, bundle: bundleOf(fixture) })))
      if (step.presence !== null && !step.endedByHand) expect(step.presence).toContain(read.presence)
    })
  })

  it.each(fixtures.map((fixture) => ({ fixture, name: fixture.name })))('$name says the same as XML and as JSON', ({ fixture }) => {
    const [json, xml] = [readAll([fixture], asJson), readAll([fixture], asXml)]
    expect(xml).toEqual(json)
    const both = readReceived([send(fixture, 'json'), send(fixture, 'xml')], (episodes) => nameEpisode({ episodes }))
    expect(both.different).toBe(1)
  })
})

describe.skipIf(!there)('the examples of the implementation guide', () => {
  const guide = fixtures.filter(({ path }) => path.includes('ig-'))
  const episodes = Map.groupBy(guide, (fixture) => nameEpisode(readPlainly(bundleOf(fixture), 0)))

  it.each([...episodes.keys()])('episode %s is read alike in every order', (episode) => {
    const flow = episodes.get(episode) ?? []
    const expected = presentTruth(decider(flow.map((fixture, deed) => ({ deed, bundle: bundleOf(fixture) }))))
    const random = createRandom(7)
    const orders = flow.length < 5 ? listOrders(flow) : Array.from({ length: 150 }, () => random.shuffle(flow))
    for (const order of orders) expect(presentTruth(readAll(order, asJson).truth)).toEqual(expected)
  })
})

describe.skipIf(!there)('messages that are no HospitalNotification', () => {
  const kinds = ['medcom-acknowledgement', 'medcom-carecommunication', 'medcom-homecareobservation']
  const others = there ? kinds.flatMap((folder) => listFixtures(folder)) : []
  const messages = others.filter(({ text }) => /<Bundle|"resourceType"\s*:\s*"Bundle"/.test(text))

  it.each(messages)('$name is known as another type of message, and no acknowledgement is taken for one to answer', ({ text, path }) => {
    const read = readMessage(text, path.endsWith('.xml') ? 'xml' : 'json')
    const answer = path.includes('medcom-acknowledgement') ? null : 'fatal-error'
    expect(read).toMatchObject({ kind: 'refused', answer, issues: [{ errorCode: 'MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE' }] })
  })

  it.each(others.filter((other) => !messages.includes(other)))('$name is no message, and says so', ({ text, path }) => {
    expect(readMessage(text, path.endsWith('.xml') ? 'xml' : 'json').kind).not.toBe('notification')
  })
})
