// A case log of another system over HTTP: analysed, and not kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytes, type ImportDoor, openImportDoor } from '../support/import-door.ts'
import { openMunicipality, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const lead = 'lead.elderly'

describe('a foreign case log', () => {
  let municipality: TestMunicipality
  let door: ImportDoor
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openImportDoor(municipality)
  })
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })
  const log = bytes(
    [
      'Sag;Tid;Handling;Frist;Afsluttet;Medarbejder',
      'B-1;2.3.2026;Modtaget;16.3.2026;;Anna',
      'B-1;20.3.2026;Afgjort;16.3.2026;20.3.2026;Bo',
      'B-2;2.3.2026;Modtaget;16.3.2026;10.3.2026;Anna',
      'B-3;i går;Modtaget;;;Anna',
    ].join('\n'),
  )

  test('is told by its deadlines, in the days that were asked for, and nothing of it is stored', async () => {
    const { status, body } = await door.call(lead, 'POST', '/api/v1/case-logs/analysis?count=working-days', log)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      cases: 2,
      steps: 3,
      counts: { met: 1, missed: 1 },
      medianDaysLate: 4,
      faults: [{ line: 5, column: 'Tid' }],
    })
    expect(body.late).toMatchObject([{ id: 'B-1', state: 'missed', days: 4, lastStep: 'Afgjort', lastBy: 'Bo' }])
    const { rows } = await municipality.admin.query(
      `select (select count(*) from imports) + (select count(*) from events) + (select count(*) from citizens) as stored`,
    )
    expect(Number(rows[0].stored)).toBe(0)
  })

  test('with other headings is read as the query names them, and refused by the columns that nobody found', async () => {
    const other = bytes(new TextDecoder().decode(log).replace('Sag;', 'Journalnr;'))
    expect((await door.call(lead, 'POST', '/api/v1/case-logs/analysis', other)).body).toMatchObject({ code: 'missing-columns' })
    expect((await door.call(lead, 'POST', '/api/v1/case-logs/analysis?caseId=journalnr', other)).body).toMatchObject({ cases: 2 })
    expect((await door.call(lead, 'POST', '/api/v1/case-logs/analysis?resource=hvem', log)).body.errors).toMatchObject([
      { field: 'resource' },
    ])
    expect((await door.call('nurse.health', 'POST', '/api/v1/case-logs/analysis', log)).body.code).toBe('not-a-lead')
  })
})
