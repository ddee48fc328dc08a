// Which column of a file is what. Headings may be Danish or English, with or without blanks, dashes and capitals.

export type ImportColumn = 'citizen' | 'kind' | 'time' | 'to' | 'value' | 'unit' | 'team' | 'id' | 'corrects' | 'withdraws'

/** The headings that are understood, the one we write first. */
export const importHeadings: Readonly<Record<ImportColumn, readonly string[]>> = {
  citizen: ['cpr', 'borger', 'cpr-nummer', 'cpr-nr', 'personnummer', 'citizen'],
  kind: ['slags', 'hændelse', 'kind', 'event', 'type'],
  time: ['tid', 'fra', 'dato', 'tidspunkt', 'start', 'startdato', 'time', 'from', 'date', 'start date'],
  to: ['til', 'slut', 'slutdato', 'to', 'end', 'end date'],
  value: ['værdi', 'måling', 'value'],
  unit: ['enhed', 'unit'],
  team: ['team'],
  id: ['id', 'løbenummer', 'reference'],
  corrects: ['retter', 'corrects'],
  withdraws: ['tilbagekalder', 'withdraws'],
}

export interface ImportColumns {
  /** Index of each column that was found. */
  at: Partial<Record<ImportColumn, number>>
  /** Columns that become details of the event: `detalje.sted`, `detail.place`. */
  details: { name: string; index: number }[]
  /** Headings that mean nothing to us, and are not read. */
  unread: string[]
  /** Columns that must be there and are not. */
  missing: ImportColumn[]
  /** Headings that name a column that another one names too. */
  doubled: string[]
}

const needed: readonly ImportColumn[] = ['citizen', 'kind', 'time']
const plain = (heading: string) =>
  heading
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[\s_\-.:]/g, '')
const byHeading = new Map(
  Object.entries(importHeadings).flatMap(([column, names]) => names.map((name) => [plain(name), column as ImportColumn])),
)

/** Finds the columns of a heading. */
export function findColumns(header: readonly string[]): ImportColumns {
  const columns: ImportColumns = { at: {}, details: [], unread: [], missing: [], doubled: [] }
  for (const [index, heading] of header.entries()) {
    const detail = /^(?:detalje|detail)[.: ](.{1,60})$/i.exec(heading)?.[1]?.trim()
    const column = byHeading.get(plain(heading))
    if (detail !== undefined) columns.details.push({ name: detail, index })
    else if (column === undefined) columns.unread.push(heading)
    else if (columns.at[column] !== undefined) columns.doubled.push(heading)
    else columns.at[column] = index
  }
  columns.missing = needed.filter((column) => columns.at[column] === undefined)
  return columns
}
