// Files of others: any encoding, separator and quoting; whatever is written is read again as it was; and lines that say what is wrong with them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'
import { guardFormula, undoFormulaGuard } from './formula-guard.ts'
import { findColumns } from './import-columns.ts'
import { parseCsv } from './parse-csv.ts'
import { readImportLine } from './read-import-line.ts'
import { writeCsv } from './write-csv.ts'

const table = (text: string) => {
  const parsed = parseCsv(text)
  return parsed.kind === 'table' ? parsed.table : parsed
}
const cellsOf = (text: string) => {
  const parsed = parseCsv(text)
  return parsed.kind === 'table' ? [parsed.table.header, ...parsed.table.rows.map((row) => row.cells)] : []
}

describe('bytes', () => {
  const words = 'Ærø, Øster Åby; “café”'
  const latin = (text: string) => Uint8Array.from(text, (sign) => ({ '“': 0x93, '”': 0x94 })[sign] ?? sign.charCodeAt(0))
  it.each([
    ['utf-8', new TextEncoder().encode(words)],
    ['utf-8-bom', new TextEncoder().encode(`\uFEFF${words}`)],
    ['windows-1252', latin(words)],
    ['utf-16', new Uint8Array(Buffer.from(`\uFEFF${words}`, 'utf16le'))],
  ])('are read as %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: words, encoding })
  })
})

describe('a table', () => {
  it.each([
    ['a;b\n1;2', ';'],
    ['a,b\r\n1,2\r\n', ','],
    ['a\tb\n1\t2', '\t'],
    ['"a,x";"b"\n"1";"2"', ';'],
    ['\n\n a;b \n;\n1;2\n\n', ';'],
  ])('%j is separated by %j', (text, separator) => {
    expect(table(text)).toMatchObject({ separator, rows: [{ cells: ['1', '2'] }] })
  })

  it.each(['\n', '\r\n'])('knows the line of the file on which each row begins, over breaks in quotes (%j)', (end) => {
    const text = ['a;b', '"x', 'y', '";1', '', 'z;2', '"q', '";3', 'w;4'].join(end)
    const parsed = parseCsv(text)
    expect(parsed.kind === 'table' && parsed.table.rows.map((row) => row.line)).toEqual([2, 6, 7, 9])
  })

  it.each([
    ['a;b\n"1;2', 'quote-not-closed'],
    ['', 'empty'],
    [' \n;;\n', 'empty'],
    ['a\0', 'nul'],
  ])('%j is unreadable: %s', (text, because) => {
    expect(table(text)).toMatchObject({ kind: 'unreadable', because })
  })

  const cell = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', "'=x", '@a', '-5', '+45 12', '\t', '"', ';', ',', 'a\nb', 'a\r\nb', 'æøå', "''", ' x ', '＝1'),
    )
    .filter((text) => !text.includes('\0') && text.isWellFormed() && !text.includes('\uFEFF'))
  const isBlank = (row: readonly string[]) => row.every((one) => one.trim() === '')
  const tables = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.tuple(
        fc.array(fc.stringMatching(/^[a-zæøå]{1,8}$/), { minLength: width, maxLength: width }),
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
      ),
    )
    .filter(([, rows]) => !rows.some(isBlank))
  const roundTrip = (write: (rows: string[][], separator: string) => string) =>
    fc.property(tables, fc.constantFrom(';', ','), ([header, rows], separator) => {
      // A heading of one column names no separator.
      const wide = header.length === 1 ? [[...header, 'x'], ...rows.map((row) => [...row, 'y'])] : [header, ...rows]
      return JSON.stringify(cellsOf(write(wide, separator).replace(/^\uFEFF/, ''))) === JSON.stringify(wide)
    })

  it('is read as it was written, whatever its cells hold', () => {
    fc.assert(roundTrip(writeCsv), { numRuns: 300 })
  })

  it('written without quotes, it is not', () => {
    const careless = (rows: string[][], separator: string) => rows.map((row) => row.join(separator)).join('\n')
    expect(fc.check(roundTrip(careless), { numRuns: 300 }).failed).toBe(true)
  })

  it('holds no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(cell, (one) => {
        expect(guardFormula(one)).not.toMatch(/^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/)
        expect(undoFormulaGuard(guardFormula(one))).toBe(one)
      }),
    )
    expect(writeCsv([['=HYPERLINK("http://x";"y")']])).toBe('\uFEFF"\'=HYPERLINK(""http://x"";""y"")"\r\n')
  })
})

