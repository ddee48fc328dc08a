// Who sends. Asked in the transaction that takes in what was sent: it costs no way of its own, and nothing stands between the answer and the writing.
import type { Scope, Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { findActorIn, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

/** Whom a verified token names; what he may is not known yet. */
export interface Caller {
  username: string
}

/** A system, and what it may send. */
export interface Sender extends Caller {
  sourcePrefix: string
  areas: readonly string[]
}

/** The scope under which a system sends. Nothing read under it reaches the caller, and nothing is written, before `getSender` has answered. */
export function senderScope(deps: Deps, { username }: Caller): Scope {
  return scopeOf(deps, { username, kind: 'system', team: null, area: null, role: 'system' }, 'ingest')
}

/** What the caller may send, and whether it wants acknowledgements. Throws Problem 403 `unknown-user`, or `not-a-sender` with `refusal`. */
export async function getSender(tx: Tx, { username }: Caller, refusal: string): Promise<Sender & { acknowledges: boolean }> {
  const { kind, sends } = await findActorIn(tx, username)
  if (kind !== 'system' || sends === null) throw new Problem(403, 'not-a-sender', refusal)
  return { username, ...sends }
}
