// An event on its way in, and what became of it.
import { canonicalJson, type Identifier, normaliseValue } from '@roedtraad/domain'
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
  /** The number that the registered one takes the place of, if the sender says so. */
  replaces: { identifier: Identifier; digest: Buffer } | null
  /** Somebody looked, and it is the same person although the sender tells of another. */
  confirmed: boolean
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
  const replaced = findReplaced(sent)
  return {
    sent,
    digest: vault.digest(municipality, sent.identifier),
    bodyHash: vault.fingerprint(canonicalJson(sent)),
    replaces: replaced === undefined ? null : { identifier: replaced, digest: vault.digest(municipality, replaced) },
    confirmed: false,
  }
}

/** The same with its sender. */
export function toArrival(deps: Pick<Deps, 'vault' | 'municipality'>, sent: SentEvent, sender: Sender): Arrival {
  return { ...toIncoming(deps, sent), sender }
}

/** Everybody whom an arrival names: whoever takes it in holds their locks. */
export function digestsOf(incoming: readonly Incoming[]): Buffer[] {
  return incoming.flatMap(({ digest, replaces }) => (replaces === null ? [digest] : [digest, replaces.digest]))
}

function findReplaced({ kind, deed, detail }: SentEvent): Identifier | undefined {
  if (kind !== 'citizen.registered' || deed !== 'record') return undefined
  const { system, value } = (detail['replaces'] ?? {}) as Partial<Identifier>
  return system === undefined || value === undefined ? undefined : { system, value: normaliseValue({ system, value }) }
}

/** The original's id: its own for a record, the one it names for a correction or withdrawal. */
export function chainIdOf(sent: Pick<SentEvent, 'sourceId' | 'targetId'>): string {
  return sent.targetId ?? sent.sourceId
}

/** One key for (source, id), whatever characters they hold. */
export function sourceKey(source: string, id: string): string {
  return JSON.stringify([source, id])
}
