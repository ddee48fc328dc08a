// A file of cases and events over HTTP: told before what it would become, read in, read in again, repaired line by line, and seen by nobody else.
import { inScope } from '@roedtraad/database'
import { scopeOf } from '@roedtraad/use-cases'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bytes, type ImportDoor, openImportDoor } from '../support/import-door.ts'
import { els, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-01T12:00:00.000Z'
const lead = 'lead.elderly'
const header = 'CPR;Slags;Fra;Til;Id;Bemærkning'
const file = (...lines: string[]) => bytes([header, ...lines].join('\r\n'))
const mixed = file(
  `${els.value};Besøg aflyst eller dør ikke åbnet;5.2.2026 kl. 8.30;;besøg-1;ringede på`,
  `310250-9999;Hjemmepleje bevilget;1.2.2026;;sag-1;`,
  `${ole.value};homecare.granted;1.1.2026;31.1.2026;sag-2;"to;\r\nlinjer"`,
  `3002509990;Hjemmepleje bevilget;1.2.2026;;;ukendt`,
  `${ole.value};Hjemmepleje bevilget;i går;;;`,
  `${ole.value};Sygepleje bevilget;1.2.2026;;;`,
  `${ole.value};Besøg aflyst eller dør ikke åbnet;1.3.2025;;;for længe siden`,
)

describe('a file of cases and events', () => {
  let municipality: TestMunicipality
  let door: ImportDoor
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openImportDoor(municipality)
    await municipality.send(
      'system.carerecord',
      registered(els, 'Else Ågård', hoursAfter(now, -9000)),
      registered(ole, 'Ole Ørsted', hoursAfter(now, -9000)),
    )
  })
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })
  beforeEach(async () => {
    await municipality.admin.query(`truncate imports, import_lines, events, facts, relations, outbox cascade; delete from access_log`)
  })
  const facts = async () =>
    (
      await municipality.admin.query<{ told: string }>(
        `select kind || ' ' || to_char(valid_from at time zone 'Europe/Copenhagen', 'YYYY-MM-DD') as told from facts where known_to is null order by 1`,
      )
    ).rows.map((row) => row.told)
  const count = async (table: string) => Number((await municipality.admin.query(`select count(*) from ${table}`)).rows[0].count)
  const states = (lines: { line: number; state: string }[]) => lines.map(({ line, state }) => `${line} ${state}`)
  const expected = ['2 accepted', '3 accepted', '4 accepted', '6 refused', '7 refused', '8 refused', '9 not-kept']

  test('is told beforehand line by line, and nothing is stored but that she looked', async () => {
    const { status, body } = await door.call(lead, 'POST', '/api/v1/imports/preview', mixed)
    expect(status).toBe(200)
    expect(states(body.lines)).toEqual(expected)
    expect(body).toMatchObject({
      encoding: 'utf-8',
      separator: ';',
      unread: ['Bemærkning'],
      counts: { accepted: 3, duplicate: 0, 'not-kept': 1, refused: 3 },
    })
    expect(body.lines.flatMap((line) => line.faults.map(({ column, code }) => `${column} ${code}`))).toEqual([
      'CPR unknown-citizen',
      'Fra not-a-time',
      'Slags kind-not-yours',
    ])
    expect(body.lines[4]?.faults[0]?.text).toBe('Fra: Det er ikke en dato. Skriv for eksempel 1.3.2026 eller 1.3.2026 kl. 12.30.')
    for (const table of ['imports', 'import_lines', 'events', 'facts']) expect(await count(table), table).toBe(0)
    const { rows } = await municipality.admin.query(`select what, criterion, cardinality(citizens) as citizens from access_log`)
    expect(rows).toEqual([{ what: 'search', criterion: 'import-preview', citizens: 2 }])
  })

  test('becomes what was told beforehand; read in again, nothing changes', async () => {
    const first = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    expect([first.status, first.body.counts]).toEqual([201, { pending: 0, accepted: 3, duplicate: 0, 'not-kept': 1, refused: 3 }])
    expect(await facts()).toEqual([
      'homecare.ended 2026-02-01',
      'homecare.granted 2026-01-01',
      'homecare.granted 2026-02-01',
      'homecare.visit.missed 2026-02-05',
    ])
    const lines = await door.call(lead, 'GET', `/api/v1/imports/${first.body.id}/lines`)
    expect(states(lines.body.items)).toEqual(expected)
    expect(lines.body.items.map((line) => line.cells !== null)).toEqual([false, false, false, true, true, true, false])
    const before = [await facts(), await count('events')]
    const again = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    expect(again.body.counts).toEqual({ pending: 0, accepted: 0, duplicate: 3, 'not-kept': 1, refused: 3 })
    expect([await facts(), await count('events')]).toEqual(before)
  })

  test('with the same Idempotency-Key it is one reading', async () => {
    const key = { 'idempotency-key': 'k-1' }
    const [one, two] = [
      await door.call(lead, 'POST', '/api/v1/imports', mixed, key),
      await door.call(lead, 'POST', '/api/v1/imports', mixed, key),
    ]
    expect(two.body.id).toBe(one.body.id)
    expect((await door.call(lead, 'POST', '/api/v1/imports', file('x'), key)).body.code).toBe('idempotency-key-reused')
    expect(await count('imports')).toBe(1)
  })

  test('a refused line is repaired where it stands, by whoever saw it last, and only while it waits', async () => {
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    const path = `/api/v1/imports/${body.id}/lines/7/repair`
    const cells = [ole.value, 'Hjemmepleje bevilget', 'i forgårs', '', '', '']
    expect((await door.call(lead, 'POST', path, { cells })).status).toBe(428)
    const still = await door.call(lead, 'POST', path, { cells }, { 'if-match': '"1"' })
    expect(still.body.items[0]).toMatchObject({ state: 'refused', etag: '"2"', cells })
    expect((await door.call(lead, 'POST', path, { cells }, { 'if-match': '"1"' })).body.code).toBe('changed-meanwhile')
    const right = await door.call(lead, 'POST', path, { cells: cells.with(2, '2.2.2026') }, { 'if-match': '"2"' })
    expect(right.body.items[0]).toMatchObject({ state: 'accepted', cells: null, faults: [] })
    expect(await facts()).toContain('homecare.granted 2026-02-02')
    expect((await door.call(lead, 'POST', path, { cells }, { 'if-match': '"3"' })).body.code).toBe('line-settled')
    expect((await door.call(lead, 'POST', path.replace('/7/', '/70/'), { cells }, { 'if-match': '"1"' })).status).toBe(404)
    const report = await door.call(lead, 'GET', `/api/v1/imports/${body.id}`)
    expect(report.body.counts).toMatchObject({ accepted: 4, refused: 2 })
  })

  test('refused lines are a file that can be repaired elsewhere and read in, and run in no spreadsheet', async () => {
    const nasty = file(`=cmd|x;Hjemmepleje bevilget;1.2.2026;;;@SUM(1)`, `${els.value};Hjemmepleje bevilget;i går;;;`)
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', nasty)
    const exported = await door.call(lead, 'GET', `/api/v1/imports/${body.id}/refused.csv?team=visitation`)
    expect(exported.type).toBe('text/csv; charset=utf-8')
    expect(exported.text.split('\r\n')[0]).toBe(`\uFEFF${header};Linje;Hvad er galt`)
    expect(exported.text).toContain("'=cmd|x;")
    expect(exported.text).not.toMatch(/(^|[;\n])[=@+-]/)
    const repaired = exported.text.replace("'=cmd|x", els.value).replace('i går', '3.2.2026')
    const again = await door.call(lead, 'POST', '/api/v1/imports', bytes(repaired))
    expect(again.body.counts).toMatchObject({ accepted: 2, refused: 0 })
  })

  test('is seen by leads of its area and by nobody else', async () => {
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    for (const other of ['lead.health', 'lead.social']) {
      expect((await door.call(other, 'GET', '/api/v1/imports')).body.items).toEqual([])
      for (const path of [`/api/v1/imports/${body.id}`, `/api/v1/imports/${body.id}/lines`, `/api/v1/imports/${body.id}/refused.csv`])
        expect((await door.call(other, 'GET', path)).status, path).toBe(404)
      expect(
        (await door.call(other, 'POST', `/api/v1/imports/${body.id}/lines/7/repair`, { cells: [] }, { 'if-match': '"1"' })).status,
      ).toBe(404)
    }
    for (const other of ['visitator.elderly', 'admin', 'dpo'])
      expect((await door.call(other, 'POST', '/api/v1/imports/preview', mixed)).body.code, other).toBe('not-a-lead')
    expect((await door.call('system.carerecord', 'GET', '/api/v1/imports')).status).toBe(403)
  })

  test('is behind the wall: another area, another role and another purpose see none of it, whatever they ask', async () => {
    await door.call(lead, 'POST', '/api/v1/imports', mixed)
    const seen = async (username: string, purpose: string) =>
      inScope(municipality.api.database, scopeOf(municipality.api, await municipality.actor(username), purpose), async (tx) => [
        (await tx.selectFrom('imports').select('id').execute()).length,
        (await tx.selectFrom('import_lines').select('line').execute()).length,
      ])
    expect(await seen(lead, 'import')).toEqual([1, 7])
    for (const [username, purpose] of [
      [lead, 'x'],
      ['lead.health', 'import'],
      ['visitator.elderly', 'import'],
      ['admin', 'import'],
    ] as const)
      expect(await seen(username, purpose), username).toEqual([0, 0])
  })

  test.each([
    ['no heading that we need', bytes('navn;dato\nElse;1.2.2026'), 400, 'missing-columns'],
    ['two columns for one thing', bytes('cpr;borger;slags;fra\n1;1;2;3'), 400, 'doubled-columns'],
    ['a quotation mark that stays open', bytes('cpr;slags;fra\n"1;2;3'), 400, 'csv-unreadable'],
    ['nothing', bytes(''), 400, 'csv-unreadable'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 400, 'csv-unreadable'],
    ['too many lines', file(...Array.from({ length: 10_001 }, () => 'a;b;c')), 413, 'too-many-lines'],
    ['too many bytes', new Uint8Array(10 * 1024 * 1024 + 1).fill(97), 413, 'file-too-large'],
  ])('with %s is refused whole', async (_, content, status, code) => {
    for (const path of ['/api/v1/imports/preview', '/api/v1/imports']) {
      const answer = await door.call(lead, 'POST', path, content)
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
    expect(await count('imports')).toBe(0)
  })

  test('in Windows-1252 and with commas is read, and that is said', async () => {
    const latin = Uint8Array.from(`cpr,hændelse,dato\n${els.value},"Hjemmepleje bevilget",2026-02-01\n`, (sign) => sign.charCodeAt(0))
    const { body } = await door.call(lead, 'POST', '/api/v1/imports/preview', latin)
    expect(body).toMatchObject({ encoding: 'windows-1252', separator: ',', header: ['cpr', 'hændelse', 'dato'], counts: { accepted: 1 } })
  })

  test('of ten thousand lines is told beforehand and read in, and its lines come in portions', async () => {
    const visits = Array.from(
      { length: 9_998 },
      (_, index) =>
        `${els.value};homecare.visit.missed;2026-02-${String(2 + (index % 20)).padStart(2, '0')} ${String(8 + (index % 9)).padStart(2, '0')}:00;;b-${index};`,
    )
    const many = file(...visits, `${els.value};Hjemmepleje bevilget;1.2.2026;;sag;`, 'x;y;z;;;')
    const preview = await door.call(lead, 'POST', '/api/v1/imports/preview', many)
    expect(preview.body.counts).toMatchObject({ accepted: 9_999, refused: 1 })
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', many)
    expect(body.counts).toEqual({ pending: 0, accepted: 9_999, duplicate: 0, 'not-kept': 0, refused: 1 })
    const page = await door.call(lead, 'GET', `/api/v1/imports/${body.id}/lines`)
    expect([page.body.items.length, page.body.nextCursor]).toEqual([200, '201'])
    const refused = await door.call(lead, 'GET', `/api/v1/imports/${body.id}/lines?state=refused`)
    expect(states(refused.body.items)).toEqual(['10001 refused'])
  }, 120_000)

  test('that was cut off goes on where it stopped', async () => {
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    await municipality.admin.query(`truncate events, facts, relations cascade`)
    const other = await door.call(lead, 'POST', '/api/v1/imports', file(`${els.value};Hjemmepleje bevilget;9.2.2026;;;`))
    await municipality.admin.query(`truncate events, facts, relations cascade`)
    // As a killed process leaves it: the line stored, and not judged.
    const sealed = municipality.api.vault.seal(
      JSON.stringify([els.value, 'Hjemmepleje bevilget', '9.2.2026']),
      `import_lines.sealed_cells.${other.body.id}.2`,
    )
    await municipality.admin.query(`update import_lines set state = 'pending', sealed_cells = $1 where import_id = $2`, [
      sealed,
      other.body.id,
    ])
    const went = await door.call(lead, 'POST', `/api/v1/imports/${other.body.id}/continuation`)
    expect([went.body.counts.accepted, await facts()]).toEqual([1, ['homecare.granted 2026-02-09']])
    expect((await door.call('lead.health', 'POST', `/api/v1/imports/${body.id}/continuation`)).status).toBe(404)
  })

  test('leaves no number of a person as text, and every look at its lines is logged', async () => {
    const { body } = await door.call(lead, 'POST', '/api/v1/imports', mixed)
    await door.call(lead, 'GET', `/api/v1/imports/${body.id}/lines?state=refused`)
    for (const table of ['imports', 'import_lines', 'events', 'facts', 'relations', 'access_log', 'idempotency_keys'])
      for (const number of [els.value, ole.value, '3002509990', 'ringede'])
        expect(
          (
            await municipality.admin.query(`select 1 from ${table} t where t::text like $1 or t::text like $2`, [
              `%${number}%`,
              `%${Buffer.from(number).toString('hex')}%`,
            ])
          ).rows,
          `${table} ${number}`,
        ).toEqual([])
    const { rows } = await municipality.admin.query(
      `select what, criterion, cardinality(citizens) as citizens from access_log where criterion like 'import-lines%'`,
    )
    expect(rows).toEqual([{ what: 'list', criterion: `import-lines ${body.id}`, citizens: 1 }])
  })
})
