// What this door adds to Fastify's requests and routes. Imported by everything that reads them, so that the types travel along.

import { Problem } from '@roedtraad/domain'
import type { Actor } from '@roedtraad/use-cases'
import type { FastifyRequest } from 'fastify'
import type { PolicyName } from './policy.ts'

/** The browser session behind a request. `id` is the cookie itself: never log it. */
export interface Session {
  id: string
  csrfToken: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes, and on those of senders. */
    actor: Actor | null
    /** Whom the token or the session names; null without either. */
    username: string | null
    /** Set when the request came with a cookie instead of a token. */
    session: Session | null
    /** When the access token ends (seconds since 1970, real time); null without one. */
    tokenExpires: number | null
  }
  interface FastifyContextConfig {
    /** Who may call the route at all; boot fails without it. Finer decisions are the use case's. */
    policy?: PolicyName
    /** The acting team may come as `?team=`, for EventSource, which sends no headers. */
    teamInQuery?: boolean
    /** Asked every few seconds by a machine: no log line. */
    quiet?: boolean
    /** Lasts as long as somebody looks: its duration measures nothing. */
    stream?: boolean
  }
}

/** Whom the request names, whoever that is here. Throws Problem 401 when it names nobody. */
export function callerOf(request: Pick<FastifyRequest, 'username'>): { username: string } {
  if (request.username === null) throw notAuthenticated()
  return { username: request.username }
}

const notAuthenticated = () => new Problem(401, 'not-authenticated', 'Log in, or send an access token.')

/** The actor of a route that is not public. Throws Problem 401 when there is none. */
export function actorOf(request: Pick<FastifyRequest, 'actor'>): Actor {
  if (request.actor === null) throw notAuthenticated()
  return request.actor
}
