// Who was asked about somebody sees whom it is about, also when the service has ended since; and nothing once it has answered.
import { answerAlert, getAlert, getCitizen, readInbox } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '../support/hospital.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const day = 24

describe('a team that is asked', () => {
  let municipality: TestMunicipality
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    await municipality.send('system.carerecord', registered(els, 'Else Ågård', ago(9_000)), event('homenursing.granted', ago(5_000)))
    await hear(
      municipality,
      { start: ago(200), written: ago(200), step: 'admit-inpatient' },
      { start: ago(200), end: ago(1), written: ago(1), step: 'discharge' },
    )
  })
  afterEach(() => municipality.close())

  test('a team that served on the day of the discharge and does not serve any more still sees whom it is asked about, until it has answered', async () => {
    await municipality.send('system.carerecord', event('homenursing.ended', hoursAfter(now, 2)))
    municipality.clock.at = hoursAfter(now, 3 * day)
    await municipality.judge()
    const asked = await municipality.actor('nurse.health')
    const { items } = await readInbox(municipality.api, asked, { language: 'da' })
    const card = items.find((item) => item.row.rule_id === 'HE7')
    expect(card?.sentence).toContain('Else Ågård')
    expect(card?.evidence.map((fact) => fact.kind)).toContain('hospital.discharged')
    const nurse = asked
    const id = card?.row.id ?? ''
    expect((await getCitizen(municipality.api, nurse, card?.citizen.id ?? '')).name).toBe('Else Ågård')
    const { row } = await getAlert(municipality.api, nurse, id, 'da')
    await answerAlert(municipality.api, nurse, id, { deed: 'outcome', outcome: 'useful' }, row.version, { key: undefined, request: {} })
    await expect(getCitizen(municipality.api, nurse, card?.citizen.id ?? '')).rejects.toMatchObject({ status: 404 })
  })
})
