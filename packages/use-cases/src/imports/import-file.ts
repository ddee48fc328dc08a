// A file is read in: first it and its lines are stored, sealed, then the lines are judged and taken in, some hundred at a time, each portion whole.
// Cut off in the middle it goes on where it stopped; read in twice, its lines are duplicates.
import {
  type ImportLineRow,
  inScope,
  insertImport,
  listImportRows,
  listPendingLines,
  lockOf,
  newId,
  writeJudgements,
} from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import type { LineContext } from '@roedtraad/exchange'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { type JudgedLine, type Line, type ReadLine, rankOf, readLines, takeLines } from './judge-lines.ts'
import { type ImportingLead, requireLead } from './lead.ts'
import { lineContext, readImportFile } from './read-file.ts'

const portion = 500
export const noImport = () => new Problem(404, 'not-found', 'There is no such file here, or it was read in for another area.')

/** Where a sealed value belongs; it opens nowhere else. */
const places = {
  header: (importId: string) => `imports.sealed_header.${importId}`,
  cells: (importId: string, line: number) => `import_lines.sealed_cells.${importId}.${line}`,
}

/** Reads a file in. Returns its id; what became of its lines is read like any report. Throws as previewImport does. */
export async function importFile(
  deps: Deps,
  actor: Actor,
  bytes: Uint8Array,
  attempt: Pick<Attempt, 'key'>,
): Promise<{ importId: string }> {
  const lead = requireLead(deps, actor)
  const { encoding, table } = readImportFile(bytes)
  const read = readLines(deps, lead, lineContext(deps, table.header, lead.source), table.rows)
  const request = { file: deps.vault.fingerprint(Buffer.from(bytes).toString('base64')) }
  const { importId } = await onceInScope(deps, lead.writing, { ...attempt, request }, async (tx) => {
    const id = newId()
    const sealedHeader = deps.vault.seal(JSON.stringify(table.header), places.header(id))
    const lines = read.map((line) => ({
      line: line.line,
      rank: rankOf(line),
      sealedCells: deps.vault.seal(JSON.stringify(line.cells), places.cells(id, line.line)),
    }))
    insertImport(tx, { id, area: lead.area, team: lead.team, encoding, separator: table.separator, sealedHeader }, lines)
    return { importId: id }
  })
  await continueLines(deps, lead, importId)
  return { importId }
}

/** Judges the lines of a file that nobody has judged yet. Throws Problem 403 `not-a-lead`, 404. */
export async function continueImport(deps: Deps, actor: Actor, importId: string): Promise<void> {
  await continueLines(deps, requireLead(deps, actor), importId)
}

async function continueLines(deps: Deps, lead: ImportingLead, importId: string): Promise<void> {
  const [file] = await inScope(deps.database, lead.own, (tx) => listImportRows(tx, importId, 1))
  if (file === undefined) throw noImport()
  const context = lineContext(deps, openHeader(deps, importId, file.sealedHeader), lead.source)
  for (;;) {
    const pending = await inScope(deps.database, lead.own, (tx) => listPendingLines(tx, importId, portion))
    if (pending.length === 0) return
    await takePortion(
      deps,
      lead,
      importId,
      context,
      readLines(
        deps,
        lead,
        context,
        pending.map((row) => openLine(deps, importId, row)),
      ),
    )
  }
}

/** The headings as the file has them. */
export function openHeader(deps: Pick<Deps, 'vault'>, importId: string, sealed: Buffer): string[] {
  return JSON.parse(deps.vault.open(sealed, places.header(importId))) as string[]
}

/** A line with its cells; without any once it was taken in. */
export function openLine(deps: Pick<Deps, 'vault'>, importId: string, { line, sealedCells }: ImportLineRow): Line {
  return { line, cells: sealedCells === null ? [] : (JSON.parse(deps.vault.open(sealedCells, places.cells(importId, line))) as string[]) }
}

/** Two who go on at once do it one after the other: the second finds nothing of the portion left, and asks for the next. */
async function takePortion(
  deps: Deps,
  lead: ImportingLead,
  importId: string,
  context: LineContext,
  lines: readonly ReadLine[],
): Promise<void> {
  await inScope(
    deps.database,
    lead.writing,
    async (tx) => {
      const open = new Set((await listPendingLines(tx, importId, portion)).map((row) => row.line))
      if (!lines.every(({ line }) => open.has(line))) return
      writeJudgements(
        tx,
        importId,
        (await takeLines(tx, deps, context, lines)).map((line) => toJudgement(deps, importId, line)),
      )
    },
    [lockOf(`import ${importId}`), ...locksOf(lines)],
  )
}

/** The locks under which lines are taken in. */
export function locksOf(lines: readonly ReadLine[]): bigint[] {
  return lines.flatMap(({ digest }) => (digest === null ? [] : [lockOf(digest)]))
}

/** What is written of a judged line: its cells only while it is to be repaired. */
export function toJudgement(deps: Pick<Deps, 'vault'>, importId: string, { line, state, kind, citizenId, faults, cells }: JudgedLine) {
  const sealedCells = state === 'refused' ? deps.vault.seal(JSON.stringify(cells), places.cells(importId, line)) : null
  return { line, state, kind, citizenId, faults, sealedCells }
}
