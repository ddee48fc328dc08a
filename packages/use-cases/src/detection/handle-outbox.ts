// The detection job: ids of outbox rows in, one transaction per citizen. May run twice, at once, or after a crash half way: the effects are unique.
import {
  beginRow,
  beginRows,
  findJudgingState,
  inScope,
  listCitizensToJudge,
  lockOf,
  type OutboxRow,
  postponeRows,
  type Tx,
} from '@roedtraad/database'
import { type Deps, jobScope } from '../deps.ts'
import { listRuleReads } from '../rules/active-rules.ts'
import { judgeCitizen } from './judge-citizen.ts'

const attemptLimit = 10

/** Judges the citizens of these rows. A citizen whose judging fails waits longer each time and does not hold back the others; the first failure is thrown at the end. */
export async function handleOutbox(deps: Deps, ids: string[]): Promise<void> {
  const [only, ...more] = ids
  if (only !== undefined && more.length === 0) return judgeOrPostpone(deps, ids, (tx) => judgeRows(tx, ids, beginRow(tx, only)))
  const citizens = await inScope(deps.database, scopeOf(deps), (tx) => listCitizensToJudge(tx, ids))
  const failures: unknown[] = []
  for (const citizen of citizens) {
    const judge = (tx: Tx) => judgeRows(tx, citizen.ids, beginRows(tx, citizen.ids))
    await judgeOrPostpone(deps, citizen.ids, judge, [lockOf(citizen.citizenId)]).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

const scopeOf = (deps: Deps) => jobScope(deps, 'detection', 'early-detection')

/** Rows of one citizen: they are taken, and what judging her needs is read, in one go. */
async function judgeRows(tx: Tx, ids: readonly string[], begun: Promise<OutboxRow[]>): Promise<void> {
  const [rows, state] = await Promise.all([begun, findJudgingState(tx, ids, listRuleReads())])
  await judgeCitizen(tx, rows, state)
}

async function judgeOrPostpone(deps: Deps, ids: readonly string[], judge: (tx: Tx) => Promise<void>, locks: bigint[] = []): Promise<void> {
  try {
    await inScope(deps.database, scopeOf(deps), judge, locks)
  } catch (error) {
    const cause = error instanceof Error ? `${error.name}: ${codeOf(error)}` : 'unknown'
    await inScope(deps.database, scopeOf(deps), (tx) => postponeRows(tx, ids, cause, attemptLimit))
    throw error
  }
}

/** A cause without personal data: the code of a database error, or nothing more than its class. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'see the log of the worker'
}
