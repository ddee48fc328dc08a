import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'worker-config-'))
const key = Buffer.alloc(32, 7).toString('base64')
const keysFile = join(folder, 'keys.json')
writeFileSync(keysFile, JSON.stringify({ scope: key, seal: key, digest: key }))
afterAll(() => rmSync(folder, { recursive: true }))

const whole = { DATABASE_URL: 'postgres://rt_worker:secret@db/rt', QUEUE_URL: 'redis://queue', KEYS_FILE: keysFile }

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigProblem) return error.faults
    throw error
  }
}

test('the least that is needed is enough, and what comes out cannot be changed', () => {
  const config = readConfig(whole)
  expect(config).toMatchObject({ queueUrl: 'redis://queue', municipality: 'roedby', clockOffset: 0 })
  expect(Object.isFrozen(config) && Object.isFrozen(config.ownSorIds) && Object.isFrozen(config.keys)).toBe(true)
})

test('all faults are told at once, each with its remedy and without its value', () => {
  const faults = faultsOf({
    DATABASE_URL: 'mysql://root:hunter2@db',
    QUEUE_URL: 'amqp://q',
    KEYS_FILE: join(folder, 'none.json'),
    CLOCK: 'tomorrow',
  })
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['DATABASE_URL', 'QUEUE_URL', 'CLOCK', 'CLOCK', 'KEYS_FILE'])
  expect(faults.join()).not.toContain('hunter2')
})

test('what is missing is named', () => {
  expect(faultsOf({}).map((fault) => fault.split(':')[0])).toEqual([
    'DATABASE_URL is missing',
    'QUEUE_URL is missing',
    'KEYS_FILE is missing',
  ])
})

test.each([
  ['+36h', 36 * 3_600_000],
  ['-P3D', -3 * 86_400_000],
])('CLOCK %s moves the product by %i ms, with the local identity provider only', (CLOCK, offset) => {
  expect(readConfig({ ...whole, CLOCK, LOCAL_IDENTITY: 'true' }).clockOffset).toBe(offset)
  expect(faultsOf({ ...whole, CLOCK })).toHaveLength(1)
})
