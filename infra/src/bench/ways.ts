// The two ways to a card: what is sent to our API, and whose screen must hear of it.
import { randomUUID } from 'node:crypto'
import { cprSystem, type HospitalNotification, type Instant } from '@roedtraad/domain'
import { writeHospitalNotification } from '@roedtraad/exchange'
import type { Stage } from './stage.ts'

/** Numbers that are nobody's: the 31st of February. */
const numberOf = (index: number) => `310250${String(1_000 + index)}`

export interface Way {
  name: string
  /** Who watches. */
  watcher: string
  /** Sends what changes exactly one card of the watcher's team; each citizen (by index) serves once. */
  send(stage: Stage, index: number): Promise<void>
}

const hospital = { sor: '265161000016000', gln: null, name: 'Herlev Hospital' }
const municipality = { sor: '953741000016009', gln: null, name: 'Rødby Kommune' }

/** A message about a stay that began at `from`; the discharge from it where `to` is given. */
export function notificationOf(index: number, from: Instant, to: Instant | null = null): HospitalNotification {
  return {
    bundleId: randomUUID(),
    headerId: randomUUID(),
    contentHash: '',
    patient: { identifiers: [{ system: cprSystem, value: numberOf(index) }], name: null, deceased: null },
    step: to === null ? 'admit-inpatient' : 'discharge',
    act: 'tell',
    class: 'IMP',
    episodes: [{ system: 'https://sor2.sum.dsdn.dk/#id=265161000016000', value: `${index}-${from}` }],
    serviceProvider: hospital,
    sender: hospital,
    receiver: municipality,
    period: { start: from, end: to },
    leave: null,
    occurredAt: to ?? from,
    revises: [],
    reportOfAdmission: { requested: false, recipient: null },
  }
}

export const toMessage = (notification: HospitalNotification) =>
  JSON.stringify(writeHospitalNotification(notification, notification.occurredAt))

/** One CloudEvent of the care record. */
export function eventOf(kind: string, index: number, more: { id?: string; time?: Instant; detail?: object } = {}) {
  const { id = randomUUID(), time = aMinuteAgo(), detail = {} } = more
  const data = { citizen: { system: cprSystem, value: numberOf(index) }, detail }
  return { specversion: '1.0', id, source: 'urn:carerecord:bench', type: `dk.roedtraad.${kind}`, time, data }
}

const aMinuteAgo = () => new Date(Date.now() - 60_000).toISOString()

/** A grant of home care is open; a stay that begins raises HO1. */
export const messageWay: Way = {
  name: 'hospital message',
  watcher: 'assistant.elderly',
  async send(stage, index) {
    const answer = await post(
      stage,
      'system.hospital',
      '/fhir/$process-message',
      'application/fhir+json',
      toMessage(notificationOf(index, aMinuteAgo())),
    )
    if (!answer.includes('"code":"ok"')) throw new Error(`the message was not taken: ${answer.slice(0, 300)}`)
  },
}

/** Nobody has come since the discharge, so HE7 stands open; a visit clears it. */
export const eventWay: Way = {
  name: 'event',
  watcher: 'nurse.health',
  async send(stage, index) {
    const body = JSON.stringify(eventOf('nursing.contact', index))
    const answer = await post(stage, 'system.carerecord', '/api/v1/events', 'application/cloudevents+json', body)
    if (!answer.includes('"accepted":1')) throw new Error(`the event was not taken: ${answer.slice(0, 300)}`)
  },
}

async function post(stage: Stage, username: string, path: string, type: string, body: string): Promise<string> {
  const headers = { 'content-type': type, authorization: `Bearer ${stage.tokenOf(username)}` }
  return (await fetch(stage.ours + path, { method: 'POST', headers, body })).text()
}
