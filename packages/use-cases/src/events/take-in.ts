// Ingestion with what it sets free: a citizen who becomes known calls back the events that were waiting for her.
import type { IngestState, Tx } from '@roedtraad/database'
import type { SentEvent } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { type Arrival, digestsOf, toArrival, type Verdict } from './arrival.ts'
import { ingest } from './ingest.ts'
import type { Sender } from './sender.ts'

/**
 * Takes a batch in together with whatever was quarantined for the citizens that it registers: a grant that waited for its citizen counts for what comes with her.
 * What becomes of the batch's own events is returned, in the same order. `standing` is what `findStanding` says of them, where the caller has asked already.
 */
export async function takeIn(tx: Tx, deps: Deps, arrivals: readonly Arrival[], standing?: IngestState): Promise<Verdict[]> {
  const waiting = await listWaitingFor(tx, deps, arrivals)
  const all = [...waiting.map((one) => one.arrival), ...arrivals]
  const { verdicts } = await ingest(tx, deps, all, waiting.length === 0 ? standing : undefined)
  await resolve(tx, waiting, verdicts)
  return verdicts.slice(waiting.length)
}

export interface WaitingRow {
  id: string
  sealed_body: Buffer
  sent_by: string
}

interface Waiting {
  row: WaitingRow
  arrival: Arrival
}

/** Events that wait for a citizen whom the batch registers, or whose replaced number it names, each under the rights of the system that sent it. */
async function listWaitingFor(tx: Tx, deps: Deps, arrivals: readonly Arrival[]): Promise<Waiting[]> {
  const digests = digestsOf(arrivals.filter(({ sent }) => sent.kind === 'citizen.registered' && sent.deed === 'record'))
  if (digests.length === 0) return []
  const rows = await tx
    .selectFrom('quarantine')
    .select(['id', 'sealed_body', 'sent_by'])
    .where('waits_for_digest', 'in', digests)
    .where('problem', '<>', 'another-person')
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.length === 0 ? [] : toWaiting(tx, deps, rows, (row) => readWaiting(deps, row))
}

async function toWaiting(
  tx: Tx,
  deps: Deps,
  rows: readonly WaitingRow[],
  read: (row: WaitingRow) => SentEvent | undefined,
): Promise<Waiting[]> {
  const senders = await listSenders(tx)
  return rows.flatMap((row) => {
    const sender = senders.get(row.sent_by)
    const sent = sender === undefined ? undefined : read(row)
    return sender === undefined || sent === undefined ? [] : [{ row, arrival: toArrival(deps, sent, sender) }]
  })
}

/** Marks those that are no longer refused; returns how many. */
async function resolve(tx: Tx, waiting: readonly Waiting[], verdicts: readonly Verdict[]): Promise<number> {
  const resolved = waiting.filter((_, index) => verdicts[index]?.kind !== 'quarantined').map((one) => one.row.id)
  if (resolved.length > 0) await tx.updateTable('quarantine').set({ resolved_at: tx.scope.at }).where('id', 'in', resolved).execute()
  return resolved.length
}

/** Ingests waiting rows and marks those that are no longer refused. `confirmed`: somebody has said whom they are about. */
export async function replay(
  tx: Tx,
  deps: Deps,
  rows: readonly WaitingRow[],
  read: (row: WaitingRow) => SentEvent | undefined,
  confirmed = false,
): Promise<number> {
  const waiting = await toWaiting(tx, deps, rows, read)
  if (waiting.length === 0) return 0
  const { verdicts } = await ingest(
    tx,
    deps,
    waiting.map((one) => ({ ...one.arrival, confirmed })),
  )
  return resolve(tx, waiting, verdicts)
}

/** A row whose event was read before it was kept apart. */
export function readWaiting(deps: Deps, row: Pick<WaitingRow, 'id' | 'sealed_body'>): SentEvent {
  return JSON.parse(deps.vault.open(row.sealed_body, `quarantine.sealed_body.${row.id}`)) as SentEvent
}

async function listSenders(tx: Tx): Promise<Map<string, Sender>> {
  const rows = await tx.selectFrom('sending_systems').selectAll().execute()
  return new Map(rows.map((row) => [row.username, { username: row.username, sourcePrefix: row.source_prefix, areas: row.areas }]))
}
