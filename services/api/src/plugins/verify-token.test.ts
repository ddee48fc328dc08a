// Hostile tokens, and the good ones without which the refusals would mean nothing. The issuer is a real server with its own key.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestIssuer, type TestIssuer } from '../testing/test-issuer.ts'
import { answerProblems } from './answer-problems.ts'
import { verifyToken } from './verify-token.ts'

const audience = 'urn:roedtraad:api'
const encode = (part: unknown) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

let issuer: TestIssuer
let app: FastifyInstance
let trap: { server: Server; url: string; visits: number }
let foreign: { privateKey: KeyObject; publicKey: KeyObject }

beforeAll(async () => {
  issuer = await startTestIssuer()
  foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  trap = await startTrap()
  app = await build(issuer.url)
})
afterAll(async () => {
  await app.close()
  await issuer.close()
  trap.server.close()
})

async function build(issuerUrl: string): Promise<FastifyInstance> {
  const door = Fastify()
  await door.register(answerProblems, {})
  await door.register(verifyToken, { issuerUrl, audience })
  door.get('/who', async (request) => ({ username: (await door.verifyToken(request))?.username ?? null }))
  return door
}

/** Somewhere that a token may point to for its key; nobody may come. */
async function startTrap() {
  const made = { server: createServer(), url: '', visits: 0 }
  made.server.on('request', (_request, response) => {
    made.visits++
    response.end('{"keys":[]}')
  })
  await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve))
  made.url = `http://127.0.0.1:${(made.server.address() as AddressInfo).port}`
  return made
}

const ask = (authorization: string) => app.inject({ url: '/who', headers: { authorization } })
const header = (more: object = {}) => ({ alg: 'RS256', typ: 'at+jwt', kid: issuer.kid, ...more })
const claims = (more: object = {}) => ({ iss: issuer.url, aud: audience, sub: 'nurse.health', iat: now(), exp: now() + 600, ...more })
const signedBy = (key: KeyObject, head: object, body: unknown, digest = 'sha256') => {
  const input = `${encode(head)}.${encode(body)}`
  return `${input}.${sign(digest, Buffer.from(input), key).toString('base64url')}`
}
const hmac = (key: string | Buffer, head: object, body: unknown, digest = 'sha256') => {
  const input = `${encode(head)}.${encode(body)}`
  return `${input}.${createHmac(digest, key).update(input).digest('base64url')}`
}
const pem = () => issuer.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name))
const parts = () => issuer.mint('nurse.health').split('.') as [string, string, string]

