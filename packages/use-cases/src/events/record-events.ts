// POST /api/v1/events: CloudEvents from a department system. A bad event never sinks its batch, and nothing is done twice.
import { inScope, lockOf } from '@roedtraad/database'
import { type FieldProblem, Problem } from '@roedtraad/domain'
import { readCloudEvent } from '@roedtraad/exchange'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Arrival, digestsOf, type Sender, toArrival, type Verdict } from './arrival.ts'
import { takeTogether } from './line.ts'
import { quarantine, type Refused, toRefused } from './quarantine.ts'
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
 * Throws Problem 403 `not-a-sender` unless the actor is a system that may send.
 */
export async function recordEvents(deps: Deps, actor: Actor, batch: readonly unknown[]): Promise<RecordedEvents> {
  if (actor.sends === null)
    throw new Problem(403, 'not-a-sender', 'Only a department system may send events. Use the token of the system that sends.')
  const sender: Sender = { username: actor.username, ...actor.sends }
  const record = (events: readonly unknown[]) => recordWithout(deps, actor, sender, events)
  const outcomes = batch.length === 1 ? [await takeTogether(deps, actor.username, batch[0], record)] : await record(batch)
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
  const quarantined = outcomes.filter((outcome) => outcome.kind === 'quarantined').map(({ kind: _, ...told }) => told)
  return { accepted: count('accepted'), duplicate: count('duplicate'), notKept: count('not-kept'), quarantined }
}

/** All in one transaction; where the database refuses what one of them holds, each by itself, and that one is kept apart. */
async function recordWithout(deps: Deps, actor: Actor, sender: Sender, events: readonly unknown[]): Promise<Outcome[]> {
  try {
    return await recordEach(deps, actor, sender, events)
  } catch (error) {
    if (!isUnstorable(error)) throw error
    if (events.length === 1) return [await keepApart(deps, actor, sender, events[0])]
    const outcomes: Outcome[] = []
    for (const event of events) outcomes.push(...(await recordWithout(deps, actor, sender, [event])))
    return outcomes
  }
}

/** SQLSTATE class 22: a value that no column can hold. */
function isUnstorable(error: unknown): boolean {
  return /^22/.test(String((error as { code?: unknown } | null)?.code))
}

async function keepApart(deps: Deps, actor: Actor, sender: Sender, raw: unknown): Promise<Outcome> {
  const { id = '', source = '' } = raw as { id?: string; source?: string }
  const refused = {
    source,
    sourceId: id,
    problem: 'cannot-be-stored',
    body: toBody(raw),
    waitsForDigest: null,
    waitsForSystem: null,
    waitsForKind: null,
  }
  await inScope(deps.database, scopeOf(deps, actor, 'ingest'), (tx) => quarantine(tx, deps, sender.username, [refused]))
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

type Read = { arrival: Arrival } | { outcome: Outcome; refused: Refused }

/** One transaction for all; an outcome for each, in the same order. */
async function recordEach(deps: Deps, actor: Actor, sender: Sender, events: readonly unknown[]): Promise<Outcome[]> {
  const read = events.map((raw) => readOne(deps, sender, raw))
  const arrivals = read.flatMap((one) => ('arrival' in one ? [one.arrival] : []))
  const locks = digestsOf(arrivals).map(lockOf)
  return inScope(
    deps.database,
    scopeOf(deps, actor, 'ingest'),
    async (tx) => {
      const verdicts = arrivals.length > 0 ? await takeIn(tx, deps, arrivals) : []
      const judged = new Map(arrivals.map((arrival, index) => [arrival, verdicts[index]]))
      const settled = read.map((one) => ('arrival' in one ? settle(one.arrival, judged.get(one.arrival)) : one))
      await quarantine(
        tx,
        deps,
        sender.username,
        settled.flatMap((one) => one.refused ?? []),
      )
      return settled.map((one) => one.outcome)
    },
    locks,
  )
}

function readOne(deps: Deps, sender: Sender, raw: unknown): Read {
  const read = readCloudEvent(raw)
  if (read.kind === 'event') return { arrival: toArrival(deps, read.event, sender) }
  const { id, source, code, errors, waitsForKind } = read
  const refused = { source, sourceId: id, problem: code, body: toBody(raw), waitsForDigest: null, waitsForSystem: null, waitsForKind }
  return { outcome: { kind: 'quarantined', id, problem: code, errors }, refused }
}

function settle(arrival: Arrival, verdict: Verdict | undefined): { outcome: Outcome; refused?: Refused } {
  if (verdict === undefined) throw new Error('an arrival was not judged')
  if (verdict.kind !== 'quarantined') return { outcome: { kind: verdict.kind } }
  return {
    outcome: { kind: 'quarantined', id: arrival.sent.sourceId, problem: verdict.problem },
    refused: toRefused(arrival, verdict),
  }
}
