// The way in with a browser: code flow, session cookie, CSRF, and out again.
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { adminUrl, type Door, logIn, openDoor } from './open-door.ts'

const publicUrl = 'http://127.0.0.1:3000'

const planted: Slice = async (slice) => {
  slice.post(
    '/api/v1/planted',
    { config: { policy: 'person' }, schema: { response: { 200: Type.Object({ username: Type.String() }) } } },
    async (request) => ({
      username: actorOf(request).username,
      hidden: 'not in the schema',
    }),
  )
}

let door: Door
beforeAll(async () => {
  if (adminUrl !== undefined) door = await openDoor([planted])
}, 60_000)
afterAll(() => door?.close())

const codeOf = async (answer: Promise<{ statusCode: number; json: () => { code: string } }>) => [
  (await answer).statusCode,
  (await answer).json().code,
]

describe.skipIf(adminUrl === undefined)('with a browser', () => {
  it('logs in by code, PKCE, state and nonce, and goes where it was going', async () => {
    const { begin, end, session, rt_session } = await logIn(door, 'nurse.health', { returnTo: '/citizens/1?lane=health' })
    const sent = new URL(begin.headers.location as string).searchParams
    expect([sent.get('code_challenge_method'), sent.get('response_type'), sent.get('scope')]).toEqual(['S256', 'code', 'openid'])
    for (const parameter of ['state', 'nonce', 'code_challenge']) expect(sent.get(parameter)?.length).toBeGreaterThan(20)
    expect([end.statusCode, end.headers.location]).toEqual([302, '/citizens/1?lane=health'])
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(session?.secure).toBeUndefined()
    const me = (await door.app.inject({ url: '/api/v1/me', cookies: { rt_session } })).json()
    expect(me).toMatchObject({ username: 'nurse.health', csrfToken: expect.stringMatching(/^[\w-]{20,}$/) })
  })
  it('a callback without its cookie, with another state, with a changed cookie, or used twice logs nobody in', async () => {
    const { cookie, back } = await logIn(door, 'nurse.health')
    const call = (search: string, rt_login?: string) =>
      door.app.inject({ url: `/auth/callback${search}`, ...(rt_login === undefined ? {} : { cookies: { rt_login } }) })
    const fresh = await door.app.inject('/auth/login')
    const answers = await Promise.all([
      call(back.search),
      call(back.search, fresh.cookies[0]?.value),
      call(back.search, `${cookie?.value}x`),
      call(back.search, cookie?.value),
      call('?error=access_denied&state=x', cookie?.value),
      call('', cookie?.value),
    ])
    for (const answer of answers) {
      expect(answer.statusCode).toBe(302)
      expect(answer.headers.location).toMatch(/^\/\?login-problem=login-(failed|expired)$/)
      expect(answer.cookies.map((one) => one.name)).not.toContain('rt_session')
    }
  })
  it('goes to the first page rather than to another site', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await logIn(door, 'nurse.health', { returnTo })).end.headers.location).toBe('/')
    const { end } = await logIn(door, 'nurse.health', { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(end.headers.location).toBe('/')
  })
  it('systems and strangers get no session', async () => {
    expect((await logIn(door, 'system.hospital')).end.headers.location).toBe('/?login-problem=not-a-person')
    expect((await logIn(door, 'somebody')).end.headers.location).toBe('/?login-problem=unknown-user')
  })
  it('a new log-in ends the session before it', async () => {
    const first = (await logIn(door, 'nurse.health')).rt_session
    await logIn(door, 'nurse.health', { cookies: { rt_session: first } })
    expect((await door.app.inject({ url: '/api/v1/me', cookies: { rt_session: first } })).statusCode).toBe(401)
  })
  it('unsafe methods need the CSRF token and our own pages', async () => {
    const { rt_session } = await logIn(door, 'nurse.health')
    const { csrfToken } = (await door.app.inject({ url: '/api/v1/me', cookies: { rt_session } })).json()
    const post = (headers: Record<string, string>) =>
      door.app.inject({ method: 'POST', url: '/api/v1/planted', cookies: { rt_session }, headers })
    expect(await codeOf(post({}))).toEqual([403, 'csrf-token-wrong'])
    expect(await codeOf(post({ 'x-csrf-token': `${csrfToken}x` }))).toEqual([403, 'csrf-token-wrong'])
    expect(await codeOf(post({ 'x-csrf-token': csrfToken, origin: 'https://evil.example' }))).toEqual([403, 'foreign-origin'])
    expect(await codeOf(post({ 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-site' }))).toEqual([403, 'foreign-origin'])
    expect((await post({ 'x-csrf-token': csrfToken, origin: publicUrl, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  })
  it('logging out ends the session at once, and the next log-in asks for the password', async () => {
    const { rt_session } = await logIn(door, 'nurse.health')
    const { csrfToken } = (await door.app.inject({ url: '/api/v1/me', cookies: { rt_session } })).json()
    expect((await door.app.inject({ method: 'POST', url: '/auth/logout', cookies: { rt_session } })).statusCode).toBe(403)
    const out = await door.app.inject({
      method: 'POST',
      url: '/auth/logout',
      cookies: { rt_session },
      headers: { 'x-csrf-token': csrfToken },
    })
    expect(out.statusCode).toBe(204)
    expect((await door.app.inject({ url: '/api/v1/me', cookies: { rt_session } })).statusCode).toBe(401)
    const rt_signed_out = out.cookies.find((one) => one.name === 'rt_signed_out')?.value ?? ''
    expect((await door.app.inject({ url: '/auth/login', cookies: { rt_signed_out } })).headers.location).toContain('prompt=login')
    expect((await door.app.inject('/auth/login')).headers.location).not.toContain('prompt=login')
  })
})
