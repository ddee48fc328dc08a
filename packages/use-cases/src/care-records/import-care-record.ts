// POST /fhir/$import-care-record: what a care record tells becomes events like any other, through the same judgement of who, whether and for whom.
// One transaction for the Bundle and an answer for each entry; a bad entry never sinks the others, unless the sender asks for all or nothing.
import { inScope, lockOf, newId, type Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import {
  type EntryAnswer,
  type Issue,
  plainError,
  type ReadResource,
  readCareRecord,
  type SentEvent,
  type Told,
  writeImportAnswer,
} from '@roedtraad/exchange'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { toArrival, type Verdict } from '../events/arrival.ts'
import { quarantine, toRefused } from '../events/quarantine.ts'
import type { Sender } from '../events/sender.ts'
import { takeIn } from '../events/take-in.ts'
import { answerRead, answerTold } from './answer-entry.ts'
import { loadChains } from './chains.ts'
import { baseOf, kindsOfTold, type Plan, planDeeds, safeName } from './plan-deeds.ts'

type Format = 'json' | 'xml'
export type ImportedCareRecord =
  | { kind: 'answered'; body: string }
  | { kind: 'unreadable'; issues: Issue[]; tooLong: boolean }
  | { kind: 'refused-whole'; issues: Issue[] }

/**
 * Takes in a Bundle of KL resources (`raw`). Answers in `answerIn`.
 * Throws Problem 403 `not-a-sender` unless the actor is a system that may send.
 */
export async function importCareRecord(
  deps: Deps,
  actor: Actor,
  message: { raw: string; format: Format; answerIn: Format },
): Promise<ImportedCareRecord> {
  if (actor.sends === null)
    throw new Problem(403, 'not-a-sender', 'Only a department system may deliver care records. Use the token of the system that sends.')
  const sender: Sender = { username: actor.username, ...actor.sends }
  const record = readCareRecord(message.raw, message.format, sender.sourcePrefix)
  if (record.kind === 'unreadable') return record
  const locks = record.entries.flatMap(({ read }) =>
    read.kind === 'told' ? [lockOf(deps.vault.digest(deps.municipality, read.identifier))] : [],
  )
  try {
    const answers = await inScope(deps.database, scopeOf(deps, actor, 'ingest'), (tx) => takeEntries(tx, deps, sender, record), locks)
    const { isTransaction } = record
    return {
      kind: 'answered',
      body: writeImportAnswer(answers, { id: newId(), now: deps.clock(), format: message.answerIn, isTransaction }),
    }
  } catch (error) {
    if (error instanceof RefusedWhole) return { kind: 'refused-whole', issues: error.issues }
    throw error
  }
}

/** Thrown in a FHIR transaction with a refused entry: with it goes everything that was written. */
class RefusedWhole extends Error {
  readonly issues: Issue[]

  constructor(answers: readonly EntryAnswer[]) {
    super('an entry of a transaction was refused')
    this.issues = answers.flatMap(({ resource, outcome, text, issues }) => {
      if (outcome !== 'refused') return []
      return issues.length > 0 ? issues : [plainError('processing', `${resource}: ${text}`)]
    })
  }
}

type ReadBundle = Extract<ReturnType<typeof readCareRecord>, { kind: 'record' }>

async function takeEntries(tx: Tx, deps: Deps, sender: Sender, { source, entries, isTransaction }: ReadBundle): Promise<EntryAnswer[]> {
  await keepRefused(tx, deps, sender, source, entries)
  const answers = new Map<ReadResource, EntryAnswer>()
  for (const round of toRounds(entries.flatMap(({ read }) => (read.kind === 'told' ? [read] : []))))
    for (const [told, answer] of await takeRound(tx, deps, sender, source, round)) answers.set(told, answer)
  const all = entries.map(({ read }) => answers.get(read) ?? answerRead(read))
  if (isTransaction && all.some(({ outcome }) => outcome === 'refused')) throw new RefusedWhole(all)
  return all
}

/** Versions of one resource in one Bundle are taken one after the other, the oldest first. */
function toRounds(told: readonly Told[]): Told[][] {
  const rounds: Told[][] = []
  for (const versions of Map.groupBy(told, (one) => one.resource).values())
    for (const [index, one] of versions.toSorted(byVersion).entries()) rounds[index] = [...(rounds[index] ?? []), one]
  return rounds
}

function byVersion(a: Told, b: Told): number {
  if (a.recordedAt !== null && b.recordedAt !== null && a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1
  const order = Number(a.version) - Number(b.version)
  return Number.isNaN(order) ? 0 : order
}

async function takeRound(tx: Tx, deps: Deps, sender: Sender, source: string, round: readonly Told[]): Promise<[Told, EntryAnswer][]> {
  const digests = round.map((told) => deps.vault.digest(deps.municipality, told.identifier))
  const bases = round.flatMap((told) => kindsOfTold(told).map((kind) => baseOf(deps, told, kind)))
  const chains = await loadChains(tx, deps, source, bases, digests)
  const planned = round.map((told) => ({ told, plan: planDeeds(deps, source, told, chains) }))
  const arrivals = planned.flatMap(({ plan }) => plan.deeds).map((deed) => toArrival(deps, deed, sender))
  const verdicts = arrivals.length > 0 ? await takeIn(tx, deps, arrivals) : []
  const refused = arrivals.flatMap((arrival, index) => {
    const verdict = verdicts[index]
    return verdict?.kind === 'quarantined' ? [toRefused(arrival, verdict)] : []
  })
  await quarantine(tx, deps, sender.username, refused)
  const judged = new Map(arrivals.map((arrival, index) => [arrival.sent, verdicts[index]]))
  return planned.map(({ told, plan }) => [told, answerTold(told, plan, verdictsOf(plan, judged))])
}

function verdictsOf(plan: Plan, judged: ReadonlyMap<SentEvent, Verdict | undefined>) {
  return plan.deeds.map((deed) => ({ deed: deed.deed, verdict: judged.get(deed) ?? lost() }))
}

function lost(): never {
  throw new Error('a deed was not judged')
}

/** What could not be read is kept for repair, as an event would be. */
async function keepRefused(tx: Tx, deps: Deps, sender: Sender, source: string, entries: ReadBundle['entries']): Promise<void> {
  const refused = entries.flatMap(({ resource, read }) =>
    read.kind === 'refused' && resource !== undefined
      ? [
          {
            source,
            sourceId: safeName(deps, read.resource).slice(0, 200),
            problem: 'invalid-resource',
            body: JSON.stringify(resource),
            waitsForDigest: null,
            waitsForSystem: null,
            waitsForKind: null,
          },
        ]
      : [],
  )
  await quarantine(tx, deps, sender.username, refused)
}
