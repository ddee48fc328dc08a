// The reports of an area's files: the list, one file, its lines, and what was refused as a file to repair elsewhere.
import { type ImportLineRow, type ImportRow, inScope, listImportLines, listImportRows, logAccess, type Tx } from '@roedtraad/database'
import { type ImportLineState, type Language, tellImportFault } from '@roedtraad/domain'
import { writeCsv } from '@roedtraad/exchange'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { noImport, openHeader, openLine } from './import-file.ts'
import { type ImportingLead, requireLead } from './lead.ts'

const mostFiles = 100
const mostLines = 10_000

export type ImportReport = Omit<ImportRow, 'sealedHeader'> & { header: string[] }
export type ReportedLine = Omit<ImportLineRow, 'sealedCells'> & { cells: string[] | null }

/** Files of the acting lead's area, newest first. Throws Problem 403 `not-a-lead`. */
export async function listImports(deps: Deps, actor: Actor): Promise<ImportReport[]> {
  const lead = requireLead(deps, actor)
  return inScope(deps.database, lead.own, async (tx) => (await listImportRows(tx, null, mostFiles)).map((row) => toReport(deps, row)))
}

/** One file. Throws Problem 403 `not-a-lead`, 404. */
export async function getImport(deps: Deps, actor: Actor, importId: string): Promise<ImportReport> {
  const lead = requireLead(deps, actor)
  return inScope(deps.database, lead.own, (tx) => findReport(tx, deps, importId))
}

async function findReport(tx: Tx, deps: Deps, importId: string): Promise<ImportReport> {
  const [row] = await listImportRows(tx, importId, 1)
  if (row === undefined) throw noImport()
  return toReport(deps, row)
}

function toReport(deps: Deps, { sealedHeader, ...row }: ImportRow): ImportReport {
  return { ...row, header: openHeader(deps, row.id, sealedHeader) }
}

/** Lines behind line `after`, of one state or of all; those that wait for repair with their cells. Throws as getImport does. */
export async function listLines(
  deps: Deps,
  actor: Actor,
  importId: string,
  wanted: { state: ImportLineState | null; after: number; limit: number },
): Promise<ReportedLine[]> {
  const lead = requireLead(deps, actor)
  return inScope(deps.database, lead.own, async (tx) => {
    await findReport(tx, deps, importId)
    return readReported(tx, deps, lead, importId, wanted)
  })
}

async function readReported(
  tx: Tx,
  deps: Deps,
  lead: ImportingLead,
  importId: string,
  wanted: { state: ImportLineState | null; after: number; limit: number },
): Promise<ReportedLine[]> {
  const rows = await listImportLines(tx, importId, wanted)
  const citizens = new Set(rows.flatMap(({ citizenId }) => citizenId ?? []))
  logAccess(tx, {
    what: 'list',
    ground: `lead:${lead.area}`,
    citizens: [...citizens],
    categories: ['identity', 'service'],
    criterion: `import-lines ${importId}`,
  })
  return rows.map(({ sealedCells, ...row }) => ({
    ...row,
    cells: sealedCells === null ? null : openLine(deps, importId, { ...row, sealedCells }).cells,
  }))
}

/** The refused lines as a CSV file with the reason behind each: repaired there, it can be read in as it is. Throws as getImport does. */
export async function exportRefused(deps: Deps, actor: Actor, importId: string, language: Language): Promise<string> {
  const lead = requireLead(deps, actor)
  return inScope(deps.database, lead.own, async (tx) => {
    const { header, separator } = await findReport(tx, deps, importId)
    const lines = await readReported(tx, deps, lead, importId, { state: 'refused', after: 0, limit: mostLines })
    const reasons = language === 'en' ? ['Line', 'What is wrong'] : ['Linje', 'Hvad er galt']
    const rows = lines.map(({ line, cells, faults }) => [
      ...header.map((_, index) => cells?.[index] ?? ''),
      String(line),
      faults.map((fault) => tellImportFault(fault, language)).join(' '),
    ])
    return writeCsv([[...header, ...reasons], ...rows], separator)
  })
}
