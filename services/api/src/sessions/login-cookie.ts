// The cookie that carries a log-in from its beginning to its end: signed, for ten minutes, sent to /auth only.

import { Problem } from '@roedtraad/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Challenge } from './identity-provider.ts'
import '@fastify/cookie'

const name = 'rt_login'
const lifeSeconds = 600

const PendingLogin = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  codeVerifier: Type.String(),
  returnTo: Type.String(),
  until: Type.Number(),
})

export interface PendingLogin extends Challenge {
  returnTo: string
}

/** Keeps a log-in in the browser until it comes back. */
export function keepLogin(reply: FastifyReply, login: PendingLogin, secure: boolean): void {
  const until = Date.now() + lifeSeconds * 1000
  const value = Buffer.from(JSON.stringify({ ...login, until })).toString('base64url')
  reply.setCookie(name, value, { signed: true, httpOnly: true, sameSite: 'lax', secure, path: '/auth', maxAge: lifeSeconds })
}

/** The log-in that this browser began, once: the cookie is taken away. Throws Problem 400 when there is none, or it is too old or not ours. */
export function takeLogin(request: FastifyRequest, reply: FastifyReply): PendingLogin {
  const cookie = request.cookies[name]
  reply.clearCookie(name, { path: '/auth' })
  const { valid, value } = cookie === undefined ? { valid: false, value: null } : request.unsignCookie(cookie)
  const login: unknown = valid && value !== null ? JSON.parse(Buffer.from(value, 'base64url').toString()) : undefined
  if (Value.Check(PendingLogin, login) && login.until > Date.now()) return login
  throw new Problem(400, 'login-expired', 'This log-in was begun too long ago, or in another browser. Begin again.')
}

/** A path of our own to go back to: begins with one slash, and stays here however a browser reads it. Anything else is `/`. */
export function toLocalPath(text: string | undefined): string {
  if (text === undefined || !/^\/[\x21-\x7e]{0,500}$/.test(text) || text.includes('\\')) return '/'
  const here = 'http://here.invalid'
  const url = URL.canParse(text, here) ? new URL(text, here) : undefined
  // `/.//elsewhere` is read as `//elsewhere`, which is another host.
  if (url?.origin !== here || url.pathname.startsWith('//') || /^\/auth(\/|$)/.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
