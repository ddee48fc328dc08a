// Who sends is asked in the transaction that takes in what was sent: a closed account is worth nothing from the moment it is closed.
import { recordEvents } from '@roedtraad/use-cases'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const days = (count: number) => hoursAfter(now, -24 * count)

let municipality: TestMunicipality
beforeAll(async () => {
  municipality = await openMunicipality(now)
  await municipality.send('system.carerecord', registered(els, 'Else Ågård', days(40)), event('homenursing.granted', days(30)))
})
afterAll(() => municipality.close())

test('a system whose account is closed sends nothing from that moment on, one event or a batch, and leaves nothing', async () => {
  const caller = { username: 'system.carerecord' }
  const count = async () => (await municipality.admin.query('select count(*)::int as n from events')).rows[0].n
  expect(await recordEvents(municipality.api, caller, [event('nursing.contact', days(1))])).toMatchObject({ accepted: 1 })
  const before = await count()
  await municipality.admin.query(`update users set active = false where username = 'system.carerecord'`)
  const unknown = { status: 403, code: 'unknown-user' }
  const some = () => Array.from({ length: 3 }, () => event('nursing.contact', days(1)))
  await expect(recordEvents(municipality.api, caller, some().slice(0, 1))).rejects.toMatchObject(unknown)
  await expect(recordEvents(municipality.api, caller, some())).rejects.toMatchObject(unknown)
  const atOnce = await Promise.allSettled(some().map((one) => recordEvents(municipality.api, caller, [one])))
  expect(atOnce.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(['unknown-user', 'unknown-user', 'unknown-user'])
  await municipality.admin.query(`update users set active = true where username = 'system.carerecord'`)
  expect(await count()).toBe(before)
  expect(await recordEvents(municipality.api, caller, some())).toMatchObject({ accepted: 3 })
})
