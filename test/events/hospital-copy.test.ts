// A hospital whose messages reach us as copies through a distributor: taken in like others, answered without an acknowledgement.
import { getCitizen, receiveMessage, searchCitizens } from '@roedtraad/use-cases'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeBundle } from '../support/bundle.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
let municipality: TestMunicipality
beforeEach(async () => {
  municipality = await openMunicipality(now)
  await municipality.send(
    'system.carerecord',
    registered(els, 'Else Ågård', hoursAfter(now, -9_000)),
    event('homenursing.granted', hoursAfter(now, -5_000)),
  )
})
afterEach(() => municipality.close())

test.each([
  ['the hospital itself', true, 'acknowledged'],
  ['a distributor', false, 'not-acknowledged'],
])('a message from %s is taken in once', async (_, acknowledges, kind) => {
  await municipality.admin.query(`update sending_systems set acknowledges = $1 where username = 'system.hospital'`, [acknowledges])
  const at = hoursAfter(now, -1)
  const raw = writeBundle({ cpr: els.value, activity: 'admit-inpatient', start: at, written: at, episode: 'one' })
  const hospital = await municipality.actor('system.hospital')
  for (const _time of [1, 2])
    expect(await receiveMessage(municipality.api, hospital, { raw, format: 'json', answerIn: 'json' })).toMatchObject({ kind })
  const nurse = await municipality.actor('nurse.health')
  const [found] = await searchCitizens(municipality.api, nurse, { identifier: els })
  const { stays } = await getCitizen(municipality.api, nurse, found?.id ?? '')
  expect(stays?.map(({ kind, to }) => [kind, to])).toEqual([['hospital.stay', null]])
})
