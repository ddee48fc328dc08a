// Logging in and out with a browser. The provider says who somebody is; the product's own rows say what she may do.
import { Problem } from '@roedtraad/domain'
import { closeSession, type Deps, findActor, openSession } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isFromElsewhere, sessionCookie } from '../plugins/authenticate.ts'
import { perMinute } from '../plugins/protect.ts'
import { toProblem } from '../problems.ts'
import type { Slice } from '../slice.ts'
import { createIdentityProvider } from './identity-provider.ts'
import { keepLogin, takeLogin, toLocalPath } from './login-cookie.ts'

/** Set by logging out: the next log-in asks for the password again, whoever sits there. */
const signedOutCookie = 'rt_signed_out'
const redirect = { 302: Type.Null({ description: 'To another page.' }) }

/** Browsers behind one proxy share one address: this only keeps a flood from the provider. */
const loginsPerMinute = 600

export const sessions: Slice = async (app, { deps, config }) => {
  const secure = config.publicUrl.startsWith('https:')
  const { issuerUrl, clientId, clientSecret } = config
  const provider = createIdentityProvider({ issuerUrl, clientId, clientSecret, redirectUri: `${config.publicUrl}/auth/callback` })
  const open = { policy: 'public', ...perMinute(loginsPerMinute) } as const
  const tags = ['sessions']
  const errorHandler = (error: unknown, _request: FastifyRequest, reply: FastifyReply) => sendBack(reply, error)

  const querystring = Type.Object({ returnTo: Type.Optional(Type.String({ description: 'A path of this service.' })) })
  const loginSchema = { tags, summary: 'Begin to log in', querystring, response: redirect }
  app.get('/auth/login', { config: open, errorHandler, schema: loginSchema }, async (request, reply) => {
    const returnTo = isFromElsewhere(request, config.publicUrl) ? '/' : toLocalPath(request.query.returnTo)
    const { url, challenge } = await provider.beginLogin({ anew: request.cookies[signedOutCookie] !== undefined })
    keepLogin(reply, { ...challenge, returnTo }, secure)
    return reply.redirect(url)
  })

  const callbackSchema = { tags, summary: 'Where the identity provider sends the browser back to', response: redirect }
  app.get('/auth/callback', { config: open, errorHandler, schema: callbackSchema }, async (request, reply) => {
    const login = takeLogin(request, reply)
    const username = await provider.finishLogin(new URL(request.url, config.publicUrl), login)
    const { sessionId, expiresAt } = await startSession(deps, request, username)
    reply.setCookie(sessionCookie, sessionId, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires: expiresAt })
    return reply.clearCookie(signedOutCookie, { path: '/auth' }).redirect(login.returnTo)
  })

  const logoutSchema = { tags, summary: 'Log out', response: { 204: Type.Null() } }
  app.post('/auth/logout', { config: { policy: 'person' }, schema: logoutSchema }, async (request, reply) => {
    if (request.session !== null) await closeSession(deps, request.session.id)
    reply.clearCookie(sessionCookie, { path: '/' })
    reply.setCookie(signedOutCookie, '1', { httpOnly: true, sameSite: 'lax', secure, path: '/auth', maxAge: 86_400 })
    return reply.code(204).send(null)
  })
}

/** Opens a session for a person whom the product knows. What the browser had before ends. Throws Problem 403. */
async function startSession(deps: Deps, request: FastifyRequest, username: string): Promise<{ sessionId: string; expiresAt: Date }> {
  const actor = await findActor(deps, username)
  if (actor.kind !== 'person') throw new Problem(403, 'not-a-person', 'Systems do not log in with a browser.')
  const before = request.cookies[sessionCookie]
  if (before !== undefined) await closeSession(deps, before)
  return openSession(deps, { username })
}

/** A log-in is a walk through pages, not a call: what went wrong goes back to the first page, which says it. */
function sendBack(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = toProblem(error)
  if (problem.status >= 500) reply.log.error({ err: error, code: problem.code }, 'a log-in failed')
  return reply.redirect(`/?login-problem=${problem.code}`)
}
