// The two headers that make a deed safe to repeat and safe beside others: If-Match (RFC 9110) and Idempotency-Key.
import { Problem } from '@roedtraad/domain'
import type { FastifyRequest } from 'fastify'

/** The ETag of a version: strong, quoted. */
export function toEtag(version: string | number): string {
  return `"${version}"`
}

/**
 * The version that the caller saw, without quotes, from If-Match; the use case compares it in its transaction.
 * Throws Problem 428 without the header (or with `*`, which names no version), 400 when it is not one strong ETag.
 */
export function requireIfMatch(request: Pick<FastifyRequest, 'headers'>): string {
  const given = request.headers['if-match']
  if (given === undefined || given.trim() === '*')
    throw new Problem(428, 'if-match-required', 'Send the header If-Match with the ETag that you last saw.')
  const version = /^\s*"([\x21\x23-\x7e]{1,200})"\s*$/.exec(given)?.[1]
  if (version === undefined)
    throw new Problem(400, 'invalid-if-match', 'If-Match must hold one strong ETag in quotes, as the answer gave it.')
  return version
}

/** Refuses a stale version. Throws Problem 412. */
export function requireSameVersion(seen: string, current: string | number): void {
  if (seen !== String(current)) throw new Problem(412, 'stale', 'It was changed in the meantime. Read it again, and decide anew.')
}

/** The Idempotency-Key, bare or as a quoted string; undefined without one. Throws Problem 400 when it is not 1 to 255 visible characters. */
export function readIdempotencyKey(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  const text = Array.isArray(given) ? '' : given.trim()
  const key = /^"([\x21\x23-\x7e]{1,255})"$/.exec(text)?.[1] ?? /^([\x21\x23-\x7e]{1,255})$/.exec(text)?.[1]
  if (key === undefined)
    throw new Problem(400, 'invalid-idempotency-key', 'Idempotency-Key must hold 1 to 255 visible characters without spaces and quotes.')
  return key
}
