// Versions of resources in any order, doubled, in either generation of addresses: what stands in the end is what the newest version says.
// The truth is the list that was generated; three readers with one plausible mistake each must be caught.
import { createVault, type KnownEvent } from '@roedtraad/database'
import { standingEvents } from '@roedtraad/domain'
import { readCareRecord, type SentEvent } from '@roedtraad/exchange'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toArrival } from '../events/arrival.ts'
import { Chains } from './chains.ts'
import { planDeeds } from './plan-deeds.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const deps = { vault: createVault({ seal: key, digest: key }), municipality: 'm' }
const subject = { identifier: { system: 'urn:oid:1.2.208.176.1.2', value: '3102509999' } }

interface Version {
  state: 'holds' | 'ended' | 'erroneous'
  day: number
}
interface Sending {
  resource: 'CarePlan' | 'Observation'
  /** Index into the versions of the resource. */
  version: number
  firstGuide: boolean
}

const dayOf = (day: number) => `2026-02-${String(day).padStart(2, '0')}`
const codeSystem = (name: string, oid: string, firstGuide: boolean) =>
  firstGuide ? `http://kl.dk/fhir/common/caresocial/CodeSystem/${name}` : oid
const meta = (version: number) => ({ versionId: String(version + 1), lastUpdated: `2026-03-01T10:00:${String(version).padStart(2, '0')}Z` })

function toBody({ resource, version, firstGuide }: Sending, { state, day }: Version): string {
  const common = { resourceType: resource, id: 'x', meta: meta(version), subject }
  if (resource === 'Observation')
    return JSON.stringify({
      ...common,
      status: state === 'erroneous' ? 'entered-in-error' : state === 'ended' ? 'amended' : 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
      effectiveDateTime: `${dayOf(day)}T09:00:00+01:00`,
      valueQuantity: { value: 60 + day, code: 'kg' },
    })
  return JSON.stringify({
    ...common,
    status: state === 'erroneous' ? 'entered-in-error' : state === 'ended' ? 'completed' : 'active',
    intent: 'order',
    period: { start: dayOf(day), ...(state === 'ended' ? { end: dayOf(day + 5) } : {}) },
    activity: [{ detail: { code: { coding: [{ system: codeSystem('FSIII', 'urn:oid:1.2.208.176.2.21', firstGuide), code: 'G1.39' }] } } }],
  })
}

/** What the newest version says, without any of our code: kinds with their day. */
function truthOf(resource: Sending['resource'], { state, day }: Version): string[] {
  if (state === 'erroneous') return []
  if (resource === 'Observation') return [`observation.weight ${dayOf(day)} ${60 + day}`]
  return [`homenursing.granted ${dayOf(day)}`, ...(state === 'ended' ? [`homenursing.ended ${dayOf(day + 5)}`] : [])].sort()
}

/** Delivers the bodies one by one, as the use case does, with the database's part played by a list. */
function deliver(bodies: readonly string[]): string[] {
  const events: KnownEvent[] = []
  for (const body of bodies) {
    const read = readCareRecord(body, 'json', 'urn:carerecord:')
    if (read.kind !== 'record') throw new Error('unreadable')
    const chains = new Chains()
    for (const event of events) chains.add(event)
    for (const entry of read.entries)
      if (entry.read.kind === 'told')
        events.push(...planDeeds(deps, read.source, entry.read, chains).deeds.map((deed) => toKnown(deed, events.length)))
  }
  return standingEvents(events).map(tellEvent).sort()
}

function toKnown(sent: SentEvent, before: number): KnownEvent {
  const { bodyHash } = toArrival(deps, sent, { username: '', sourcePrefix: '', areas: [] })
  return { ...sent, id: `${before} ${sent.sourceId}`, identityId: 'i', citizenId: 'c', arrival: before, bodyHash }
}

const tellEvent = ({ kind, occurredAt, value }: { kind: string; occurredAt: string; value: number | null }) => {
  // The end of a day is the first instant of the next one.
  const day = new Date(Date.parse(occurredAt) + (kind.endsWith('.ended') ? -1 : 2 * 3_600_000)).toISOString().slice(0, 10)
  return value === null ? `${kind} ${day}` : `${kind} ${day} ${value}`
}

const versions = fc.array(
  fc.record({ state: fc.constantFrom<Version['state']>('holds', 'holds', 'ended', 'erroneous'), day: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 5 },
)
/** Every version at least once, in any order; some twice. */
const deliveries = fc.record({ resource: fc.constantFrom<Sending['resource']>('CarePlan', 'Observation'), versions }).chain((made) =>
  fc
    .tuple(
      fc.shuffledSubarray(
        made.versions.map((_, index) => index),
        { minLength: made.versions.length, maxLength: made.versions.length },
      ),
      fc.array(fc.nat({ max: made.versions.length - 1 }), { maxLength: 4 }),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([order, again, coin]) => ({
      ...made,
      sendings: [...order, ...again].map((version) => ({ resource: made.resource, version, firstGuide: coin.next().value === true })),
    })),
)

type Reader = (bodies: readonly string[]) => string[]
const isRight = (reader: Reader) =>
  fc.property(deliveries, ({ resource, versions: made, sendings }) => {
    const bodies = sendings.map((sending) => toBody(sending, made[sending.version] ?? { state: 'holds', day: 1 }))
    const newest = made.at(-1)
    return newest !== undefined && JSON.stringify(reader(bodies)) === JSON.stringify(truthOf(resource, newest))
  })

const saboteurs: [string, Reader][] = [
  ['reads only one generation', (bodies) => deliver(bodies.map((body) => body.replaceAll('http://kl.dk/', 'http://unknown.example/')))],
  [
    'keeps what was entered in error',
    (bodies) =>
      deliver(
        bodies.map((body) =>
          body.replace('"status":"entered-in-error"', body.includes('CarePlan') ? '"status":"active"' : '"status":"final"'),
        ),
      ),
  ],
  ['ignores the version', (bodies) => deliver(bodies.map((body) => body.replace(/"meta":\{[^}]*\},/, '')))],
]

describe('versions of a resource', () => {
  it('in any order and number leave what the newest says', () => {
    fc.assert(isRight(deliver), { numRuns: 1_000 })
  })

  it.each(saboteurs)('a reader that %s is caught', (_, reader) => {
    expect(fc.check(isRight(reader), { numRuns: 300 }).failed).toBe(true)
  })
})
