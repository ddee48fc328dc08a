// Documents leave for the case system through a port. One transaction each: taken under lock, delivered, settled. A crash in between leaves it pending, and it is delivered again under the same key.
import {
  findJourneyRow,
  inScope,
  listDeedsOfJourney,
  listDueFilings,
  lockOf,
  settleFiled,
  settleUnfiled,
  type Tx,
  takeFiling,
} from '@roedtraad/database'
import { type Doer, Problem } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'
import { appendDeed } from '../journeys/do-deed.ts'

export interface FilingDocument {
  /** Unique for ever: whoever has a document of this key has it already. */
  key: string
  municipality: string
  title: string
  kle: string
  caseId: string
  /** YYYY-MM-DD. */
  date: string
  team: string
  askedAt: string
  mediaType: 'application/pdf'
  document: Uint8Array
}

/** The case system, or what stands before it. `deliver` does nothing for a key that was delivered; it throws FilingRefused for what trying again does not help, anything else for what it may. */
export interface FilingPort {
  deliver(filing: FilingDocument): Promise<void>
}

/** `code` is stable and holds no personal data. */
export class FilingRefused extends Error {
  readonly code: string
  constructor(code: string) {
    super(`the document was refused: ${code}`)
    this.name = 'FilingRefused'
    this.code = code
  }
}

const attemptLimit = 6
const longestWaitMs = 300_000
const doer: Doer = { kind: 'job', username: 'filing', team: null, leads: false }

/** Delivers what is due, at most `limit`. Returns how many were filed. One that fails does not hold back the others. */
export async function deliverFilings(deps: Deps, port: FilingPort, limit = 100): Promise<number> {
  const scope = () => jobScope(deps, 'filing', 'filing')
  const due = await inScope(deps.database, scope(), (tx) => listDueFilings(tx, limit))
  let filed = 0
  for (const { id, journeyId } of due) {
    const locks = journeyId === null ? [] : [lockOf(`journey ${journeyId}`)]
    if (await inScope(deps.database, scope(), (tx) => deliverOne(tx, port, id), locks)) filed += 1
  }
  return filed
}

async function deliverOne(tx: Tx, port: FilingPort, id: string): Promise<boolean> {
  const row = await takeFiling(tx, id)
  if (row === undefined) return false
  const { journeyId, attempts, ...said } = row
  try {
    await port.deliver({ ...said, key: id, municipality: tx.scope.municipality, mediaType: 'application/pdf' })
  } catch (error) {
    const isOver = error instanceof FilingRefused || attempts + 1 >= attemptLimit
    const reason = error instanceof FilingRefused ? error.code : 'not-reached'
    settleUnfiled(tx, id, reason, isOver ? null : Math.min(longestWaitMs, 1_000 * 2 ** attempts))
    if (isOver) await tellJourney(tx, journeyId, id, 'failed', reason)
    return false
  }
  settleFiled(tx, id)
  await tellJourney(tx, journeyId, id, 'filed', null)
  return true
}

async function tellJourney(
  tx: Tx,
  journeyId: string | null,
  filingId: string,
  state: 'filed' | 'failed',
  reason: string | null,
): Promise<void> {
  const journey = journeyId === null ? undefined : await findJourneyRow(tx, journeyId)
  if (journey === undefined) return
  const request = { deed: 'settle-filing', detail: { filingId, state, reason }, targetId: null }
  try {
    await appendDeed(tx, journey, await listDeedsOfJourney(tx, journey.id), request, doer)
  } catch (error) {
    // Decided before anything is written: the journey knows it already.
    if (!(error instanceof Problem)) throw error
  }
}
