// Nothing is open by accident: a route that declares no policy, or no response, keeps the service from starting.
// The check looks at the matched route, never at the path as text, so no spelling of an address gets round it.

import { Problem } from '@roedtraad/domain'
import type { Actor } from '@roedtraad/use-cases'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { actorOf, callerOf } from './request.ts'

/** Who may knock at all. What she may then see is decided by the use case, with a reason. */
const policies = {
  public: () => true,
  person: (actor: Actor) => actor.kind === 'person',
  caseworker: (actor: Actor) => actor.kind === 'person' && (actor.role === 'caseworker' || actor.role === 'lead'),
  system: (actor: Actor) => actor.kind === 'system',
  /** A system that sends. Who it is and what it may is asked by the use case, in the transaction that takes in what was sent; here only the token counts. */
  sender: () => true,
  'person-or-system': (actor: Actor) => actor.kind === 'person' || actor.kind === 'system',
  'log-reader': (actor: Actor) => actor.kind === 'person' && (actor.role === 'log-controller' || actor.role === 'dpo'),
  // Whose list it is and which team she leads is the use case's, which names the remedy.
  lead: (actor: Actor) => actor.kind === 'person' && (actor.lead || actor.role === 'lead'),
  operator: (actor: Actor) => actor.kind === 'person' && actor.role === 'admin',
} as const satisfies Record<string, (actor: Actor) => boolean>

export type PolicyName = keyof typeof policies

/** Lets through whom the route's policy admits. Throws Problem 401 or 403. A route without policy admits nobody. */
export function enforcePolicy(request: FastifyRequest): void {
  const policy = request.routeOptions.config.policy
  if (policy === 'public') return
  if (policy === 'sender') return void callerOf(request)
  const actor = actorOf(request)
  if (policy === undefined || !policies[policy](actor))
    throw new Problem(403, 'not-for-this-role', 'Your role does not give access to this address.')
}

async function policyPlugin(app: FastifyInstance) {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    const faults = routes.flatMap(findFaults)
    if (faults.length > 0)
      throw new Error(
        `The service does not start with routes that anybody could misread:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
      )
  })
}

function findFaults(route: RouteOptions): string[] {
  const name = `${[route.method].flat().join(',')} ${route.url}`
  const policy: string | undefined = route.config?.policy
  const faults: string[] = []
  if (policy === undefined) faults.push(`${name} declares no policy: add config: { policy: '…' }`)
  else if (!Object.hasOwn(policies, policy))
    faults.push(`${name} declares the policy ${policy}, which does not exist: use one of ${Object.keys(policies).join(', ')}`)
  if (!isFile(route) && !hasResponse(route)) faults.push(`${name} declares no response: add schema: { response: { … } }`)
  return faults
}

/** Routes that serve files of a package or of the web have no shape to declare; they are hidden from the document. */
const isFile = (route: RouteOptions) => route.config?.policy === 'public' && route.schema?.hide === true

function hasResponse(route: RouteOptions): boolean {
  const response: unknown = route.schema?.response
  return typeof response === 'object' && response !== null && Object.keys(response).length > 0
}

/** For routes that a package makes (files of the web, of the documentation): declares them public and undocumented. */
export function declareFilesPublic(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, policy: 'public' }
    route.schema = { ...route.schema, hide: true }
  })
}

export const policy = fp(policyPlugin, { name: 'policy' })
