// The only reader of the environment. Every fault is told at once, at boot, with its remedy; what comes out is frozen and passed on as an argument.
// What would surprise: CLOCK moves the product's now and nothing else, and only where the local identity provider runs.
import { readFileSync } from 'node:fs'
import type { Keys } from '@roedtraad/database'
import { localMunicipality, localSorIds, toClockOffset } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** The variables, each with what it must be. Absent and empty are the same. */
const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['production', 'development', 'test'], { description: 'production, development or test' })),
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://', description: 'the postgres:// address of the role of this service' }),
  QUEUE_URL: Type.String({ pattern: '^(postgres(ql)?|rediss?)://', description: 'the postgres:// or redis:// address of the queue' }),
  KEYS_FILE: Type.String({
    minLength: 1,
    description: 'the path of a JSON file with the keys scope, seal and digest, 32 bytes each in base64',
  }),
  OWN_SOR_IDS: Type.Optional(Type.String({ pattern: '^\\d+(\\s*,\\s*\\d+)*$', description: 'SOR ids with commas between them' })),
  MUNICIPALITY: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', description: 'the short code of the municipality' })),
  CLOCK: Type.Optional(Type.String({ description: 'an offset such as +36h or -P3D' })),
  FILING_DIR: Type.Optional(Type.String({ minLength: 1, description: 'the folder into which documents to be filed are dropped' })),
  LOCAL_IDENTITY: Type.Optional(Type.Enum(['true', 'false'], { description: 'true or false' })),
})
type Environment = Static<typeof Environment>

export type Config = Readonly<ReturnType<typeof toConfig>>

/** All faults of a configuration, one sentence each in `faults`. */
export class ConfigProblem extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The worker cannot start with this configuration:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    this.name = 'ConfigProblem'
    this.faults = faults
  }
}

/** Reads and checks the environment and the key file. Throws ConfigProblem with every fault; never repeats a value, which may be a secret. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in Environment.properties && value !== undefined && value !== ''),
  )
  const keys = given.KEYS_FILE === undefined ? undefined : findKeys(given.KEYS_FILE)
  const faults = [...variableFaults(given), ...clockFaults(given)]
  if (given.KEYS_FILE !== undefined && keys === undefined)
    faults.push(`KEYS_FILE cannot be used: it must be ${describe(Environment.properties.KEYS_FILE)}.`)
  if (faults.length > 0 || keys === undefined) throw new ConfigProblem(faults)
  return Object.freeze(toConfig(given as Environment, keys))
}

const describe = (schema: object) => ('description' in schema ? String(schema.description) : 'given')

function variableFaults(given: Record<string, string | undefined>): string[] {
  const required: readonly string[] = Environment.required
  const isFine = (name: string, schema: (typeof Environment.properties)[keyof typeof Environment.properties]) =>
    given[name] === undefined ? !required.includes(name) : Value.Check(schema, given[name])
  return Object.entries(Environment.properties)
    .filter(([name, schema]) => !isFine(name, schema))
    .map(([name, schema]) => `${name} ${given[name] === undefined ? 'is missing' : 'cannot be used'}: it must be ${describe(schema)}.`)
}

function clockFaults(given: Record<string, string | undefined>): string[] {
  if (given.CLOCK === undefined) return []
  const faults =
    given.LOCAL_IDENTITY === 'true'
      ? []
      : ['CLOCK is accepted only with the local identity provider: take it away, or set LOCAL_IDENTITY=true.']
  if (toClockOffset(given.CLOCK) === undefined)
    faults.push('CLOCK cannot be used: it must be an offset such as +36h or -P3D (weeks, days, hours, minutes, seconds).')
  return faults
}

function findKeys(path: string): Keys | undefined {
  try {
    const { scope, seal, digest } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof Keys, unknown>>
    const is32Bytes = (key: unknown): key is string => typeof key === 'string' && Buffer.from(key, 'base64').length === 32
    return is32Bytes(scope) && is32Bytes(seal) && is32Bytes(digest) ? Object.freeze({ scope, seal, digest }) : undefined
  } catch {
    return undefined
  }
}

function toConfig(given: Environment, keys: Keys) {
  return {
    databaseUrl: given.DATABASE_URL,
    queueUrl: given.QUEUE_URL,
    keys,
    ownSorIds: Object.freeze(given.OWN_SOR_IDS?.split(',').map((id) => id.trim()) ?? [...localSorIds]),
    municipality: given.MUNICIPALITY ?? localMunicipality,
    /** Milliseconds by which the product's now runs ahead of real time (behind, when negative). */
    clockOffset: given.CLOCK === undefined ? 0 : (toClockOffset(given.CLOCK) ?? 0),
    /** Null: nothing is filed, and what waits for it stands on the lists. */
    filingDir: given.FILING_DIR ?? null,
    logLevel: given.NODE_ENV === 'test' ? ('warn' as const) : ('info' as const),
  }
}
