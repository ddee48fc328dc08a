import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toClockOffset } from '@roedtraad/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'

const hour = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'roedtraad-config-'))
const keysFile = join(folder, 'keys.json')
const good = {
  DATABASE_URL: 'postgres://rt_api:pw@127.0.0.1:5432/roedtraad',
  ISSUER_URL: 'http://127.0.0.1:4000',
  ISSUER_AUDIENCE: 'urn:roedtraad:api',
  OIDC_CLIENT_ID: 'roedtraad',
  OIDC_CLIENT_SECRET: 'secret-value',
  PUBLIC_URL: 'http://127.0.0.1:3000/',
  KEYS_FILE: keysFile,
  LOCAL_IDENTITY: 'true',
}

beforeAll(() => {
  const key = Buffer.alloc(32, 7).toString('base64')
  writeFileSync(keysFile, JSON.stringify({ scope: key, seal: key, digest: key }))
  writeFileSync(join(folder, 'short.json'), JSON.stringify({ scope: 'aGk=', seal: key, digest: key }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const faultsOf = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return error instanceof ConfigProblem ? error.faults : [String(error)]
  }
}

describe('readConfig', () => {
  it('gives defaults, and what stands in the environment', () => {
    const config = readConfig({ ...good, PORT: '', OTHER: 'x', OWN_SOR_IDS: '1, 22', CLOCK: '+36h' })
    expect(config).toMatchObject({
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      ownSorIds: ['1', '22'],
      clockOffset: 36 * hour,
      municipality: 'roedby',
      webDist: null,
    })
    expect(readConfig(good).ownSorIds.length).toBe(14)
  })
  it('is frozen, all the way down', () => {
    const config = readConfig(good)
    expect([Object.isFrozen(config), Object.isFrozen(config.keys), Object.isFrozen(config.ownSorIds)]).toEqual([true, true, true])
  })
  it('tells every fault at once, by name', () => {
    const named = faultsOf({ PORT: 'http', CLOCK: 'x' }).map((fault) => fault.split(' ')[0])
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'ISSUER_URL',
      'ISSUER_AUDIENCE',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'PUBLIC_URL',
      'KEYS_FILE',
      'CLOCK',
    ])
      expect(named).toContain(name)
  })
  it.each([
    [{ PORT: '70000' }, /^PORT cannot be used/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL cannot be used/],
    [{ CLOCK: '+36h', LOCAL_IDENTITY: 'false' }, /^CLOCK is accepted only with the local identity provider/],
    [{ CLOCK: 'P1M' }, /^CLOCK cannot be used/],
    [{ ISSUER_URL: 'http://login.example.dk' }, /^ISSUER_URL must begin with https/],
    [{ PUBLIC_URL: 'http://example.dk' }, /^PUBLIC_URL must begin with https/],
    [{ OWN_SOR_IDS: '1;2' }, /^OWN_SOR_IDS cannot be used/],
    [{ KEYS_FILE: '/nowhere/keys.json' }, /^KEYS_FILE cannot be used/],
    [{ KEYS_FILE: join(folder, 'short.json') }, /^KEYS_FILE cannot be used/],
    [{ WEB_DIST: folder }, /^WEB_DIST cannot be used/],
    [{ LOCAL_IDENTITY: 'yes' }, /^LOCAL_IDENTITY cannot be used/],
    [{ NODE_ENV: 'prod' }, /^NODE_ENV cannot be used/],
  ])('%j is one fault', (change, message) => {
    const faults = faultsOf({ ...good, ...change })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(message)
  })
  it('never repeats a value', () => {
    expect(faultsOf({ ...good, DATABASE_URL: 'secret-value', PORT: 'secret-value' }).join()).not.toContain('secret-value')
  })
})

describe('toClockOffset', () => {
  it.each([
    ['+36h', 36 * hour],
    ['-36h', -36 * hour],
    ['90m', 1.5 * hour],
    ['+2d', 48 * hour],
    ['-1w', -168 * hour],
    ['15s', 15_000],
    ['P3D', 72 * hour],
    ['-P3D', -72 * hour],
    ['+P1DT2H30M', 26.5 * hour],
    ['PT0S', 0],
    ['-PT90S', -90_000],
    ['P1W', 168 * hour],
  ])('%s', (text, expected) => expect(toClockOffset(text)).toBe(expected))
  it.each(['', 'P', 'PT', 'P1M', 'P1Y', 'P1DT', '36', 'h', '+ 36h', '1.5h', 'P-3D', '++3h', '1h30m', 'P3D '])('refuses %j', (text) =>
    expect(toClockOffset(text)).toBeUndefined(),
  )
})
