// What becomes of lines: read, then judged as events of any sender are. In a preview nothing is written; a line of two events is taken in whole or not at all.
import { findIngestState, type IngestState, type Tx } from '@roedtraad/database'
import { cprSystem, findKind, type ImportFault, type ImportLineState } from '@roedtraad/domain'
import { type LineContext, type ReadImportLine, readImportLine } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { type Arrival, chainIdOf, toArrival, type Verdict } from '../events/arrival.ts'
import { ingest, listTold } from '../events/ingest.ts'
import { caseKinds, judgeArrivals } from '../events/judge-arrivals.ts'
import { listTeams } from '../teams.ts'
import type { ImportingLead } from './lead.ts'

export interface Line {
  line: number
  cells: string[]
}

export interface ReadLine extends Line {
  read: ReadImportLine
  arrivals: Arrival[]
  digest: Buffer | null
}

export interface JudgedLine extends Line {
  state: Exclude<ImportLineState, 'pending'>
  kind: string | null
  citizenId: string | null
  faults: ImportFault[]
}

/** Reads lines; digests instead of numbers from here on. */
export function readLines(deps: Deps, lead: ImportingLead, context: LineContext, lines: readonly Line[]): ReadLine[] {
  return lines.map((line) => {
    const read = readImportLine(line.cells, context)
    const digest = read.citizen === null ? null : deps.vault.digest(deps.municipality, { system: cprSystem, value: read.citizen })
    return { ...line, read, digest, arrivals: read.events.map((sent) => toArrival(deps, sent, lead.sender)) }
  })
}

/** Whether the line is judged before those that need an open case. */
export function rankOf({ read }: ReadLine): number {
  return read.events.some((event) => findKind(event.kind)?.opensCase) ? 0 : 1
}

/** What would become of each line. */
export async function previewLines(tx: Tx, deps: Deps, context: LineContext, lines: readonly ReadLine[]): Promise<JudgedLine[]> {
  const arrivals = lines.flatMap((line) => line.arrivals)
  const state = await findState(tx, lines, arrivals)
  const { verdicts } = await judgeNow(tx, deps, arrivals, state)
  return settle(lines, toVerdicts(arrivals, verdicts), state, context)
}

/** Takes in what can be. The caller holds the locks of all digests. */
export async function takeLines(tx: Tx, deps: Deps, context: LineContext, lines: readonly ReadLine[]): Promise<JudgedLine[]> {
  const arrivals = lines.flatMap((line) => line.arrivals)
  const state = await findState(tx, lines, arrivals)
  const first = toVerdicts(arrivals, (await judgeNow(tx, deps, arrivals, state)).verdicts)
  const whole = lines
    .filter((line) => line.arrivals.every((arrival) => first.get(arrival)?.kind !== 'quarantined'))
    .flatMap((line) => line.arrivals)
  const taken = whole.length > 0 ? toVerdicts(whole, (await ingest(tx, deps, whole)).verdicts) : new Map<Arrival, Verdict>()
  return settle(lines, new Map([...first, ...taken]), state, context)
}

async function judgeNow(tx: Tx, deps: Deps, arrivals: readonly Arrival[], state: IngestState) {
  return judgeArrivals(arrivals, state, await listTold(tx, arrivals, state), await listTeams(tx, deps), tx.scope.at)
}

function findState(tx: Tx, lines: readonly ReadLine[], arrivals: readonly Arrival[]): Promise<IngestState> {
  const digests = new Map(lines.flatMap(({ digest }) => (digest === null ? [] : [[digest.toString('hex'), digest] as const])))
  return findIngestState(tx, {
    digests: [...digests.values()],
    events: arrivals.map(({ sent }) => ({ source: sent.source, sourceId: sent.sourceId, chainId: chainIdOf(sent) })),
    caseKinds,
  })
}

function toVerdicts(arrivals: readonly Arrival[], verdicts: readonly Verdict[]): Map<Arrival, Verdict> {
  return new Map(arrivals.flatMap((arrival, index) => (verdicts[index] === undefined ? [] : [[arrival, verdicts[index]] as const])))
}

function settle(
  lines: readonly ReadLine[],
  verdicts: ReadonlyMap<Arrival, Verdict>,
  state: IngestState,
  context: LineContext,
): JudgedLine[] {
  const citizens = new Map(state.identities.map((identity) => [identity.digest, identity.citizenId]))
  return lines.map(({ line, cells, read, arrivals, digest }) => {
    const judged = arrivals.flatMap((arrival) => verdicts.get(arrival) ?? [])
    const faults = [
      ...read.faults,
      ...judged.flatMap((verdict) => (verdict.kind === 'quarantined' ? [toFault(verdict.problem, context)] : [])),
    ]
    return {
      line,
      cells,
      kind: read.events[0]?.kind ?? null,
      citizenId: digest === null ? null : (citizens.get(digest.toString('hex')) ?? null),
      faults: faults.filter((fault, index) => faults.findIndex((one) => one.code === fault.code && one.column === fault.column) === index),
      state: faults.length > 0 ? 'refused' : stateOf(judged),
    }
  })
}

function stateOf(judged: readonly Verdict[]): JudgedLine['state'] {
  const kinds = judged.map((verdict) => verdict.kind)
  if (kinds.includes('accepted')) return 'accepted'
  return kinds.includes('not-kept') ? 'not-kept' : 'duplicate'
}

const columnOf = {
  'unknown-citizen': ['citizen'],
  'unknown-team': ['team'],
  'kind-not-yours': ['kind'],
  'id-reused': ['id'],
  'names-a-correction': ['corrects', 'withdraws'],
  'correction-of-other-kind': ['corrects', 'withdraws'],
} as const

function toFault(problem: string, { columns, header }: LineContext): ImportFault {
  if (!Object.hasOwn(columnOf, problem)) return { column: null, code: 'invalid' }
  const code = problem as keyof typeof columnOf
  const index = columnOf[code].map((column) => columns.at[column]).find((at) => at !== undefined)
  return { column: index === undefined ? null : (header[index] ?? null), code }
}
