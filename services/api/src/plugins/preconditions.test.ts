import { Problem } from '@roedtraad/domain'
import { expect, it } from 'vitest'
import { readIdempotencyKey, requireIfMatch, requireSameVersion, toEtag } from './preconditions.ts'

const outcome = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return error instanceof Problem ? `${error.status} ${error.code}` : error
  }
}
const ifMatch = (value: string | undefined) => outcome(() => requireIfMatch({ headers: value === undefined ? {} : { 'if-match': value } }))
const key = (value: string | undefined) =>
  outcome(() => readIdempotencyKey({ headers: value === undefined ? {} : { 'idempotency-key': value } }))

it.each([
  [undefined, '428 if-match-required'],
  ['*', '428 if-match-required'],
  ['"7"', '7'],
  [' "a-b_c.1" ', 'a-b_c.1'],
  ['7', '400 invalid-if-match'],
  ['W/"7"', '400 invalid-if-match'],
  ['"7", "8"', '400 invalid-if-match'],
  ['""', '400 invalid-if-match'],
  [`"${'x'.repeat(201)}"`, '400 invalid-if-match'],
])('If-Match %s gives %s', (value, expected) => expect(ifMatch(value)).toBe(expected))

it('an ETag comes back as the version it was made of', () => {
  expect(ifMatch(toEtag(12))).toBe('12')
  expect(outcome(() => requireSameVersion('12', 12))).toBeUndefined()
  expect(outcome(() => requireSameVersion('11', 12))).toBe('412 stale')
})

it.each([
  [undefined, undefined],
  ['abc', 'abc'],
  ['"abc"', 'abc'],
  ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['', '400 invalid-idempotency-key'],
  ['a b', '400 invalid-idempotency-key'],
  ['"a"b"', '400 invalid-idempotency-key'],
  ['é', '400 invalid-idempotency-key'],
  ['x'.repeat(255), 'x'.repeat(255)],
  ['x'.repeat(256), '400 invalid-idempotency-key'],
])('Idempotency-Key %s', (value, expected) => expect(key(value)).toBe(expected))
