// Citizens and journeys for the browser, made over HTTP as everybody else makes them.
import type { Instance } from './instance.ts'

const cpr = 'urn:oid:1.2.208.176.1.2'
const batch = { 'content-type': 'application/cloudevents-batch+json' }

/** An instant so many hours before now. */
export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

let sent = 0

/** One event of the care record about the citizen with this number. */
export function careEvent(kind: string, value: string, time: string, more: object = {}): object {
  sent += 1
  return {
    specversion: '1.0',
    id: `screen-${sent}`,
    source: 'urn:carerecord:nexus',
    type: `dk.roedtraad.${kind}`,
    time,
    data: { citizen: { system: cpr, value }, ...more },
  }
}

/** Sends events; throws when one was not taken in. */
export async function sendEvents(instance: Instance, events: object[]): Promise<void> {
  const { body } = await instance.call('system.carerecord', 'POST', '/api/v1/events', events, batch)
  const { accepted } = body as { accepted: number }
  if (accepted !== events.length) throw new Error(`${accepted} of ${events.length} events were taken in: ${JSON.stringify(body)}`)
}

/** A citizen whom home nursing and home care serve since `since`; the nurse opens her journey, home care takes part. Returns the journey's id. */
export async function openOnScreen(instance: Instance, value: string, name: string, since: string): Promise<string> {
  await sendEvents(instance, [
    careEvent('citizen.registered', value, since, { detail: { name, birthDate: '1938-10-02' } }),
    careEvent('homenursing.granted', value, since),
    careEvent('homecare.granted', value, since),
  ])
  const found = await instance.call('nurse.health', 'POST', '/api/v1/citizens/search', { identifier: { system: cpr, value } })
  const citizenId = (found.body as { items: { id: string }[] }).items[0]?.id
  const ground = { statute: 'RSL-5' }
  const opened = await instance.call('nurse.health', 'POST', '/api/v1/journeys', {
    citizenId,
    level: 'coordinate',
    ground,
    reason: 'To team hjælper',
  })
  const { id } = opened.body as { id: string }
  await actOnScreen(instance, 'nurse.health', id, 'join', { team: 'home-care', role: 'Hjælper hver dag', ground })
  return id
}

/** Does a deed with the version as it stands. */
export async function actOnScreen(instance: Instance, username: string, id: string, deed: string, detail: object): Promise<void> {
  const { headers } = await instance.call(username, 'GET', `/api/v1/journeys/${id}`)
  const answer = await instance.call(
    username,
    'POST',
    `/api/v1/journeys/${id}/deeds`,
    { deed, detail },
    {
      'content-type': 'application/json',
      'if-match': headers.get('etag') ?? '',
    },
  )
  if (answer.status !== 200) throw new Error(`${deed} was refused: ${answer.text}`)
}
