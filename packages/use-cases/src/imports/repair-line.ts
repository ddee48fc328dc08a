// A refused line is repaired where it stands: its cells are changed, and it is judged again.
import {
  findImportLine,
  type ImportLineRow,
  inScope,
  listImportRows,
  lockOf,
  logAccess,
  type Tx,
  writeJudgements,
} from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { locksOf, noImport, openHeader, toJudgement } from './import-file.ts'
import { readLines, takeLines } from './judge-lines.ts'
import { requireLead } from './lead.ts'
import { lineContext } from './read-file.ts'

/**
 * Judges line `line` of the file anew with these cells. `version` is the one that the reader saw.
 * Throws Problem 403 `not-a-lead`, 404, 409 `line-settled` for a line that waits for no repair, 412 `changed-meanwhile`.
 */
export async function repairLine(
  deps: Deps,
  actor: Actor,
  wanted: { importId: string; line: number; cells: string[]; version: number },
  attempt: Pick<Attempt, 'key'>,
): Promise<{ line: number }> {
  const lead = requireLead(deps, actor)
  const { importId, line, cells, version } = wanted
  const [file] = await inScope(deps.database, lead.own, (tx) => listImportRows(tx, importId, 1))
  if (file === undefined) throw noImport()
  const context = lineContext(deps, openHeader(deps, importId, file.sealedHeader), lead.source)
  const lines = readLines(deps, lead, context, [{ line, cells }])
  const request = { importId, line, version, cells: deps.vault.fingerprint(JSON.stringify(cells)) }
  return onceInScope(
    deps,
    lead.writing,
    { ...attempt, request },
    async (tx) => {
      requireRepairable(await findLine(tx, importId, line), version)
      const judged = await takeLines(tx, deps, context, lines)
      writeJudgements(
        tx,
        importId,
        judged.map((one) => toJudgement(deps, importId, one)),
        actor.username,
      )
      const citizens = judged.flatMap(({ citizenId }) => citizenId ?? [])
      logAccess(tx, { what: 'deed', ground: `lead:${lead.area}`, citizens, categories: ['service'], criterion: 'repair-import-line' })
      return { line }
    },
    [lockOf(`import ${importId}`), ...locksOf(lines)],
  )
}

async function findLine(tx: Tx, importId: string, line: number): Promise<ImportLineRow> {
  const found = await findImportLine(tx, importId, line)
  if (found === undefined) throw new Problem(404, 'not-found', 'The file has no such line.')
  return found
}

function requireRepairable(row: ImportLineRow, version: number): void {
  if (row.version !== version)
    throw new Problem(
      412,
      'changed-meanwhile',
      'Somebody repaired this line after you opened it. Nothing of yours was saved; look at it again.',
    )
  if (row.state !== 'refused') throw new Problem(409, 'line-settled', 'The line waits for no repair.')
}
