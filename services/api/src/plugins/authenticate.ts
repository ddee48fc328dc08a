// Who asks: a bearer token or the session cookie, made into an actor once for every request. A token wins over a cookie.
// A cookie is sent by the browser whether the person wanted it or not, so with one every unsafe method must show the CSRF token and come from our own pages.
import { createHash, timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import { Problem } from '@roedtraad/domain'
import { type Deps, findActor, findSession } from '@roedtraad/use-cases'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { enforcePolicy } from './policy.ts'
import { readIdempotencyKey } from './preconditions.ts'
import './request.ts'

export const sessionCookie = 'rt_session'
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD'])

async function authenticatePlugin(
  app: FastifyInstance,
  { deps, publicUrl, cookieSecret }: { deps: Deps; publicUrl: string; cookieSecret: string },
) {
  await app.register(cookie, { secret: cookieSecret })
  app.decorateRequest('actor', null)
  app.decorateRequest('username', null)
  app.decorateRequest('session', null)
  app.decorateRequest('tokenExpires', null)
  app.addHook('onRequest', async (request) => {
    const { policy } = request.routeOptions.config
    if (request.is404 || policy === 'public') return
    const username = (await readToken(app, request)) ?? (await readSession(deps, request, publicUrl))
    request.username = username ?? null
    if (username !== undefined && policy !== 'sender') request.actor = await findActor(deps, username, readTeam(request))
    enforcePolicy(request)
    if (request.method === 'POST') readIdempotencyKey(request)
  })
}

async function readToken(app: FastifyInstance, request: FastifyRequest): Promise<string | undefined> {
  const token = await app.verifyToken(request)
  request.tokenExpires = token?.expires ?? null
  return token?.username
}

async function readSession(deps: Deps, request: FastifyRequest, publicUrl: string): Promise<string | undefined> {
  const id = request.cookies[sessionCookie]
  if (id === undefined || !/^[\w-]{20,100}$/.test(id)) return undefined
  const session = await findSession(deps, id)
  if (session === undefined) return undefined
  request.session = { id, csrfToken: session.csrfToken }
  if (!safeMethods.has(request.method)) requireOwnPage(request, publicUrl, session.csrfToken)
  return session.username
}

/** Refuses what another site made the browser send. Throws Problem 403. */
function requireOwnPage(request: FastifyRequest, publicUrl: string, csrfToken: string): void {
  if (isFromElsewhere(request, publicUrl))
    throw new Problem(403, 'foreign-origin', 'This was sent from another site. Use the pages of Rød Tråd.')
  const given = request.headers['x-csrf-token']
  if (typeof given !== 'string' || !isEqual(given, csrfToken))
    throw new Problem(403, 'csrf-token-wrong', 'Send the header X-CSRF-Token with the csrfToken of GET /api/v1/me.')
}

/** Whether the browser says that another site, or another origin, sent this. Clients that are no browsers say nothing. */
export function isFromElsewhere(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  return (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== publicUrl)
}

function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** The acting team named by the request: header Acting-Team, or `?team=` where the route allows it. */
function readTeam(request: FastifyRequest): string | undefined {
  const named = request.headers['acting-team']
  const inQuery = request.routeOptions.config.teamInQuery ? (request.query as Record<string, unknown>).team : undefined
  const team = typeof named === 'string' && named !== '' ? named : inQuery
  return typeof team === 'string' && team !== '' ? team : undefined
}

export const authenticate = fp(authenticatePlugin, { name: 'authenticate', dependencies: ['verify-token'] })