describe('a line', () => {
  const header = ['CPR', 'Slags', 'Fra', 'Til', 'Værdi', 'Enhed', 'Team', 'Id', 'Retter', 'Tilbagekalder', 'detalje.sted', 'Bemærkning']
  const columns = findColumns(header)
  const read = (cells: string[]) =>
    readImportLine(cells, { header, columns, source: 'urn:import:elderly:csv', nameText: (text) => `#${text.length}` })
  const faults = (cells: string[]) => read(cells).faults.map(({ column, code }) => `${column}: ${code}`)

  it('has headings in Danish or English', () => {
    expect(columns).toMatchObject({ missing: [], unread: ['Bemærkning'], details: [{ name: 'sted', index: 10 }] })
    expect(findColumns(['Citizen', 'kind', 'DATE', 'start_date'])).toMatchObject({
      at: { citizen: 0, kind: 1, time: 2 },
      doubled: ['start_date'],
    })
    expect(findColumns(['navn', 'dato']).missing).toEqual(['citizen', 'kind'])
  })

  it('that has a beginning and an end is two events, and the end is that one’s', () => {
    const { events } = read(['310250-9999', 'Hjemmepleje bevilget', '1.2.2026', '10.2.2026', '', '', '', 'a1'])
    expect(events).toMatchObject([
      {
        sourceId: 'a1',
        kind: 'homecare.granted',
        occurredAt: '2026-01-31T23:00:00.000Z',
        identifier: { value: '3102509999' },
        detail: { service: 'a1' },
      },
      { sourceId: 'a1:til', kind: 'homecare.ended', occurredAt: '2026-02-10T23:00:00.000Z', detail: { service: 'a1' } },
    ])
  })

  it('that corrects another keeps its service; one that takes another back takes its end back too', () => {
    expect(read(['3102509999', 'homecare.granted', '1.2.2026', '', '', '', '', 'a2', 'a1']).events).toMatchObject([
      { deed: 'correct', targetId: 'a1', detail: { service: 'a1' } },
    ])
    expect(read(['3102509999', 'homecare.granted', '1.2.2026', '', '', '', '', 'a3', '', 'a1']).events).toMatchObject([
      { deed: 'withdraw', targetId: 'a1' },
      { deed: 'withdraw', targetId: 'a1:til' },
    ])
  })

  it('is known again by what it says, and shows no number of a person in its id', () => {
    const one = ['102509999', 'observation.weight', '2026-02-01 10:00', '', '61,5', 'kg', '', '', '', '', 'hjemme', 'x']
    expect(read(one).events).toEqual(read(one).events)
    expect(read(one).events).toMatchObject([{ value: 61.5, unit: 'kg', identifier: { value: '0102509999' }, detail: { sted: 'hjemme' } }])
    expect(read([...one.slice(0, 7), '310250-9999']).events[0]?.sourceId).toBe('id-#11')
  })

  it.each([
    [
      ['', '', ''],
      ['CPR: missing', 'Slags: missing', 'Fra: missing'],
    ],
    [
      ['12', 'noget', '31.2.2026'],
      ['CPR: not-a-cpr', 'Slags: unknown-kind', 'Fra: not-a-time'],
    ],
    [['3102509999', 'citizen.died', '1.2.2026'], ['Slags: kind-not-importable']],
    [['3102509999', 'homecare.granted', '2.2.2026', '1.1.2026'], ['Til: end-before-start']],
    [['3102509999', 'nursing.contact', '2.2.2026', '3.2.2026'], ['Til: no-end-here']],
    [['3102509999', 'observation.weight', '2.2.2026', '', '1.234'], ['Værdi: ambiguous-number']],
    [['3102509999', 'observation.weight', '2.2.2026', '', 'tung'], ['Værdi: not-a-number']],
    [['3102509999', 'observation.weight', '2.2.2026'], ['Værdi: missing']],
    [['3102509999', 'observation.weight', '2.2.2026', '', '900'], ['Værdi: invalid']],
    [['3102509999', 'observation.weight', '2.2.2026', '', '60', 'g'], ['Enhed: invalid']],
    [['3102509999', 'homecare.granted', '2.2.2026', '', '', '', '', 'x', 'a', 'b'], ['Tilbagekalder: two-deeds']],
    [[...['3102509999', 'homecare.granted', '2.2.2026'], ...Array.from({ length: 9 }, () => ''), 'for meget'], ['null: too-many-cells']],
  ])('%j is refused: %j', (cells, expected) => {
    expect(faults(cells)).toEqual(expected)
    expect(read(cells).events).toEqual([])
  })
})
