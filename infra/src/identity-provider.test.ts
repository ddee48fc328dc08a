import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openSecrets } from './identity/secrets.ts'
import { tokenClient, tokenGrant, webClient } from './identity/settings.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'

const publicUrl = 'http://127.0.0.1:3999'
const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const redirect = `${publicUrl}/auth/callback`

/** Header and claims of a signed token, unverified. */
function decode(token: string): {
  header: Record<string, unknown>
  claims: { sub?: string; iat: number; exp: number; aud?: string; iss?: string }
} {
  const [header, claims] = token.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  return { header, claims }
}

/** Whether one of the published keys has signed it. */
async function isSigned(token: string, issuer: string): Promise<boolean> {
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: (JsonWebKey & { kid: string })[] }
  const key = keys.find(({ kid }) => kid === decode(token).header.kid)
  const at = token.lastIndexOf('.')
  const signature = Buffer.from(token.slice(at + 1), 'base64url')
  return key !== undefined && verify('RSA-SHA256', Buffer.from(token.slice(0, at)), createPublicKey({ key, format: 'jwk' }), signature)
}

describe('the local identity provider', () => {
  let dataDir: string
  let provider: IdentityProvider
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'roedtraad identity '))
    provider = await startIdentityProvider({ dataDir, publicUrl })
  })
  afterAll(async () => {
    await provider.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const post = (client: string, secret: string, body: Record<string, string>) => {
    const authorization = `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`
    return fetch(`${provider.issuer}/token`, { method: 'POST', headers: { authorization }, body: new URLSearchParams(body) })
  }
  const ask = (username: string, secret = openSecrets(dataDir).tokenClientSecret) =>
    post(tokenClient, secret, { grant_type: tokenGrant, username })
  const begin = (change: Record<string, string> = {}) => {
    const asked = { client_id: webClient, response_type: 'code', scope: 'openid', redirect_uri: redirect, ...challenge, ...change }
    return fetch(`${provider.issuer}/auth?${new URLSearchParams(asked)}`, { redirect: 'manual' })
  }
  const cookies = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  /** From the log-in page with this password to the answer of the form. */
  const logIn = async (username: string, password: string) => {
    const asked = await begin()
    const cookie = cookies(asked)
    const page = new URL(asked.headers.get('location') ?? '', provider.issuer)
    return {
      cookie,
      answer: await fetch(page, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ username, password }),
      }),
    }
  }
  const passwordOf = (username: string) => openSecrets(dataDir).passwords[username] ?? ''

  test('a token for the API says who, for whom and for how long, and nothing else about her', async () => {
    const { access_token: token } = (await (await ask('nurse.health')).json()) as { access_token: string }
    const { header, claims } = decode(token)
    expect(await isSigned(token, provider.issuer)).toBe(true)
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub'])
    expect(claims).toMatchObject({ sub: 'nurse.health', aud: 'urn:roedtraad:api', iss: provider.issuer })
    expect(claims.exp - claims.iat).toBe(3_600)
  })

  test('systems get tokens too; nobody else, and nobody without the secret', async () => {
    expect((await ask('system.hospital')).status).toBe(200)
    expect(await (await ask('nobody')).json()).toMatchObject({ error: 'invalid_grant' })
    expect((await ask('nurse.health', 'guessed')).status).toBe(401)
    expect((await post(webClient, provider.clientSecret, { grant_type: tokenGrant, username: 'admin' })).status).toBe(400)
  })

  test('the right password leads back to the web with a code that gives a short token, once', async () => {
    const { cookie, answer } = await logIn('nurse.health', passwordOf('nurse.health'))
    const back = await fetch(answer.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const exchange = () =>
      post(webClient, provider.clientSecret, { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier })
    const tokens = (await (await exchange()).json()) as { access_token: string; id_token: string }
    const { sub, exp, iat } = decode(tokens.access_token).claims
    expect([sub, decode(tokens.id_token).claims.sub]).toEqual(['nurse.health', 'nurse.health'])
    expect(exp - iat).toBe(900)
    expect((await exchange()).status).toBe(400)
  })

  test.each([
    ['a wrong password', 'nurse.health', () => 'guessed'],
    ["somebody else's password", 'nurse.health', () => passwordOf('dpo')],
    ['a system, though its password is right', 'system.hospital', () => passwordOf('system.hospital')],
    ['nobody without a password', '', () => ''],
  ])('%s is refused on the page', async (_what, username, password) => {
    const { answer } = await logIn(username, password())
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('role="alert"')
  })

  test('what is typed comes back as text, never as markup', async () => {
    const { answer } = await logIn('"><script>alert(1)</script>', 'x')
    expect(await answer.text()).not.toContain('<script>')
  })

  test('without PKCE, and back to anywhere else, nobody logs in', async () => {
    const plain = await begin({ code_challenge: '', code_challenge_method: '' })
    expect(new URL(plain.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request')
    expect((await begin({ redirect_uri: 'http://127.0.0.1:1/steal' })).status).toBe(400)
  })

  test('after a restart the address, the keys and the passwords are the same, and a session stands', async () => {
    const { cookie, answer } = await logIn('dpo', passwordOf('dpo'))
    const session = cookies(await fetch(answer.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } }))
    const before = { issuer: provider.issuer, people: provider.people }
    await provider.stop()
    provider = await startIdentityProvider({ dataDir, publicUrl })
    expect({ issuer: provider.issuer, people: provider.people }).toEqual(before)
    const asked = new URLSearchParams({
      client_id: webClient,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirect,
      ...challenge,
    })
    // The first attempt may meet a connection that the restart has cut.
    const again = await vi.waitFor(() => fetch(`${provider.issuer}/auth?${asked}`, { redirect: 'manual', headers: { cookie: session } }))
    expect(again.headers.get('location')).toContain(`${redirect}?code=`)
  })
})
