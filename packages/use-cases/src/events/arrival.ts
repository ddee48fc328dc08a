// An event on its way in, and what became of it.
import { canonicalJson } from '@roedtraad/domain'
import type { SentEvent } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import type { Sender } from './sender.ts'

/** What was sent. */
export interface Incoming {
  sent: SentEvent
  /** Keyed digest of the citizen's identifier. */
  digest: Buffer
  /** Keyed fingerprint (hex) of the canonical content. */
  bodyHash: string
}

/** What was sent, and by whom. */
export interface Arrival extends Incoming {
  sender: Sender
}

export type Verdict =
  | { kind: 'accepted' }
  | { kind: 'duplicate' }
  | { kind: 'not-kept'; because: string }
  | { kind: 'quarantined'; problem: string; waits: boolean }

/** Prepares a sent event: digests instead of identifiers from here on. */
export function toIncoming({ vault, municipality }: Pick<Deps, 'vault' | 'municipality'>, sent: SentEvent): Incoming {
  return { sent, digest: vault.digest(municipality, sent.identifier), bodyHash: vault.fingerprint(canonicalJson(sent)) }
}

/** The same with its sender. */
export function toArrival(deps: Pick<Deps, 'vault' | 'municipality'>, sent: SentEvent, sender: Sender): Arrival {
  return { ...toIncoming(deps, sent), sender }
}

/** The original's id: its own for a record, the one it names for a correction or withdrawal. */
export function chainIdOf(sent: Pick<SentEvent, 'sourceId' | 'targetId'>): string {
  return sent.targetId ?? sent.sourceId
}

/** One key for (source, id), whatever characters they hold. */
export function sourceKey(source: string, id: string): string {
  return JSON.stringify([source, id])
}
