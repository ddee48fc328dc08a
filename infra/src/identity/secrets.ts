// What the local identity provider keeps in DATA_DIR/identity.json: its signing key, its clients' secrets and everybody's password. All random, made once.
import { generateKeyPairSync, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sendingSystems, teams, users } from '@roedtraad/domain'
import type { JWK } from 'oidc-provider'
import { readOrCreate, writePrivate } from '../data-dir.ts'

export interface Secrets {
  /** Kept so that an address, and with it every token, stays good over a restart. */
  port?: number
  signingKey: JWK
  cookieKey: string
  webClientSecret: string
  tokenClientSecret: string
  passwords: Record<string, string>
}

/** Somebody who can log in with a browser. */
export interface Person {
  username: string
  name: string
  /** In Danish; empty for who belongs to none. */
  team: string
  password: string
}

const fileIn = (dataDir: string) => join(dataDir, 'identity.json')

/** Reads the secrets, making what is missing: all of them the first time, passwords of people who are new. */
export function openSecrets(dataDir: string): Secrets {
  const secrets = readOrCreate(fileIn(dataDir), createSecrets)
  const missing = listUsernames().filter((username) => secrets.passwords[username] === undefined)
  if (missing.length === 0) return secrets
  const complete = {
    ...secrets,
    passwords: { ...secrets.passwords, ...Object.fromEntries(missing.map((username) => [username, createPassword()])) },
  }
  saveSecrets(dataDir, complete)
  return complete
}

export function saveSecrets(dataDir: string, secrets: Secrets): void {
  writePrivate(fileIn(dataDir), secrets)
}

/** Everybody who may hold a token: people and sending systems. */
function listUsernames(): string[] {
  return [...users, ...sendingSystems].map(({ username }) => username)
}

/** People with their teams and passwords, in the order of the organisation. */
export function listPeople(secrets: Secrets): Person[] {
  const nameOf = new Map(teams.map((team) => [team.id, team.name.da]))
  return users.map(({ username, name, teams: memberships }) => ({
    username,
    name,
    team: memberships.map(({ team }) => nameOf.get(team) ?? team).join(', '),
    password: secrets.passwords[username] ?? '',
  }))
}

function createSecrets(): Secrets {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const secret = () => randomBytes(32).toString('base64url')
  return {
    signingKey: { ...(privateKey.export({ format: 'jwk' }) as JWK), kid: randomUUID(), use: 'sig', alg: 'RS256' },
    cookieKey: secret(),
    webClientSecret: secret(),
    tokenClientSecret: secret(),
    passwords: {},
  }
}

/** Nothing that is easily mistaken for another letter: it is read from a terminal and typed by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Twelve letters (59 bits) in three groups. */
function createPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group()].join('-')
}
