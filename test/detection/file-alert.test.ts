// A closed alert goes to its case once: what was told, why, and what was done.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deliverFilings, FilingRefused, readInbox } from '@roedtraad/use-cases'
import { createFileDrop } from '@roedtraad/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const onCase = { kle: '27.36.04', caseId: 'S-2026-17' }
let municipality: TestMunicipality
let door: HttpDoor
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'filings-'))
  municipality = await openMunicipality(now)
  door = await openHttp(municipality)
  await municipality.send('system.carerecord', registered(els, 'Else Ågård', ago(9_000)), event('homenursing.granted', ago(5_000)))
  await hear(
    municipality,
    { start: ago(200), written: ago(200), step: 'admit-inpatient' },
    { start: ago(200), end: ago(100), written: ago(100), step: 'discharge' },
  )
  await municipality.judge()
})
afterAll(async () => {
  await door.close()
  await municipality.close()
  rmSync(folder, { recursive: true })
})

test('an alert is filed when it is closed, once, by a team that received it', async () => {
  const { items } = await readInbox(municipality.api, await municipality.actor('nurse.health'), { language: 'da' })
  const id = items.find((view) => view.row.rule_id === 'HE7')?.row.id
  const path = `/api/v1/alerts/${id}`
  const file = (username: string, body: unknown = onCase) => door.call(username, 'POST', `${path}/filings`, body)
  const listed = async () => (await door.call('nurse.health', 'GET', `${path}/filings`)).body['items']
  expect((await file('nurse.health')).body['code']).toBe('alert-not-closed')
  const { etag } = await door.call('nurse.health', 'GET', path)
  await door.call('nurse.health', 'POST', `${path}/outcome`, { outcome: 'useful', reason: 'Besøgt i dag' }, etag)
  expect((await file('caseworker.employment')).status).toBe(404)
  expect(await file('nurse.health', { ...onCase, kle: '27' })).toMatchObject({ status: 400, body: { errors: [{ field: 'body.kle' }] } })
  expect(await file('nurse.health')).toMatchObject({ status: 201, body: { items: [{ ...onCase, state: 'pending' }] } })
  expect((await file('nurse.health')).body['code']).toBe('already-filed')
  await deliverFilings(municipality.worker, { deliver: () => Promise.reject(new FilingRefused('no-such-case')) })
  expect(await listed()).toMatchObject([{ state: 'failed', reason: 'no-such-case' }])
  await file('nurse.health')
  expect(await deliverFilings(municipality.worker, createFileDrop(folder))).toBe(1)
  expect(await listed()).toMatchObject([{ state: 'filed', reason: null }])
  const [key = ''] = readdirSync(join(folder, 'roedby'))
  expect(JSON.parse(readFileSync(join(folder, 'roedby', key, 'metadata.json'), 'utf8'))).toMatchObject({
    ...onCase,
    date: expect.any(String),
  })
})
