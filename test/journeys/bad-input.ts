// The cases: what is sent, and what must come back as [status, code, fields named].
import type { HttpAnswer, HttpDoor } from '../support/http.ts'
import { hoursAfter } from '../support/municipality.ts'

export const now = '2026-03-02T10:00:00.000Z'
export const ahead = hoursAfter(now, 48)
export const behind = hoursAfter(now, -48)
export const nobody = '01a2097a-5a12-7ebc-bd1c-1c1469332448'

export interface Scene {
  citizenId: string
  otherId: string
  path: string
  etag: string
  /** Ids of a goal, an activity under it, one that is done, a meeting that was called and a referral that waits. */
  things: Record<string, string>
  /** A consent as it was sent. */
  consent: Record<string, unknown>
  groundId: string
  groundEtag: string
}

export interface Case {
  what: string
  send(door: HttpDoor, scene: Scene): Promise<HttpAnswer>
  expected: readonly unknown[]
}

export const nurse = 'nurse.health'

export type Body = (scene: Scene) => Record<string, unknown>

function opening(what: string, body: Body, ...expected: unknown[]): Case {
  const whole = (scene: Scene) => ({
    citizenId: scene.otherId,
    level: 'inform',
    ground: { statute: 'RSL-5' },
    reason: 'To team',
    ...body(scene),
  })
  return { what: `opening: ${what}`, send: (door, scene) => door.call(nurse, 'POST', '/api/v1/journeys', whole(scene)), expected }
}

export const badJourneys: readonly Case[] = [
  opening('a second open journey', ({ citizenId }) => ({ citizenId }), 409, 'journey-exists', 'citizenId'),
  opening('a citizen whom nobody knows', () => ({ citizenId: nobody }), 404, 'not-found'),
  opening('a citizen that is no id', () => ({ citizenId: 'Else' }), 400, 'invalid-request', 'body.citizenId'),
  opening('a level that there is not', () => ({ level: 'everything' }), 400, 'invalid-request', 'body.level'),
  opening('no reason', () => ({ reason: '' }), 400, 'invalid-request', 'body.reason'),
  opening('a reason that is too long', () => ({ reason: 'x'.repeat(2_001) }), 400, 'invalid-request', 'body.reason'),
  opening('a statute that there is not', () => ({ ground: { statute: 'XYZ' } }), 403, 'ground-missing', 'ground'),
  opening('a statute that needs a consent', () => ({ ground: { statute: 'SUL-43' } }), 403, 'ground-missing', 'ground'),
  opening('another citizen’s consent', ({ groundId }) => ({ ground: { consent: groundId } }), 403, 'ground-missing', 'ground'),
  opening('a field that there is not', () => ({ colour: 'red' }), 400, 'invalid-request', 'body.colour'),
  {
    what: 'joining a journey that there is not',
    send: (door, { otherId }) =>
      door.call(nurse, 'POST', '/api/v1/journeys/joins', { citizenId: otherId, role: 'x', ground: { statute: 'RSL-5' } }),
    expected: [404, 'no-open-journey'],
  },
]

function ground(what: string, body: Body, ...expected: unknown[]): Case {
  return {
    what: `grounds: ${what}`,
    send: (door, scene) => door.call(nurse, 'POST', `/api/v1/citizens/${scene.citizenId}/grounds`, { ...scene.consent, ...body(scene) }),
    expected,
  }
}

