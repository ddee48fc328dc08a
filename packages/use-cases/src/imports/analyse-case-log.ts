// A case log of another system, looked at and not kept: its cases are no citizens of ours. Which deadlines were met, and by how much the others were not.
import { type DeadlineSummary, danishHolidays, Problem, summariseDeadlines } from '@roedtraad/domain'
import { type CaseLogFault, type CaseLogMapping, findMapping, readCaseLog } from '@roedtraad/exchange'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { requireLead } from './lead.ts'
import { readTable } from './read-file.ts'

const mostShown = 50
const mostFaults = 200

export interface CaseLogAnalysis extends DeadlineSummary {
  encoding: string
  mapping: CaseLogMapping
  steps: number
  until: string | null
  faults: CaseLogFault[]
}

/** Reads a log through the wished columns. Throws Problem 403 `not-a-lead`, 400 `csv-unreadable` | `missing-columns`. */
export function analyseCaseLog(
  deps: Deps,
  actor: Actor,
  bytes: Uint8Array,
  wish: { mapping: Partial<CaseLogMapping>; workingDays: boolean },
): CaseLogAnalysis {
  requireLead(deps, actor)
  const { encoding, table } = readTable(bytes)
  const found = findMapping(table.header, wish.mapping)
  if ('missing' in found)
    throw new Problem(
      400,
      'missing-columns',
      'The headings do not say which column is the case, the time and the deadline. Name them in the address.',
      found.missing.map((field) => ({ field, problem: 'names no column of the file', remedy: 'name the heading of the column' })),
    )
  const { cases, until, steps, faults, mapping } = readCaseLog(table, found.mapping)
  const summary = summariseDeadlines(cases, until ?? deps.clock(), wish.workingDays ? danishHolidays : null, mostShown)
  return { ...summary, encoding, mapping, steps, until, faults: faults.slice(0, mostFaults) }
}
