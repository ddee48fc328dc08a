// The bytes of a file as rows with known columns, or the reason why there are none.
import { Problem } from '@roedtraad/domain'
import {
  type CsvTable,
  decodeText,
  findColumns,
  type ImportColumns,
  importHeadings,
  type LineContext,
  parseCsv,
  type TextEncoding,
} from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'

const mostLines = 10_000

export interface ImportFile {
  encoding: TextEncoding
  table: CsvTable
  columns: ImportColumns
}

const unreadable: Readonly<Record<string, string>> = {
  'quote-not-closed': 'A quotation mark is opened and never closed',
  empty: 'The file holds no line',
  nul: 'The file holds characters that are no text: it is no CSV file',
  malformed: 'The file cannot be read as CSV',
}

/** The text and table of a file. Throws Problem 400 `csv-unreadable`, 413 `too-many-lines`. */
export function readTable(bytes: Uint8Array): { encoding: TextEncoding; table: CsvTable } {
  const { text, encoding } = decodeText(bytes)
  const parsed = parseCsv(text)
  if (parsed.kind === 'unreadable')
    throw new Problem(400, 'csv-unreadable', `${unreadable[parsed.because]} (line ${parsed.line}). Save it as CSV and try again.`)
  return { encoding, table: parsed.table }
}

/** A file of cases and events. Throws Problem 400 `missing-columns` | `doubled-columns` | `csv-unreadable`, 413 `too-many-lines`. */
export function readImportFile(bytes: Uint8Array): ImportFile {
  const { encoding, table } = readTable(bytes)
  if (table.rows.length > mostLines)
    throw new Problem(413, 'too-many-lines', `The file has ${table.rows.length} lines, and ${mostLines} are the most. Read it in in parts.`)
  const columns = findColumns(table.header)
  const faults = [
    ...columns.missing.map((column) => ({
      field: column,
      problem: 'has no column',
      remedy: `add a column with the heading ${importHeadings[column].join(', or ')}`,
    })),
    ...columns.doubled.map((heading) => ({
      field: heading.slice(0, 60),
      problem: 'names a column that another heading names too',
      remedy: 'keep one of them',
    })),
  ]
  if (faults.length > 0)
    throw new Problem(
      400,
      columns.missing.length > 0 ? 'missing-columns' : 'doubled-columns',
      'The headings are not understood. Each fault is named in errors.',
      faults,
    )
  return { encoding, table, columns }
}

/** What reading a line needs. */
export function lineContext(deps: Pick<Deps, 'vault'>, header: readonly string[], source: string): LineContext {
  return { header, columns: findColumns(header), source, nameText: (text) => deps.vault.fingerprint(text).slice(0, 32) }
}
