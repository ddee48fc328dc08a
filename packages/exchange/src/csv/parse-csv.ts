// CSV from strangers: the separator is found, quotes may hold line breaks, empty lines are nothing. Formulas that a writer defused are read as they were meant.
import { CsvError, parse } from 'csv-parse/sync'
import { undoFormulaGuard } from './formula-guard.ts'

export interface CsvRow {
  /** Line of the file on which it begins, from 1. */
  line: number
  cells: string[]
}

export interface CsvTable {
  separator: string
  header: string[]
  rows: CsvRow[]
}

export type ParsedCsv =
  | { kind: 'table'; table: CsvTable }
  | { kind: 'unreadable'; line: number; because: 'quote-not-closed' | 'empty' | 'nul' | 'malformed' }

const separators = [';', ',', '\t'] as const

/** Reads the text of a file; its first row that holds anything is the heading. Never throws. */
export function parseCsv(text: string): ParsedCsv {
  if (text.includes('\0')) return { kind: 'unreadable', line: 1, because: 'nul' }
  const separator = findSeparator(text)
  try {
    const read = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const rows = toRows(read).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    const [head, ...body] = rows
    if (head === undefined) return { kind: 'unreadable', line: 1, because: 'empty' }
    return { kind: 'table', table: { separator, header: head.cells.map((cell) => cell.trim()), rows: body } }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return { kind: 'unreadable', line, because: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'malformed' }
  }
}

/** The parser counts CR LF inside quotes for two lines. Numbers grow whatever mixture of line breaks the file has: they name the rows. */
function toRows(read: readonly { record: string[]; info: { lines: number } }[]): CsvRow[] {
  let last = 0
  let tooMany = 0
  return read.map(({ record, info }) => {
    const signs = count(record, /[\r\n]/g)
    last = Math.max(last + 1, info.lines - signs - tooMany)
    tooMany += signs - count(record, /\r\n|\n|\r/g)
    return { line: last, cells: record.map(undoFormulaGuard) }
  })
}

function count(record: readonly string[], pattern: RegExp): number {
  return record.reduce((sum, cell) => sum + (cell.match(pattern)?.length ?? 0), 0)
}

/** The separator that stands most often outside quotes in the first line; a semicolon where none does. */
function findSeparator(text: string): string {
  const counts = new Map<string, number>(separators.map((one) => [one, 0]))
  let quoted = false
  for (const sign of text.trimStart()) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) break
    else if (!quoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ';'
}
