// Hospital messages as they were received and answered.
import type { Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface ReceivedMessageRow {
  bundle_id: string
  header_id: string
  content_hash: string
  /** What was answered. */
  answer: unknown
}

/** Messages that came under this header id or in this bundle. */
export async function listMessagesUnder(tx: Tx, ids: { headerId: string; bundleId: string }): Promise<ReceivedMessageRow[]> {
  return tx.prepared<ReceivedMessageRow>(
    'list-messages-under',
    `select bundle_id, header_id, content_hash, answer from messages where municipality = $1 and (header_id = $2 or bundle_id = $3)`,
    [tx.scope.municipality, ids.headerId, ids.bundleId],
  )
}

/** Keeps a message with its answer. `sealedRaw` is null where the law does not let us keep it. */
export function insertMessage(
  tx: Tx,
  row: {
    id: string
    bundleId: string
    headerId: string
    contentHash: string
    receivedAt: Instant
    senderSor: string | null
    outcome: string
    kept: boolean
    answer: unknown
    sealedRaw: Buffer | null
  },
): void {
  tx.send(
    'insert-message',
    `insert into messages (municipality, id, bundle_id, header_id, content_hash, received_at, sender_sor, outcome, kept, answer, sealed_raw)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.scope.municipality,
      row.id,
      row.bundleId,
      row.headerId,
      row.contentHash,
      row.receivedAt,
      row.senderSor,
      row.outcome,
      row.kept,
      JSON.stringify(row.answer),
      row.sealedRaw,
    ],
  )
}
