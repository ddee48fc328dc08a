// What a file would become, line by line. Nothing is written but that she looked.
import { inScope, logAccess } from '@roedtraad/database'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type JudgedLine, previewLines, readLines } from './judge-lines.ts'
import { requireLead } from './lead.ts'
import { lineContext, readImportFile } from './read-file.ts'

export interface ImportPreview {
  encoding: string
  separator: string
  header: string[]
  unread: string[]
  lines: JudgedLine[]
}

/** Throws Problem 403 `not-a-lead`, and what readImportFile throws. */
export async function previewImport(deps: Deps, actor: Actor, bytes: Uint8Array): Promise<ImportPreview> {
  const lead = requireLead(deps, actor)
  const { encoding, table, columns } = readImportFile(bytes)
  const context = lineContext(deps, table.header, lead.source)
  const read = readLines(deps, lead, context, table.rows)
  const lines = await inScope(deps.database, lead.writing, async (tx) => {
    const judged = await previewLines(tx, deps, context, read)
    const citizens = new Set(judged.flatMap(({ citizenId }) => citizenId ?? []))
    logAccess(tx, {
      what: 'search',
      ground: `lead:${lead.area}`,
      citizens: [...citizens],
      categories: ['identity', 'service'],
      criterion: 'import-preview',
    })
    return judged
  })
  return { encoding, separator: table.separator, header: table.header, unread: columns.unread, lines }
}
