// Events that could not be taken in. Nothing is lost: each is kept sealed, once, and comes back by itself when what it waits for arrives.
import { newId, type Tx } from '@roedtraad/database'
import type { Deps } from '../deps.ts'
import type { Incoming, Verdict } from './arrival.ts'

export interface Refused {
  source: string
  sourceId: string
  problem: string
  /** What was sent, as JSON. */
  body: string
  waitsForDigest: Buffer | null
  waitsForKind: string | null
}

/** Keeps refused events; one that is already kept is left as it is. */
export async function quarantine(tx: Tx, deps: Deps, sentBy: string, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  const rows = refused.map((one) => {
    const id = newId()
    return {
      municipality: deps.municipality,
      id,
      source: one.source,
      source_id: one.sourceId,
      problem: one.problem,
      waits_for_digest: one.waitsForDigest,
      waits_for_kind: one.waitsForKind,
      sealed_body: deps.vault.seal(one.body, `quarantine.sealed_body.${id}`),
      body_hash: Buffer.from(deps.vault.fingerprint(one.body), 'hex'),
      sent_by: sentBy,
      received_at: tx.scope.at,
    }
  })
  await tx
    .insertInto('quarantine')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['municipality', 'source', 'source_id', 'body_hash']).doNothing())
    .execute()
}

/** What an event that was quarantined waits for, if anything. */
export function toRefused(incoming: Incoming, verdict: Extract<Verdict, { kind: 'quarantined' }>): Refused {
  return {
    source: incoming.sent.source,
    sourceId: incoming.sent.sourceId,
    problem: verdict.problem,
    body: JSON.stringify(incoming.sent),
    waitsForDigest: verdict.problem === 'unknown-citizen' ? incoming.digest : null,
    waitsForKind: verdict.problem === 'unknown-kind' ? incoming.sent.kind : null,
  }
}
