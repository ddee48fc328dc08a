// The SQL of files that are read in: thousands of lines at a time, so every statement takes them together.
import type { ImportFault, ImportLineState, Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface ImportRow {
  id: string
  area: string
  createdBy: string
  createdByName: string | null
  createdAt: Instant
  encoding: string
  separator: string
  sealedHeader: Buffer
  lines: number
  counts: Record<ImportLineState, number>
}

export interface ImportLineRow {
  line: number
  state: ImportLineState
  version: number
  kind: string | null
  citizenId: string | null
  faults: ImportFault[]
  sealedCells: Buffer | null
}

export interface LineJudgement {
  line: number
  state: ImportLineState
  kind: string | null
  citizenId: string | null
  faults: readonly ImportFault[]
  /** Null once nothing is to be repaired. */
  sealedCells: Buffer | null
}

const states: readonly ImportLineState[] = ['pending', 'accepted', 'duplicate', 'not-kept', 'refused']

/** Writes the file and its lines, all of them still to be judged. */
export function insertImport(
  tx: Tx,
  file: { id: string; area: string; team: string; encoding: string; separator: string; sealedHeader: Buffer },
  lines: readonly { line: number; rank: number; sealedCells: Buffer }[],
): void {
  const { municipality, actor, at } = tx.scope
  tx.send(
    'insert-import',
    `insert into imports (municipality, id, area, team, created_by, created_at, encoding, separator, sealed_header, lines) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [municipality, file.id, file.area, file.team, actor, at, file.encoding, file.separator, file.sealedHeader, lines.length],
  )
  tx.send(
    'insert-import-lines',
    `insert into import_lines (municipality, import_id, line, rank, state, sealed_cells, changed_at)
     select $1, $2, line, rank, 'pending', sealed, $3 from unnest($4::int[], $5::int[], $6::bytea[]) l (line, rank, sealed)`,
    [municipality, file.id, at, lines.map((one) => one.line), lines.map((one) => one.rank), lines.map((one) => one.sealedCells)],
  )
}

/** Files of the scope's area, newest first; only one when `id` names it. */
export async function listImportRows(tx: Tx, id: string | null, limit: number): Promise<ImportRow[]> {
  const rows = await tx.prepared<
    Omit<ImportRow, 'counts' | 'createdAt'> & { createdAt: string; counts: Partial<Record<ImportLineState, number>> }
  >(
    'list-imports',
    `select i.id, i.area, i.created_by as "createdBy", u.name as "createdByName", i.created_at as "createdAt", i.encoding, i.separator, i.sealed_header as "sealedHeader", i.lines,
       (select coalesce(jsonb_object_agg(state, count), '{}') from (select state, count(*) from import_lines l where l.municipality = i.municipality and l.import_id = i.id group by state) c) as counts
     from imports i left join users u on u.municipality = i.municipality and u.username = i.created_by
     where i.municipality = $1 and ($2::uuid is null or i.id = $2) order by i.id desc limit $3`,
    [tx.scope.municipality, id, limit],
  )
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    counts: Object.fromEntries(states.map((state) => [state, row.counts[state] ?? 0])) as Record<ImportLineState, number>,
  }))
}

const lineColumns = `line, state, version, kind, citizen_id as "citizenId", faults, sealed_cells as "sealedCells"`

/** Lines of a file in its order, behind `after`; of one state, or of all. */
export function listImportLines(
  tx: Tx,
  importId: string,
  wanted: { state: ImportLineState | null; after: number; limit: number },
): Promise<ImportLineRow[]> {
  return tx.prepared<ImportLineRow>(
    'list-import-lines',
    `select ${lineColumns} from import_lines where municipality = $1 and import_id = $2 and line > $3 and ($4::text is null or state = $4) order by line limit $5`,
    [tx.scope.municipality, importId, wanted.after, wanted.state, wanted.limit],
  )
}

/** The next lines that nobody has judged, what opens a case first. */
export function listPendingLines(tx: Tx, importId: string, limit: number): Promise<ImportLineRow[]> {
  return tx.prepared<ImportLineRow>(
    'list-pending-lines',
    `select ${lineColumns} from import_lines where municipality = $1 and import_id = $2 and state = 'pending' order by rank, line limit $3`,
    [tx.scope.municipality, importId, limit],
  )
}

/** One line; undefined when there is none. */
export async function findImportLine(tx: Tx, importId: string, line: number): Promise<ImportLineRow | undefined> {
  return (await listImportLines(tx, importId, { state: null, after: line - 1, limit: 1 })).find((row) => row.line === line)
}

/** Writes what became of lines. `repairedBy` for a line that somebody changed. */
export function writeJudgements(tx: Tx, importId: string, judged: readonly LineJudgement[], repairedBy: string | null = null): void {
  tx.send(
    'write-import-judgements',
    `update import_lines l set state = j.state, kind = j.kind, citizen_id = j.citizen_id, faults = j.faults, sealed_cells = j.sealed, changed_at = $3,
       version = l.version + case when $10::text is null then 0 else 1 end, repaired_by = coalesce($10, l.repaired_by)
     from unnest($4::int[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[], $9::bytea[]) j (line, state, kind, citizen_id, faults, sealed)
     where l.municipality = $1 and l.import_id = $2 and l.line = j.line`,
    [
      tx.scope.municipality,
      importId,
      tx.scope.at,
      judged.map((one) => one.line),
      judged.map((one) => one.state),
      judged.map((one) => one.kind),
      judged.map((one) => one.citizenId),
      judged.map((one) => JSON.stringify(one.faults)),
      judged.map((one) => one.sealedCells),
      repairedBy,
    ],
  )
}
