import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('without anything set there is an embedded everything, and the demonstration', () => {
  const settings = readSettings({ PORT: '', DATA_DIR: '' })
  expect(settings).toMatchObject({
    port: undefined,
    databaseUrl: undefined,
    queueUrl: undefined,
    seed: 'demo',
    clockOffset: 0,
    issuer: undefined,
  })
  expect(settings.dataDir).toMatch(/[\\/]\.local$/)
  expect(settings.ownSorIds).toHaveLength(14)
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3000x'],
  ['SEED', 'lots'],
  ['CLOCK', 'tomorrow'],
  ['CLOCK', '+P1M'],
  ['DATABASE_URL', 'mysql://user:secret@host/x'],
  ['QUEUE_URL', 'http://host'],
  ['OWN_SOR_IDS', '12;13'],
  ['ISSUER_URL', 'issuer'],
])('%s=%s is refused by name, and never repeated', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} cannot be used: it must be `))
  expect(() => readSettings({ [name]: value })).not.toThrow(value)
})

test('all faults are told at once', () => {
  expect(() => readSettings({ PORT: 'x', SEED: 'y' })).toThrow(/^PORT .*\nSEED /)
})

test.each([
  ['0', 0],
  ['3000', 3000],
  ['65535', 65_535],
])('PORT=%s is %i', (text, port) => {
  expect(readSettings({ PORT: text }).port).toBe(port)
})

test('the clock moves only with the local identity provider', () => {
  const issuer = { ISSUER_URL: 'https://login.example', OIDC_CLIENT_ID: 'web', OIDC_CLIENT_SECRET: 'secret' }
  expect(readSettings({ CLOCK: '-P3D' }).clockOffset).toBe(-3 * 86_400_000)
  expect(readSettings(issuer).issuer).toEqual({
    url: 'https://login.example',
    audience: 'urn:roedtraad:api',
    clientId: 'web',
    clientSecret: 'secret',
  })
  expect(() => readSettings({ ...issuer, CLOCK: '+1h' })).toThrow(/^CLOCK is accepted only with the local identity provider/)
})

test('another identity provider needs the client that it knows', () => {
  expect(() => readSettings({ ISSUER_URL: 'https://login.example' })).toThrow(/^OIDC_CLIENT_ID is missing.*\nOIDC_CLIENT_SECRET is missing/)
})
