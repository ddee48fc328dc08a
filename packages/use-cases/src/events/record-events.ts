// POST /api/v1/events: CloudEvents from a department system. A bad event never sinks its batch, and nothing is done twice.
import { inScope, lockOf, type Tx } from '@roedtraad/database'
import type { FieldProblem } from '@roedtraad/domain'
import { readCloudEvent } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { digestsOf, type Incoming, toIncoming, type Verdict } from './arrival.ts'
import { findStanding } from './ingest.ts'
import { takeTogether } from './line.ts'
import { quarantine, type Refused, toRefused } from './quarantine.ts'
import { type Caller, getSender, senderScope } from './sender.ts'
import { takeIn } from './take-in.ts'

export interface RecordedEvents {
  accepted: number
  duplicate: number
  notKept: number
  quarantined: { id: string; problem: string; errors?: FieldProblem[] }[]
}

/** What became of one event. */
type Outcome =
  | { kind: 'accepted' | 'duplicate' | 'not-kept' }
  | { kind: 'quarantined'; id: string; problem: string; errors?: FieldProblem[] }

/**
 * Records a batch of at most 1,000 CloudEvents (unvalidated members of the request's array) in one transaction. Single events that
 * come at the same time from the same sender share one, so that a busy system is not slowed by its own number of commits.
 * Throws Problem 403 `unknown-user` or `not-a-sender` unless the caller is a system that may send.
 */
export async function recordEvents(deps: Deps, caller: Caller, batch: readonly unknown[]): Promise<RecordedEvents> {
  const record = (events: readonly unknown[]) => recordWithout(deps, caller, events)
  const outcomes = batch.length === 1 ? [await takeTogether(deps, caller.username, batch[0], record)] : await record(batch)
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
  const quarantined = outcomes.filter((outcome) => outcome.kind === 'quarantined').map(({ kind: _, ...told }) => told)
  return { accepted: count('accepted'), duplicate: count('duplicate'), notKept: count('not-kept'), quarantined }
}

/** All in one transaction; where the database refuses what one of them holds, each by itself, and that one is kept apart. */
async function recordWithout(deps: Deps, caller: Caller, events: readonly unknown[]): Promise<Outcome[]> {
  try {
    return await recordEach(deps, caller, events)
  } catch (error) {
    if (!isUnstorable(error)) throw error
    if (events.length === 1) return [await keepApart(deps, caller, events[0])]
    const outcomes: Outcome[] = []
    for (const event of events) outcomes.push(...(await recordWithout(deps, caller, [event])))
    return outcomes
  }
}

/** SQLSTATE class 22: a value that no column can hold. */
function isUnstorable(error: unknown): boolean {
  return /^22/.test(String((error as { code?: unknown } | null)?.code))
}

const onlySystems = 'Only a department system may send events. Use the token of the system that sends.'

async function keepApart(deps: Deps, caller: Caller, raw: unknown): Promise<Outcome> {
  const { id = '', source = '' } = raw as { id?: string; source?: string }
  const nobody = { waitsForDigest: null, waitsForSystem: null, waitsForKind: null }
  const refused = { source, sourceId: id, problem: 'cannot-be-stored', body: toBody(raw), ...nobody }
  await inScope(deps.database, senderScope(deps, caller), async (tx) => {
    await getSender(tx, caller, onlySystems)
    await quarantine(tx, deps, caller.username, [refused])
  })
  return { kind: 'quarantined', id, problem: 'cannot-be-stored' }
}

/** What was sent, as it is kept; what is nested too deep to be written is only named. */
function toBody(raw: unknown): string {
  try {
    return JSON.stringify(raw)
  } catch {
    return '"nested too deep to be kept"'
  }
}

type Read = { incoming: Incoming } | { outcome: Outcome; refused: Refused }

/** One transaction for all; an outcome for each, in the same order. */
async function recordEach(deps: Deps, caller: Caller, events: readonly unknown[]): Promise<Outcome[]> {
  const read = events.map((raw) => readOne(deps, raw))
  const incoming = read.flatMap((one) => ('incoming' in one ? [one.incoming] : []))
  const locks = digestsOf(incoming).map(lockOf)
  return inScope(
    deps.database,
    senderScope(deps, caller),
    async (tx) => {
      const verdicts = await takeInFrom(tx, deps, caller, incoming)
      const judged = new Map(incoming.map((one, index) => [one, verdicts[index]]))
      const settled = read.map((one) => ('incoming' in one ? settle(one.incoming, judged.get(one.incoming)) : one))
      await quarantine(
        tx,
        deps,
        caller.username,
        settled.flatMap((one) => one.refused ?? []),
      )
      return settled.map((one) => one.outcome)
    },
    locks,
  )
}

/** Both questions travel together: who is it, and what stands. */
async function takeInFrom(tx: Tx, deps: Deps, caller: Caller, incoming: readonly Incoming[]): Promise<Verdict[]> {
  const [sender, standing] = await Promise.all([getSender(tx, caller, onlySystems), findStanding(tx, incoming)])
  if (incoming.length === 0) return []
  return takeIn(
    tx,
    deps,
    incoming.map((one) => ({ ...one, sender })),
    standing,
  )
}

function readOne(deps: Deps, raw: unknown): Read {
  const read = readCloudEvent(raw)
  if (read.kind === 'event') return { incoming: toIncoming(deps, read.event) }
  const { id, source, code, errors, waitsForKind } = read
  const refused = { source, sourceId: id, problem: code, body: toBody(raw), waitsForDigest: null, waitsForSystem: null, waitsForKind }
  return { outcome: { kind: 'quarantined', id, problem: code, errors }, refused }
}

function settle(incoming: Incoming, verdict: Verdict | undefined): { outcome: Outcome; refused?: Refused } {
  if (verdict === undefined) throw new Error('an arrival was not judged')
  if (verdict.kind !== 'quarantined') return { outcome: { kind: verdict.kind } }
  return {
    outcome: { kind: 'quarantined', id: incoming.sent.sourceId, problem: verdict.problem },
    refused: toRefused(incoming, verdict),
  }
}