/** Each makes what follows `Bearer `. */
const hostile: Record<string, () => string> = {
  'alg none without signature': () => `${encode(header({ alg: 'none' }))}.${encode(claims())}.`,
  'alg none with a signature': () => `${encode(header({ alg: 'none' }))}.${encode(claims())}.${parts()[2]}`,
  'alg None in other letters': () => `${encode(header({ alg: 'nOnE' }))}.${encode(claims())}.x`,
  'alg absent': () => issuer.signToken({ typ: 'at+jwt', kid: issuer.kid }, claims()),
  'alg null': () => issuer.signToken(header({ alg: null }), claims()),
  'HS256 with the public key as its secret': () => hmac(pem(), header({ alg: 'HS256' }), claims()),
  'HS256 with the public key without line breaks': () => hmac(pem().replaceAll('\n', ''), header({ alg: 'HS256' }), claims()),
  'HS512 with the public key': () => hmac(pem(), header({ alg: 'HS512' }), claims(), 'sha512'),
  'HS256 with an empty secret': () => hmac('', header({ alg: 'HS256' }), claims()),
  'HS256 with the secret secret': () => hmac('secret', header({ alg: 'HS256' }), claims()),
  'RS512 by the right key': () => signedBy(issuer.privateKey, header({ alg: 'RS512' }), claims(), 'sha512'),
  'PS256 named, RS256 done': () => issuer.signToken(header({ alg: 'PS256' }), claims()),
  'another key under our key id': () => signedBy(foreign.privateKey, header(), claims()),
  'another key under its own id': () => signedBy(foreign.privateKey, header({ kid: 'mine' }), claims()),
  'no key id': () => issuer.signToken({ alg: 'RS256', typ: 'at+jwt' }, claims()),
  'a number as key id': () => issuer.signToken(header({ kid: 1 }), claims()),
  'a path as key id': () => issuer.signToken(header({ kid: '../../dev/null' }), claims()),
  'an injection as key id': () => issuer.signToken(header({ kid: "' or 1=1 --" }), claims()),
  'its own key in the header': () => signedBy(foreign.privateKey, header({ jwk: foreign.publicKey.export({ format: 'jwk' }) }), claims()),
  'jku to another server': () => signedBy(foreign.privateKey, header({ jku: `${trap.url}/jwks` }), claims()),
  'jku, though signed by the issuer': () => issuer.mint('nurse.health', {}, { jku: `${trap.url}/jwks` }),
  'x5u to another server': () => signedBy(foreign.privateKey, header({ x5u: `${trap.url}/cert` }), claims()),
  'x5c chain': () => issuer.mint('nurse.health', {}, { x5c: ['MIIB'] }),
  'crit with an unknown extension': () => issuer.mint('nurse.health', {}, { crit: ['exp'], exp: 1 }),
  'crit empty': () => issuer.mint('nurse.health', {}, { crit: [] }),
  'b64 false': () => issuer.mint('nurse.health', {}, { b64: false, crit: ['b64'] }),
  'typ JWT': () => issuer.mint('nurse.health', {}, { typ: 'JWT' }),
  'typ absent': () => issuer.mint('nurse.health', {}, { typ: undefined }),
  'an id token': () => issuer.mint('nurse.health', { aud: 'roedtraad', nonce: 'n' }, { typ: 'JWT' }),
  'typ as a list': () => issuer.mint('nurse.health', {}, { typ: ['at+jwt'] }),
  'another issuer': () => issuer.mint('nurse.health', { iss: trap.url }),
  'the issuer with a slash more': () => issuer.mint('nurse.health', { iss: `${issuer.url}/` }),
  'the issuer as a list': () => issuer.mint('nurse.health', { iss: [issuer.url] }),
  'another audience': () => issuer.mint('nurse.health', { aud: 'urn:other' }),
  'an audience that begins with ours': () => issuer.mint('nurse.health', { aud: `${audience}:more` }),
  'no audience in the list': () => issuer.mint('nurse.health', { aud: [] }),
  'a number as audience': () => issuer.mint('nurse.health', { aud: 1 }),
  'expired a minute ago': () => issuer.mint('nurse.health', { iat: now() - 660, exp: now() - 60 }),
  'expiry as text': () => issuer.mint('nurse.health', { exp: String(now() + 600) }),
  'expiry null': () => issuer.mint('nurse.health', { exp: null }),
  'expiry infinite': () => signedRaw(JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999')),
  'a life of ten years': () => issuer.mint('nurse.health', { exp: now() + 315_360_000 }),
  'issued in an hour': () => issuer.mint('nurse.health', { iat: now() + 3600, exp: now() + 4000 }),
  'issued as text': () => issuer.mint('nurse.health', { iat: 'today' }),
  'issued as a number in quotes': () => issuer.mint('nurse.health', { iat: String(now()) }),
  'valid only from tomorrow': () => issuer.mint('nurse.health', { nbf: now() + 86_400 }),
  'not before as text': () => issuer.mint('nurse.health', { nbf: 'tomorrow' }),
  'an empty subject': () => issuer.mint(''),
  'a subject that is a number': () => issuer.mint('x', { sub: 1 }),
  'a subject that is a list': () => issuer.mint('x', { sub: ['nurse.health'] }),
  'a subject with a line break': () => issuer.mint('nurse.health\nadmin'),
  'the signature cut': () => parts().join('.').slice(0, -8),
  'the signature empty': () => `${parts()[0]}.${parts()[1]}.`,
  'the payload exchanged': () => `${parts()[0]}.${encode(claims({ sub: 'admin' }))}.${parts()[2]}`,
  'the payload a list': () => issuer.signToken(header(), ['nurse.health']),
  'the payload null': () => issuer.signToken(header(), null),
  'the payload text': () => issuer.signToken(header(), 'nurse.health'),
  'the payload no JSON': () => signedRaw('{"sub":'),
  'the header no JSON': () => `${encode('{"alg":"RS256"')}.${encode(claims())}.x`,
  'the header a list': () => `${encode([])}.${encode(claims())}.x`,
  'whitespace before': () => ` ${parts().join('.')}`,
  'whitespace inside': () => parts().join('. '),
  'a tab after': () => `${parts().join('.')}\tx`,
  'base64 padding': () => `${parts().join('.')}==`,
  'base64 of the other alphabet': () => `${parts()[0]}+/.${parts()[1]}.${parts()[2]}`,
  'two parts': () => parts().slice(0, 2).join('.'),
  'four parts': () => `${parts().join('.')}.x`,
  'five parts, as if encrypted': () => 'a.b.c.d.e',
  'dots only': () => '..',
  'one word': () => 'token',
  nothing: () => '',
  'two tokens': () => `${parts().join('.')} ${parts().join('.')}`,
  'more than 4 kB': () => issuer.mint('nurse.health', { filler: 'x'.repeat(5000) }),
  'a body that claims to be compressed': () => issuer.mint('nurse.health', {}, { zip: 'DEF' }),
}
for (const name of ['iss', 'aud', 'exp', 'iat', 'sub']) hostile[`${name} missing`] = () => issuer.signToken(header(), without(name))

function signedRaw(payload: string): string {
  const input = `${encode(header())}.${encode(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), issuer.privateKey).toString('base64url')}`
}

describe('a good token is accepted', () => {
  const good: Record<string, () => string> = {
    'as the issuer mints it': () => issuer.mint('nurse.health'),
    'typ written in full': () => issuer.mint('nurse.health', {}, { typ: 'application/at+jwt' }),
    'several audiences, ours among them': () => issuer.mint('nurse.health', { aud: ['urn:other', audience] }),
    'with claims that we do not know': () => issuer.mint('nurse.health', { scope: 'openid', extra: { a: 1 } }),
    'almost 4 kB': () => issuer.mint('nurse.health', { filler: 'x'.repeat(2000) }),
    'already valid by nbf': () => issuer.mint('nurse.health', { nbf: now() - 10 }),
  }
  it.each(Object.entries(good))('%s', async (_name, make) => {
    const answer = await ask(`Bearer ${make()}`)
    expect([answer.statusCode, answer.json()]).toEqual([200, { username: 'nurse.health' }])
  })
  it('and known again until it expires, and not a moment for another signature', async () => {
    const token = issuer.mint('nurse.health', { iat: now() - 60, exp: now() + 60 })
    for (let turn = 0; turn < 2; turn++) expect((await ask(`Bearer ${token}`)).statusCode).toBe(200)
    const [head, body, signature = ''] = token.split('.')
    const other = signature.startsWith('A') ? 'B' : 'A'
    expect((await ask(`Bearer ${head}.${body}.${other}${signature.slice(1)}`)).statusCode).toBe(401)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 66_000 })
    expect((await ask(`Bearer ${token}`)).statusCode).toBe(401)
    vi.useRealTimers()
  })
  it('without a header there is no user, and no refusal here', async () => {
    expect((await app.inject('/who')).json()).toEqual({ username: null })
  })
})

