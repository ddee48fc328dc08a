// The only reader of the environment. Every fault is told at once, at boot, with its remedy; what comes out is frozen and passed on as an argument.
// What would surprise: CLOCK moves the product's now and nothing else, and only where the local identity provider runs.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Keys } from '@roedtraad/database'
import { localMunicipality, localSorIds, toClockOffset } from '@roedtraad/domain'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'

const Url = (description: string) => Type.String({ pattern: '^https?://[^\\s]+$', description })

/** The variables, each with what it must be. Absent and empty are the same. */
const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['production', 'development', 'test'], { description: 'production, development or test' })),
  PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$', description: 'a whole number from 0 to 65535' })),
  SOCKET: Type.Optional(Type.Enum(['handed'], { description: 'handed, where whoever starts this process hands it a listening socket' })),
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://', description: 'the postgres:// address of the role of this service' }),
  ISSUER_URL: Url('the http(s) address of the identity provider, exactly as its tokens name it in iss'),
  ISSUER_AUDIENCE: Type.String({ minLength: 1, description: 'the audience that tokens for this service carry' }),
  OIDC_CLIENT_ID: Type.String({ minLength: 1, description: 'the client id under which the identity provider knows this service' }),
  OIDC_CLIENT_SECRET: Type.String({ minLength: 1, description: 'the secret of that client' }),
  PUBLIC_URL: Url('the http(s) address under which browsers reach this service'),
  KEYS_FILE: Type.String({
    minLength: 1,
    description: 'the path of a JSON file with the keys scope, seal and digest, 32 bytes each in base64',
  }),
  OWN_SOR_IDS: Type.Optional(Type.String({ pattern: '^\\d+(\\s*,\\s*\\d+)*$', description: 'SOR ids with commas between them' })),
  MUNICIPALITY: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', description: 'the short code of the municipality' })),
  CLOCK: Type.Optional(Type.String({ description: 'an offset such as +36h or -P3D' })),
  LOCAL_IDENTITY: Type.Optional(Type.Enum(['true', 'false'], { description: 'true or false' })),
  WEB_DIST: Type.Optional(Type.String({ description: 'the folder with the built web (index.html in it)' })),
})
type Environment = Static<typeof Environment>

export type Config = Readonly<ReturnType<typeof toConfig>>

/** All faults of a configuration, one sentence each in `faults`. */
export class ConfigProblem extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The service cannot start with this configuration:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    this.name = 'ConfigProblem'
    this.faults = faults
  }
}

/** Reads and checks the environment and the key file. Throws ConfigProblem with every fault; never repeats a value, which may be a secret. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in Environment.properties && value !== undefined && value !== ''),
  )
  const wrong = Object.entries(Environment.properties).filter(
    ([name, schema]) => !isFine(schema, given[name], !Environment.required.includes(name as never)),
  )
  const faults = wrong.map(
    ([name, schema]) => `${name} ${given[name] === undefined ? 'is missing' : 'cannot be used'}: it must be ${describe(schema)}.`,
  )
  const keys = given.KEYS_FILE === undefined ? undefined : findKeys(given.KEYS_FILE)
  faults.push(
    ...relationFaults(
      given,
      wrong.map(([name]) => name),
    ),
  )
  if (given.KEYS_FILE !== undefined && keys === undefined)
    faults.push(`KEYS_FILE cannot be used: it must be ${describe(Environment.properties.KEYS_FILE)}.`)
  if (faults.length > 0 || keys === undefined) throw new ConfigProblem(faults)
  return freeze(toConfig(given as Environment, keys))
}

const isFine = (schema: TSchema, value: unknown, optional: boolean) => (value === undefined ? optional : Value.Check(schema, value))
const describe = (schema: object) => ('description' in schema ? String(schema.description) : 'given')

/** Faults that lie between variables, or beyond what a pattern can say. `known` are those already told. */
function relationFaults(given: Record<string, string | undefined>, known: readonly string[]): string[] {
  const local = given.LOCAL_IDENTITY === 'true'
  const insecure = (name: string) => !known.includes(name) && given[name]?.startsWith('http:') && !isLoopback(given[name])
  const checks: [boolean | undefined, string][] = [
    [Number(given.PORT ?? 0) > 65_535, 'PORT cannot be used: it must be a whole number from 0 to 65535.'],
    [
      given.CLOCK !== undefined && !local,
      'CLOCK is accepted only with the local identity provider: take it away, or set LOCAL_IDENTITY=true.',
    ],
    [
      given.CLOCK !== undefined && toClockOffset(given.CLOCK) === undefined,
      'CLOCK cannot be used: it must be an offset such as +36h or -P3D (weeks, days, hours, minutes, seconds).',
    ],
    [insecure('ISSUER_URL'), 'ISSUER_URL must begin with https:// unless the identity provider runs on this machine.'],
    [insecure('PUBLIC_URL'), 'PUBLIC_URL must begin with https:// unless browsers run on this machine.'],
    [
      given.WEB_DIST !== undefined && !isFile(join(given.WEB_DIST, 'index.html')),
      'WEB_DIST cannot be used: it must be the folder with the built web (index.html in it).',
    ],
  ]
  return checks.filter(([fault]) => fault).map(([, sentence]) => sentence)
}

function isLoopback(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function findKeys(path: string): Keys | undefined {
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof Keys, unknown>>
    const { scope, seal, digest } = read
    const is32Bytes = (key: unknown): key is string => typeof key === 'string' && Buffer.from(key, 'base64').length === 32
    return is32Bytes(scope) && is32Bytes(seal) && is32Bytes(digest) ? { scope, seal, digest } : undefined
  } catch {
    return undefined
  }
}

function toConfig(given: Environment, keys: Keys) {
  return {
    production: given.NODE_ENV === 'production',
    port: Number(given.PORT ?? 3000),
    /** The listening socket comes over the channel to the parent process; `port` says nothing then. */
    handedSocket: given.SOCKET === 'handed',
    databaseUrl: given.DATABASE_URL,
    issuerUrl: given.ISSUER_URL,
    audience: given.ISSUER_AUDIENCE,
    clientId: given.OIDC_CLIENT_ID,
    clientSecret: given.OIDC_CLIENT_SECRET,
    publicUrl: new URL(given.PUBLIC_URL).origin,
    keys,
    ownSorIds: given.OWN_SOR_IDS?.split(',').map((id) => id.trim()) ?? [...localSorIds],
    municipality: given.MUNICIPALITY ?? localMunicipality,
    /** Milliseconds by which the product's now runs ahead of real time (behind, when negative). */
    clockOffset: given.CLOCK === undefined ? 0 : (toClockOffset(given.CLOCK) ?? 0),
    localIdentity: given.LOCAL_IDENTITY === 'true',
    webDist: given.WEB_DIST ?? null,
    logLevel: given.NODE_ENV === 'test' ? ('silent' as const) : ('info' as const),
  }
}

function freeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) freeze(member)
  return Object.freeze(value)
}
