// What `npm start` may be told from outside; the only reader of the environment here. Every fault is told at once, with its remedy.

import { localSorIds, toClockOffset } from '@roedtraad/domain'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { findDataDir } from './paths.ts'
import { Refusal } from './refusal.ts'

/** The variables, each with what it must be. Absent and empty are the same. */
const variables = {
  PORT: Type.String({
    pattern: '^([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$',
    description: 'a whole number from 0 to 65535',
  }),
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'the postgres:// address of a database as its owner, who may create roles',
  }),
  QUEUE_URL: Type.String({ pattern: '^(postgres(ql)?|rediss?)://', description: 'the postgres:// or redis:// address of the queue' }),
  DATA_DIR: Type.String({ description: 'a folder' }),
  SEED: Type.String({ pattern: '^(demo|empty)$', description: 'demo or empty' }),
  OWN_SOR_IDS: Type.String({ pattern: '^\\d+(\\s*,\\s*\\d+)*$', description: 'SOR ids with commas between them' }),
  CLOCK: Type.String({ description: 'an offset such as +36h or -P3D (weeks, days, hours, minutes, seconds)' }),
  ISSUER_URL: Type.String({ pattern: '^https?://[^\\s]+$', description: 'the address of an OIDC provider, exactly as its tokens name it' }),
  ISSUER_AUDIENCE: Type.String({ description: 'the audience of its tokens' }),
  OIDC_CLIENT_ID: Type.String({ description: 'the client id of the web' }),
  OIDC_CLIENT_SECRET: Type.String({ description: 'the secret of that client' }),
  PUBLIC_URL: Type.String({ pattern: '^https?://[^\\s]+$', description: 'the address under which browsers reach the product' }),
}
type Name = keyof typeof variables
const describe = (schema: object) => ('description' in schema ? String(schema.description) : 'given')

export interface Settings {
  /** Undefined: 3000 or the next free one. */
  port: number | undefined
  /** As the owner. Undefined: an embedded one. */
  databaseUrl: string | undefined
  /** Undefined: in the database. */
  queueUrl: string | undefined
  dataDir: string
  seed: 'demo' | 'empty'
  ownSorIds: readonly string[]
  /** As it was given; the services read it themselves. */
  clock: string | undefined
  clockOffset: number
  /** Undefined: the local identity provider. */
  issuer: { url: string; audience: string; clientId: string; clientSecret: string } | undefined
  publicUrl: string | undefined
}

/** Reads and checks the environment. Throws Refusal with every fault; never repeats a value, which may be a secret. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = (name: Name) => (environment[name] === '' ? undefined : environment[name])
  const wrong = (Object.keys(variables) as Name[]).filter((name) => !isFine(name, given(name)))
  const faults = wrong.map((name) => `${name} cannot be used: it must be ${describe(variables[name])}.`)
  const missing = (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter((name) => given('ISSUER_URL') && !given(name))
  faults.push(...missing.map((name) => `${name} is missing: ISSUER_URL names another identity provider, which knows the web by it.`))
  if (given('CLOCK') && given('ISSUER_URL'))
    faults.push('CLOCK is accepted only with the local identity provider: take away CLOCK or ISSUER_URL.')
  if (faults.length > 0) throw new Refusal(faults.join('\n'))
  const port = given('PORT')
  const clock = given('CLOCK')
  const issuerUrl = given('ISSUER_URL')
  return {
    port: port === undefined ? undefined : Number(port),
    databaseUrl: given('DATABASE_URL'),
    queueUrl: given('QUEUE_URL'),
    dataDir: findDataDir(environment),
    seed: given('SEED') === 'empty' ? 'empty' : 'demo',
    ownSorIds:
      given('OWN_SOR_IDS')
        ?.split(',')
        .map((id) => id.trim()) ?? localSorIds,
    clock,
    clockOffset: clock === undefined ? 0 : (toClockOffset(clock) ?? 0),
    issuer: issuerUrl === undefined ? undefined : toIssuer(issuerUrl, given),
    publicUrl: given('PUBLIC_URL')?.replace(/\/$/, ''),
  }
}

function isFine(name: Name, value: string | undefined): boolean {
  if (value === undefined) return true
  return Value.Check(variables[name], value) && (name !== 'CLOCK' || toClockOffset(value) !== undefined)
}

function toIssuer(url: string, given: (name: Name) => string | undefined): NonNullable<Settings['issuer']> {
  return {
    url,
    audience: given('ISSUER_AUDIENCE') ?? 'urn:roedtraad:api',
    clientId: given('OIDC_CLIENT_ID') ?? '',
    clientSecret: given('OIDC_CLIENT_SECRET') ?? '',
  }
}
