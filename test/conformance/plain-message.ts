// Reads a Bundle with as little understanding as possible, for the readers that only exist in these tests.
import { createHash } from 'node:crypto'
import { canonicalJson, type Instant, type StayAct, type StayClass, type StayStep, toInstant } from '@roedtraad/domain'
import type { Json } from './bundle.ts'

export interface PlainMessage {
  headerId: string
  /** Hash of everything but Bundle.id, Bundle.timestamp and narrative. */
  content: string
  sentAt: Instant
  arrival: number
  status: string
  step: StayStep
  act: StayAct
  deceased: boolean | null
  class: StayClass
  episodes: string[]
  provider: string
  start: Instant
  end: Instant | null
  leave: { start: Instant; end: Instant | null } | null
  occurredAt: Instant
  revises: string[]
}

interface Resource {
  resourceType: string
  id: string
  [name: string]: unknown
}

/** What a Bundle says. Written for our own and MedCom's well-formed messages only; anything else throws TypeError. */
export function readPlainly(bundle: Json, arrival: number): PlainMessage {
  const resources = (bundle.entry as { resource: Resource }[]).map((entry) => entry.resource)
  const find = (type: string) => resources.filter((resource) => resource.resourceType === type)
  const one = (type: string) => find(type)[0] as Resource
  const header = one('MessageHeader')
  const encounter = one('Encounter')
  const period = readPeriod(encounter.period as { start: string; end?: string })
  const extension = (encounter.extension as { valuePeriod?: { start: string; end?: string } }[] | undefined)?.[0]
  const provenance = find('Provenance').find((said) => firstReference(said.target) === header.id) as Resource
  const code = (provenance.activity as { coding: { code: string }[] }).coding[0]?.code ?? ''
  const providerId = idOf((encounter.serviceProvider as { reference: string }).reference)
  const provider = find('Organization').find((resource) => resource.id === providerId) as Resource
  const entities = (provenance.entity ?? []) as { what: { reference: string } }[]
  return {
    headerId: header.id,
    content: contentOf(bundle),
    sentAt: toInstant(bundle.timestamp as string),
    arrival,
    status: encounter.status as string,
    ...readActivity(code),
    deceased: (one('Patient').deceasedBoolean as boolean | undefined) ?? null,
    class: (encounter.class as { code: StayClass }).code,
    episodes: (encounter.episodeOfCare as { identifier: { value: string } }[]).map(({ identifier }) => identifier.value),
    provider: (provider.identifier as { system: string; value: string }[]).find(({ system }) => system.startsWith('urn:oid'))?.value ?? '',
    ...period,
    leave: extension?.valuePeriod === undefined ? null : readPeriod(extension.valuePeriod),
    occurredAt: toInstant(provenance.occurredDateTime as string),
    revises: entities.map((entity) => idOf(entity.what.reference)),
  }
}

/** The same for a message that was sent again: new Bundle.id and timestamp, perhaps other narrative, nothing else. */
function contentOf(bundle: Json): string {
  const bare = JSON.stringify({ ...bundle, id: undefined, timestamp: undefined }, (name, value) => (name === 'text' ? undefined : value))
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(bare)))
    .digest('hex')
}

function readActivity(code: string): { step: StayStep; act: StayAct } {
  const act = code.startsWith('revise-') ? 'revise' : code.startsWith('cancel-') ? 'cancel' : 'tell'
  const bare = code.replace(/^(revise|cancel)-/, '')
  if (bare.startsWith('discharge')) return { act, step: 'discharge' }
  return { act, step: bare.replace('leave-inpatient', 'leave') as StayStep }
}

function readPeriod(period: { start: string; end?: string }): { start: Instant; end: Instant | null } {
  return { start: toInstant(period.start), end: period.end === undefined ? null : toInstant(period.end) }
}

function firstReference(target: unknown): string {
  return idOf((target as { reference: string }[])[0]?.reference ?? '')
}

function idOf(reference: string): string {
  return reference.replace(/^.*\//, '')
}
