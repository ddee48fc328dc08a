// Hospital notifications as a test says them: who, what, when; the rest is made up and consistent.
import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type HospitalNotification,
  type Identifier,
  type Instant,
  type StayAct,
  type StayClass,
  type StayStep,
} from '@roedtraad/domain'
import { type HistoryItem, recordHistory, toSentEvent } from '@roedtraad/use-cases'
import { els, type TestMunicipality } from './municipality.ts'

export interface Said {
  step: StayStep
  act?: StayAct
  class?: StayClass
  start: Instant
  end?: Instant
  leave?: { start: Instant; end?: Instant }
  written: Instant
  episode?: string
  provider?: string
  deceased?: boolean
  citizen?: Identifier
}

const sender = { username: 'system.hospital', sourcePrefix: 'urn:hospital:', areas: ['health', 'elderly', 'social', 'employment'] }
const place = (sor: string, name: string) => ({ sor, gln: null, name })

/** One notification; two that say the same are the same message. */
function notification(said: Said): HospitalNotification {
  const { episode = 'episode-1', provider = '265161000016000', citizen = els } = said
  const told = {
    patient: { identifiers: [citizen], name: null, deceased: said.deceased ?? null },
    step: said.step,
    act: said.act ?? ('tell' as const),
    class: said.class ?? ('IMP' as const),
    episodes: [{ system: 'https://sor2.sum.dsdn.dk/#id=265161000016000', value: episode }],
    serviceProvider: place(provider, provider === '265161000016000' ? 'Hjerteafdelingen' : `Afdeling ${provider}`),
    sender: place('265161000016000', 'Herlev Hospital'),
    receiver: place('953741000016009', 'Rødby Kommune'),
    period: { start: said.start, end: said.end ?? null },
    leave: said.leave === undefined ? null : { start: said.leave.start, end: said.leave.end ?? null },
    occurredAt: said.written,
    revises: [],
    reportOfAdmission: { requested: false, recipient: null },
  }
  const contentHash = createHash('sha256').update(canonicalJson(told)).digest('hex')
  return { bundleId: `b-${contentHash.slice(0, 20)}`, headerId: `h-${contentHash.slice(0, 20)}`, contentHash, ...told }
}

/** Takes notifications in, in this order, each in its own transaction. */
export async function hear(municipality: TestMunicipality, ...said: Said[]): Promise<void> {
  for (const one of said) {
    const item: HistoryItem = { sent: toSentEvent(notification(one)), sender }
    await recordHistory(municipality.api, [item])
  }
}
