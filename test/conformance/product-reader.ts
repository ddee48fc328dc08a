// Our own way from a message on the wire to the citizen's state, as the service goes it: read, drop duplicates, fold, see presence.
import {
  type EventRecord,
  eventTime,
  type FactDraft,
  foldHospital,
  type HospitalNotification,
  type HospitalStayDetail,
  type Instant,
  readPresence,
} from '@roedtraad/domain'
import { decideDuplicate, readMessage } from '@roedtraad/exchange'
import type { Truth } from './history.ts'

export interface Received {
  body: string
  format: 'json' | 'xml'
}

export interface Reading {
  truth: Truth
  stays: (Omit<FactDraft, 'detail'> & { detail: HospitalStayDetail })[]
  /** How many different messages there were, by header id and content. */
  different: number
}

const end = '2099-01-01T00:00:00.000Z'

/**
 * Reads messages in order of arrival. `endedAt`: afterwards a person ends the only stay by hand, at that instant.
 * Throws Error when a message is not taken as a HospitalNotification.
 */
export function readReceived(received: readonly Received[], nameEpisode: (identifiers: string[]) => string, endedAt?: Instant): Reading {
  const notifications: HospitalNotification[] = []
  for (const { body, format } of received) {
    const read = readMessage(body, format)
    if (read.kind !== 'notification') throw new Error(`not taken as a HospitalNotification: ${JSON.stringify(read).slice(0, 400)}`)
    const duplicate = decideDuplicate(notifications, read.notification)
    if (duplicate.kind === 'new') notifications.push(read.notification)
  }
  const records = notifications.map((notification, arrival) => toRecord(notification, arrival))
  const facts = foldHospital(records)
  const stayId = staysIn(facts)[0]?.detail.stayId
  const told = endedAt === undefined || stayId === undefined ? facts : foldHospital([...records, toHandEnd(stayId, endedAt)])
  const stays = staysIn(told)
  const presence = readPresence(told, end).state
  return { different: notifications.length, stays, truth: { presence, stays: stays.map((stay) => toStay(stay, nameEpisode)) } }
}

function staysIn(facts: readonly FactDraft[]): Reading['stays'] {
  return facts.filter(({ kind }) => kind === 'hospital.stay' || kind === 'hospital.stay.cancelled') as unknown as Reading['stays']
}

/** A kept notification as an event of one citizen. */
function toRecord(notification: HospitalNotification, arrival: number): EventRecord {
  const { headerId, contentHash, sender, patient } = notification
  const sourceId = `${headerId}:${contentHash.slice(0, 32)}`
  return {
    ...bareRecord,
    id: sourceId,
    source: `urn:hospital:${sender.sor}`,
    sourceId,
    kind: 'hospital.notification',
    occurredAt: eventTime(notification),
    recordedAt: notification.occurredAt,
    arrival,
    detail: { ...notification, patient: { ...patient, identifiers: [], name: null } },
  }
}

function toHandEnd(stayId: string, at: Instant): EventRecord {
  const detail = { stayId, at, reason: 'Borgeren er hjemme', by: 'nurse.health' }
  const named = { id: 'hand', source: 'urn:roedtraad:staff', sourceId: 'hand', kind: 'hospital.stay.ended-by-hand' }
  return { ...bareRecord, ...named, occurredAt: at, recordedAt: at, arrival: 1_000_000, detail }
}

const bareRecord = { identityId: 'identity', deed: 'record', targetId: null, value: null, unit: null, team: null } as const

function toStay(fact: Reading['stays'][number], nameEpisode: (identifiers: string[]) => string): Truth['stays'][number] {
  const { detail, from, to, kind } = fact
  const state = kind === 'hospital.stay.cancelled' ? 'cancelled' : detail.state
  const episode = nameEpisode([detail.episode, ...detail.episodeIdentifiers])
  return { episode, provider: detail.providerSor ?? '', ordinal: 0, state, class: detail.class, from, to }
}
