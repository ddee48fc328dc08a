// What the stories of who somebody is share: a municipality behind its door, and how a nurse finds, opens, compares and merges.
import type { Identifier } from '@roedtraad/domain'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

export const now = '2026-03-02T10:00:00.000Z'
export const ago = (hours: number) => hoursAfter(now, -hours)
export const paper: Identifier = { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0203501WQ3' }
export const local: Identifier = { system: 'urn:vendor:citizen', value: 'A-4711' }
export const nobody = '01890000-0000-7000-8000-000000000000'

export interface Found {
  items: { id: string; name: string }[]
}

/** Status and code of an answer. */
export const code = (answer: HttpAnswer) => [answer.status, answer.body['code']]

/** A registration with home nursing. */
export const cared = (citizen: Identifier, name: string, birthDate = '1950-02-11') => [
  registered(citizen, name, ago(900), { birthDate }),
  event('homenursing.granted', ago(800), { citizen }),
]

export interface Who {
  municipality: TestMunicipality
  door: HttpDoor
  find(username: string, identifier: Identifier): Promise<string>
  page(username: string, id: string): Promise<HttpAnswer>
  openJourney(citizenId: string): Promise<string>
  preview(username: string, survivor: string, absorbed: string): Promise<HttpAnswer>
  merge(survivor: string, absorbed: string, username?: string): Promise<HttpAnswer>
  close(): Promise<void>
}

/** Opens a municipality of its own. */
export async function openWho(): Promise<Who> {
  const municipality = await openMunicipality(now)
  const door = await openHttp(municipality)
  const preview = (username: string, survivor: string, absorbed: string) =>
    door.call(username, 'GET', `/api/v1/citizens/${survivor}/merge-preview?absorbed=${absorbed}`)
  return {
    municipality,
    door,
    async find(username, identifier) {
      const { body } = await door.call(username, 'POST', '/api/v1/citizens/search', { identifier })
      return (body as unknown as Found).items[0]?.id ?? ''
    },
    page: (username, id) => door.call(username, 'GET', `/api/v1/citizens/${id}`),
    async openJourney(citizenId) {
      const input = { citizenId, level: 'coordinate', ground: { statute: 'RSL-5' }, reason: 'To team' }
      return String((await door.call('nurse.health', 'POST', '/api/v1/journeys', input)).body['id'])
    },
    preview,
    async merge(survivor, absorbed, username = 'nurse.health') {
      const { etag } = await preview(username, survivor, absorbed)
      const path = `/api/v1/citizens/${survivor}/merges`
      return door.call(username, 'POST', path, { absorbedId: absorbed, reason: 'Samme person' }, etag)
    },
    async close() {
      await door.close()
      await municipality.close()
    },
  }
}