describe(`${Object.keys(hostile).length} hostile tokens are answered 401 as a problem`, () => {
  it.each(Object.entries(hostile))('%s', async (_name, make) => {
    const answer = await ask(`Bearer ${make()}`)
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(answer.json()).toMatchObject({ status: 401, code: 'invalid-token' })
  })
  it.each(['Basic bnVyc2U6cHc=', 'Bearer', 'Token abc', 'bearer\tabc', 'Bearer  a.b.c', 'null'])('the header %s', async (authorization) => {
    expect((await ask(authorization)).statusCode).toBe(401)
  })
  it('and no address that a token names is ever visited', () => {
    expect(trap.visits).toBe(0)
  })
})

it('answers 503, not 401, when the issuer cannot be reached', async () => {
  const gone = await startTestIssuer()
  const token = gone.mint('nurse.health')
  await gone.close()
  const door = await build(gone.url)
  const answer = await door.inject({ url: '/who', headers: { authorization: `Bearer ${token}` } })
  expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'identity-provider-unavailable', '5'])
  await door.close()
})

it('asks the issuer at most thirty times a minute for key ids it never had, and still knows the good one', async () => {
  const own = await startTestIssuer()
  const door = await build(own.url)
  const send = (token: string) => door.inject({ url: '/who', headers: { authorization: `Bearer ${token}` } })
  expect((await send(own.mint('nurse.health'))).statusCode).toBe(200)
  for (let turn = 0; turn < 60; turn++) expect((await send(own.mint('nurse.health', {}, { kid: `made-up-${turn}` }))).statusCode).toBe(401)
  expect(own.keyRequests()).toBeLessThanOrEqual(31)
  expect((await send(own.mint('nurse.health'))).statusCode).toBe(200)
  await door.close()
  await own.close()
})
