// The same request twice is done once: the key, the request and the outcome stand in the transaction that did it.
import { inScope, lockOf, type Scope, type Tx } from '@roedtraad/database'
import { canonicalJson, Problem } from '@roedtraad/domain'
import type { Deps } from './deps.ts'

/** `key` is the request's Idempotency-Key, or undefined when it sent none; `request` is what was asked, to tell a repeat from a reuse. */
export interface Attempt {
  key: string | undefined
  request: unknown
}

/**
 * Runs `work` in one transaction, or returns what it returned when the same key did it before.
 * The result must be small and hold ids only. Throws Problem 422 `idempotency-key-reused` for another request under the same key.
 */
export async function onceInScope<T extends object>(
  deps: Deps,
  scope: Scope,
  attempt: Attempt,
  work: (tx: Tx) => Promise<T>,
  locks: readonly bigint[] = [],
): Promise<T> {
  const { key } = attempt
  if (key === undefined) return inScope(deps.database, scope, work, locks)
  const request = Buffer.from(deps.vault.fingerprint(canonicalJson(attempt.request)), 'hex')
  return inScope(deps.database, scope, (tx) => doOnce(tx, key, request, work), [...locks, lockOf(`idempotency ${scope.actor} ${key}`)])
}

async function doOnce<T extends object>(tx: Tx, key: string, request: Buffer, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { actor, municipality } = tx.scope
  const before = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'body'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst()
  if (before !== undefined) {
    if (!before.request_hash.equals(request))
      throw new Problem(
        422,
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request. Send a new key with a new request.',
      )
    return before.body as unknown as T
  }
  const result = await work(tx)
  await tx
    .insertInto('idempotency_keys')
    .values({ municipality, actor, key, request_hash: request, status: 200, body: JSON.stringify(result) })
    .execute()
  return result
}
