import { expect, test } from 'vitest'
import { backendKind } from './connection.ts'

test.each([
  ['postgres://a@b/c', 'postgres'],
  ['postgresql://a@b/c', 'postgres'],
  ['redis://b:6379', 'redis'],
  ['rediss://b:6379', 'redis'],
])('%s keeps the queue in %s', (url, kind) => {
  expect(backendKind(url)).toBe(kind)
})

test.each(['', 'amqp://b', 'b:6379', 'postgres'])('%j is refused in one sentence', (url) => {
  expect(() => backendKind(url)).toThrow('QUEUE_URL must begin with postgres:// or redis://.')
})