export const badGrounds: readonly Case[] = [
  ground('a team that is not ours', () => ({ teams: ['nobody'] }), 400, 'unknown-team', 'teams'),
  ground('no team', () => ({ teams: [] }), 400, 'invalid-request', 'body.teams'),
  ground('an end before the start', () => ({ to: behind }), 400, 'end-before-start', 'to'),
  ground('longer than a year', () => ({ to: hoursAfter(now, 24 * 366) }), 400, 'longer-than-allowed', 'to'),
  ground('no end', () => ({ to: null }), 400, 'end-missing', 'to'),
  ground('the 30th of February', () => ({ to: '2027-02-30T08:00:00Z' }), 400, 'invalid-request', 'body.to'),
  ground(
    'what the statute does not open',
    () => ({ categories: ['social'], fromAreas: ['social'] }),
    400,
    'category-not-opened',
    'categories',
    'fromAreas',
  ),
  ground('the family’s data', () => ({ fromAreas: ['family'] }), 400, 'never-opened', 'fromAreas', 'fromAreas'),
  ground('offences', () => ({ categories: ['criminal'] }), 400, 'never-opened', 'categories', 'categories'),
  ground('a consent that was only said', () => ({ consent: { form: 'oral', textVersion: '1' } }), 400, 'form-not-valid', 'consent.form'),
  ground(
    'a consent that is not given yet',
    () => ({ consent: { form: 'written', textVersion: '1', givenAt: ahead } }),
    400,
    'in-the-future',
    'consent.givenAt',
  ),
  ground(
    'a representative who is neither guardian nor proxy',
    () => ({ consent: { form: 'written', textVersion: '1', representative: { name: 'Ove', kind: 'neighbour' } } }),
    400,
    'invalid-request',
    'body.consent.representative.kind',
  ),
  ground(
    'a statute alone for an application',
    () => ({ kind: 'statute', code: 'SUL-41', purposeCode: 'application', consent: undefined }),
    400,
    'consent-needed',
    'kind',
  ),
  ground('a correction of what is not hers', () => ({ corrects: nobody }), 400, 'no-such-ground', 'corrects'),
  ground('a null byte in the purpose', () => ({ purpose: 'før\u0000efter' }), 400, 'nul-character'),
  {
    what: 'grounds: an end that is not there is taken back',
    send: (door, { groundId, groundEtag }) => door.call(nurse, 'DELETE', `/api/v1/grounds/${groundId}/end`, undefined, groundEtag),
    expected: [409, 'ground-stands'],
  },
  {
    what: 'grounds: a channel that there is not',
    send: (door, { groundId, groundEtag }) =>
      door.call(nurse, 'POST', `/api/v1/grounds/${groundId}/end`, { because: 'withdrawn', channel: 'dove' }, groundEtag),
    expected: [400, 'invalid-request', 'body.channel', 'body.because'],
  },
]

const note = { deed: 'write-note', detail: { words: 'x' } }

export const badHeaders: readonly Case[] = [
  {
    what: 'no version named',
    send: (door, { path }) => door.call(nurse, 'POST', `${path}/deeds`, note),
    expected: [428, 'if-match-required'],
  },
  {
    what: 'a version that is none',
    send: (door, { path }) => door.call(nurse, 'POST', `${path}/deeds`, note, 'seven'),
    expected: [400, 'invalid-if-match'],
  },
  {
    what: 'a version long past',
    send: (door, { path }) => door.call(nurse, 'POST', `${path}/deeds`, note, '"8"'),
    expected: [412, 'changed-meanwhile', 'hand-over-coordination'],
  },
  {
    what: 'a journey that is no id',
    send: (door, { etag }) => door.call(nurse, 'POST', '/api/v1/journeys/else/deeds', note, etag),
    expected: [400, 'invalid-request', 'params.id'],
  },
  {
    what: 'a journey that there is not',
    send: (door, { etag }) => door.call(nurse, 'POST', `/api/v1/journeys/${nobody}/deeds`, note, etag),
    expected: [404, 'not-found'],
  },
  {
    what: 'somebody outside',
    send: (door, { path, etag }) => door.call('caseworker.social', 'POST', `${path}/deeds`, note, etag),
    expected: [404, 'not-found'],
  },
  {
    what: 'a withdrawal of what was not done',
    send: (door, { path, etag }) => door.call(nurse, 'POST', `${path}/deeds/${nobody}/withdrawal`, { reason: 'x' }, etag),
    expected: [400, 'no-such-deed', 'detail.deedId'],
  },
  {
    what: 'a withdrawal of what others rest on',
    send: (door, { path, etag, things }) => door.call(nurse, 'POST', `${path}/deeds/${things['goal']}/withdrawal`, { reason: 'x' }, etag),
    expected: [409, 'later-deeds-rest-on-it'],
  },
  {
    what: 'a withdrawal without a reason',
    send: (door, { path, etag, things }) => door.call(nurse, 'POST', `${path}/deeds/${things['loop']}/withdrawal`, { reason: '' }, etag),
    expected: [400, 'invalid-request', 'body.reason'],
  },
  {
    what: 'a correction that says less than the deed',
    send: (door, { path, etag, things }) => door.call(nurse, 'POST', `${path}/deeds/${things['goal']}/correction`, { detail: {} }, etag),
    expected: [400, 'invalid-request', 'detail.title'],
  },
  {
    what: 'a correction with a due before the start',
    send: (door, { path, etag, things }) =>
      door.call(
        nurse,
        'POST',
        `${path}/deeds/${things['activity']}/correction`,
        { detail: { title: 'x', team: 'home-nursing', start: ahead, due: behind } },
        etag,
      ),
    expected: [400, 'due-before-start', 'detail.due'],
  },
]
