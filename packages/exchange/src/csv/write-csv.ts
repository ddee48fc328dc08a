// CSV for the spreadsheets of a Danish office: semicolons, UTF-8 with its mark, no cell that runs as a formula.
import { stringify } from 'csv-stringify/sync'
import { guardFormula } from './formula-guard.ts'

/** The rows, heading first, as the text of a file. */
export function writeCsv(rows: readonly (readonly string[])[], separator = ';'): string {
  return stringify(
    rows.map((row) => row.map(guardFormula)),
    { delimiter: separator, record_delimiter: 'windows', bom: true, quoted_string: false, quoted_match: /[\r\n]|^\s|\s$/ },
  )
}
