// Events that could not be taken in. Nothing is lost: each is kept sealed, once, and comes back by itself when what it waits for arrives.
import { newId, type Tx } from '@roedtraad/database'
import { isNationalNumber } from '@roedtraad/domain'
import type { Deps } from '../deps.ts'
import type { Incoming, Verdict } from './arrival.ts'

export interface Refused {
  source: string
  sourceId: string
  problem: string
  /** What was sent, as JSON. */
  body: string
  waitsForDigest: Buffer | null
  /** System of the identifier that a person must give to somebody; null where nobody needs to. */
  waitsForSystem: string | null
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
      waits_for_system: one.waitsForSystem,
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

/** Problems that somebody who knows who is meant resolves. */
const aboutWho: readonly string[] = ['unknown-citizen', 'needs-matching', 'another-person']

/** What an event that was quarantined waits for, if anything. */
export function toRefused(incoming: Incoming, verdict: Extract<Verdict, { kind: 'quarantined' }>): Refused {
  const { sent, digest } = incoming
  const who = aboutWho.includes(verdict.problem)
  // Whoever has a national number becomes known by herself, when she is registered.
  const byHand = who && (verdict.problem === 'another-person' || !isNationalNumber(sent.identifier))
  return {
    source: sent.source,
    sourceId: sent.sourceId,
    problem: verdict.problem,
    body: JSON.stringify(sent),
    waitsForDigest: who ? digest : null,
    waitsForSystem: byHand ? sent.identifier.system : null,
    waitsForKind: verdict.problem === 'unknown-kind' ? sent.kind : null,
  }
}
