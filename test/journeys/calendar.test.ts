// A network meeting in a worker's calendar, read by another program than the one that writes it.
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const began = hoursAfter(now, -900)
/** On either side of the night in which the clock goes forward. */
const before = '2026-03-27T09:00:00+01:00'
const after = '2026-03-30T09:00:00+02:00'
const secrets = ['3102509999', 'Ågård', 'demens', 'Strandvej', 'Hjemmesygepleje', 'Mette']

describe('a network meeting in a calendar', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', began),
      registered(ole, 'Ole Hemmelig', began, { protected: true }),
      event('homenursing.granted', began),
      event('homenursing.granted', began, { citizen: ole }),
    )
  })
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  const idOf = async (name: string) =>
    (await municipality.admin.query<{ id: string }>('select id from citizens where name = $1', [name])).rows[0]?.id ?? ''
  const call = async (name: string) => {
    const ground = { statute: 'RSL-5' }
    const input = { citizenId: await idOf(name), level: 'coordinate', ground, reason: 'Flere team' }
    const opened = await door.call('nurse.health', 'POST', '/api/v1/journeys', input)
    const path = `/api/v1/journeys/${String(opened.body['id'])}`
    let { etag } = opened
    const act = async (way: string, body: unknown) => {
      const answer = await door.call('nurse.health', 'POST', `${path}/${way}`, body, etag)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      etag = answer.etag
      return (answer.body['history'] as { id: string }[])[0]?.id ?? ''
    }
    const detail = {
      title: 'Møde om Elses demens',
      at: before,
      minutes: 60,
      place: 'Hos Else, Strandvej 3',
      teams: ['home-nursing'],
      parties: [],
    }
    const meetingId = await act('deeds', { deed: 'call-meeting', detail })
    return { path, act, meetingId, detail, calendar: `${path}/meetings/${meetingId}/calendar` }
  }
  const read = async (path: string, username = 'nurse.health') => {
    const { status, type, bytes } = await door.read(username, path)
    const text = new TextDecoder().decode(bytes)
    if (status !== 200) return { status, text }
    const calendar = new ICAL.Component(ICAL.parse(text))
    const entry = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
    return { status, text, type, method: calendar.getFirstPropertyValue('method'), entry }
  }

  test('is at its time, keeps its name for ever, and tells its changes and its end', async () => {
    const { calendar, act, meetingId, detail } = await call('Else Ågård')
    const called = await read(calendar)
    expect([called.type, called.method, called.entry?.uid, called.entry?.sequence]).toEqual([
      'text/calendar; charset=utf-8; method=PUBLISH',
      'PUBLISH',
      meetingId,
      0,
    ])
    expect(called.entry?.startDate.toJSDate().toISOString()).toBe('2026-03-27T08:00:00.000Z')
    await act(`deeds/${meetingId}/correction`, { detail: { ...detail, at: after } })
    const moved = await read(calendar)
    expect([moved.entry?.uid, moved.entry?.sequence, moved.entry?.startDate.toJSDate().toISOString()]).toEqual([
      meetingId,
      1,
      '2026-03-30T07:00:00.000Z',
    ])
    await act('deeds', { deed: 'cancel-meeting', detail: { meetingId, reason: 'Else er syg' } })
    const cancelled = await read(calendar)
    expect([cancelled.method, cancelled.entry?.sequence, cancelled.entry?.component.getFirstPropertyValue('status')]).toEqual([
      'CANCEL',
      2,
      'CANCELLED',
    ])
    for (const { text } of [called, moved, cancelled]) {
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
      expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    }
    expect(called.entry?.summary).toBe('Møde i et fælles forløb (E. Å.)')
  })

  test('tells nothing of a protected citizen, and nothing to a team that does not take part', async () => {
    const { calendar, path } = await call('Ole Hemmelig')
    expect((await read(calendar)).entry?.summary).toBe('Møde i et fælles forløb')
    expect((await read(calendar, 'caseworker.social')).status).toBe(404)
    expect((await read(`${path}/meetings/01a2097a-5a12-7ebc-bd1c-1c1469332448/calendar`)).status).toBe(404)
    const { rows } = await municipality.admin.query(
      `select actor, what, criterion from access_log where what = 'export' and citizens = $1`,
      [[await idOf('Ole Hemmelig')]],
    )
    expect(rows).toEqual([{ actor: 'nurse.health', what: 'export', criterion: 'meeting-calendar' }])
  })
})
