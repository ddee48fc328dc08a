// An identity provider small enough for a test: discovery, its own keys, tokens for whoever is named, and a log-in without a password.
// It signs with node:crypto and not with the library that the door verifies with, so that one cannot excuse the other.
import { createHash, generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestIssuer {
  url: string
  privateKey: KeyObject
  publicKey: KeyObject
  kid: string
  /** An access token that the door accepts; members given replace or (undefined) remove those of claims and header. */
  mint(username: string, claims?: Record<string, unknown>, header?: Record<string, unknown>): string
  /** Signs any header and claims with the issuer's key. */
  signToken(header: Record<string, unknown>, claims: unknown): string
  /** The next log-ins are by this user. */
  logInAs(username: string): void
  /** How often its keys were asked for. */
  keyRequests(): number
  close(): Promise<void>
}

const audience = 'urn:roedtraad:api'
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Starts on a free port of this machine. `clientId` is the one that the door logs in with. */
export async function startTestIssuer({ clientId = 'roedtraad' }: { clientId?: string } = {}): Promise<TestIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = randomUUID()
  const jwk: JsonWebKey = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
  const state = { url: '', username: 'nurse.health', keyRequests: 0, clientId }
  const signToken: TestIssuer['signToken'] = (header, claims) => {
    const input = `${encode(header)}.${encode(claims)}`
    return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`
  }
  const logIns = createLogIns((claims) => signToken({ alg: 'RS256', kid }, claims), state)
  const server = createServer((request, response) => {
    if (request.url === '/jwks') state.keyRequests++
    answer(request, response, { url: state.url, jwk, logIns }).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: state.url,
    privateKey,
    publicKey,
    kid,
    signToken,
    mint: (username, claims = {}, header = {}) =>
      signToken({ alg: 'RS256', typ: 'at+jwt', kid, ...header }, { ...claimsFor(state.url, username), ...claims }),
    logInAs: (username) => {
      state.username = username
    },
    keyRequests: () => state.keyRequests,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

interface LogIns {
  /** A code for an authorization request. */
  begin(asked: URLSearchParams): string
  /** The id token for a code, once; undefined when the code is unknown or its PKCE verifier wrong. */
  redeem(form: URLSearchParams): string | undefined
}

function createLogIns(signClaims: (claims: object) => string, state: { url: string; username: string; clientId: string }): LogIns {
  const pending = new Map<string, { nonce: string | null; challenge: string | null }>()
  return {
    begin(asked) {
      const code = randomUUID()
      pending.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge') })
      return code
    },
    redeem(form) {
      const code = form.get('code') ?? ''
      const begun = pending.get(code)
      pending.delete(code)
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (begun === undefined || begun.challenge !== challenge) return undefined
      const now = Math.floor(Date.now() / 1000)
      return signClaims({ iss: state.url, aud: state.clientId, sub: state.username, iat: now, exp: now + 60, nonce: begun.nonce })
    },
  }
}

function claimsFor(issuer: string, username: string) {
  const now = Math.floor(Date.now() / 1000)
  return { iss: issuer, aud: audience, sub: username, client_id: 'test', jti: randomUUID(), iat: now, exp: now + 600 }
}

interface Answering {
  url: string
  jwk: JsonWebKey
  logIns: LogIns
}

async function answer(request: IncomingMessage, response: ServerResponse, { url, jwk, logIns }: Answering): Promise<void> {
  const asked = new URL(request.url ?? '/', url)
  const json = (body: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (asked.pathname === '/.well-known/openid-configuration') json(describeIssuer(url))
  else if (asked.pathname === '/jwks') json({ keys: [jwk] })
  else if (asked.pathname === '/authorize') {
    const back = new URL(asked.searchParams.get('redirect_uri') ?? url)
    const state = asked.searchParams.get('state') ?? ''
    back.search = new URLSearchParams({ code: logIns.begin(asked.searchParams), state, iss: url }).toString()
    response.writeHead(302, { location: back.href }).end()
  } else if (asked.pathname === '/token') {
    const token = logIns.redeem(new URLSearchParams(await readText(request)))
    if (token === undefined) json({ error: 'invalid_grant' }, 400)
    else json({ access_token: 'unused', token_type: 'Bearer', expires_in: 60, id_token: token })
  } else response.writeHead(404).end()
}

function describeIssuer(url: string) {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
