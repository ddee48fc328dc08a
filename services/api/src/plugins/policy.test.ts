import { Problem } from '@roedtraad/domain'
import Fastify, { type FastifyRequest, type RouteOptions } from 'fastify'
import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { declareFilesPublic, enforcePolicy, policy } from './policy.ts'

const response = { 200: Type.Null() }
const handler = async () => null
const start = async (route: Partial<RouteOptions>) => {
  const app = Fastify()
  await app.register(policy)
  app.route({ method: 'GET', url: '/planted', handler, ...route } as RouteOptions)
  await app.ready()
  await app.close()
}

it.each([
  ['a route without policy', { schema: { response } }, /GET.* \/planted declares no policy/],
  [
    'a route with a policy that does not exist',
    { config: { policy: 'everybody' as 'public' }, schema: { response } },
    /declares the policy everybody, which does not exist/,
  ],
  [
    'a route whose policy is a name of every object',
    { config: { policy: 'toString' as 'public' }, schema: { response } },
    /which does not exist/,
  ],
  ['a route without response', { config: { policy: 'person' } as const }, /declares no response/],
  ['a route with an empty response', { config: { policy: 'person' } as const, schema: { response: {} } }, /declares no response/],
  [
    'a route of a person hidden from the document',
    { config: { policy: 'person' } as const, schema: { hide: true } },
    /declares no response/,
  ],
])('does not start with %s', async (_name, route, message) => {
  await expect(start(route)).rejects.toThrow(message)
})

it('names every fault at once', async () => {
  await expect(start({})).rejects.toThrow(/declares no policy[\s\S]*declares no response/)
})

it('starts when both are declared, and with the files of a package', async () => {
  await start({ config: { policy: 'person' }, schema: { response } })
  const app = Fastify()
  await app.register(policy)
  await app.register(async (scope) => {
    declareFilesPublic(scope)
    scope.get('/file', handler)
  })
  await app.ready()
  await app.close()
})

it('finds faults in a route that is planted deep in a plugin', async () => {
  const app = Fastify()
  await app.register(policy)
  await app.register(async (outer) => outer.register(async (inner) => void inner.get('/deep', handler), { prefix: '/very' }))
  await expect(app.ready()).rejects.toThrow(/\/very\/deep declares no policy/)
})

const actor = (kind: 'person' | 'system', role: string) => ({
  kind,
  username: 'x',
  name: 'X',
  role,
  team: null,
  area: null,
  lead: false,
  sends: null,
})
const requestOf = (policyName: string | undefined, who: ReturnType<typeof actor> | null) =>
  ({ actor: who, username: who?.username ?? null, routeOptions: { config: { policy: policyName } } }) as unknown as FastifyRequest
const statusOf = (policyName: string | undefined, who: ReturnType<typeof actor> | null) => {
  try {
    enforcePolicy(requestOf(policyName, who))
    return 200
  } catch (error) {
    return error instanceof Problem ? error.status : 500
  }
}

const nobody = null
const nurse = actor('person', 'caseworker')
const hospital = actor('system', 'system')
const dpo = actor('person', 'dpo')
const controller = actor('person', 'log-controller')
const admin = actor('person', 'admin')

it.each([
  ['public', [200, 200, 200, 200, 200, 200]],
  ['person', [401, 200, 403, 200, 200, 200]],
  ['system', [401, 403, 200, 403, 403, 403]],
  ['sender', [401, 200, 200, 200, 200, 200]],
  ['person-or-system', [401, 200, 200, 200, 200, 200]],
  ['log-reader', [401, 403, 403, 200, 200, 403]],
  ['operator', [401, 403, 403, 403, 403, 200]],
  [undefined, [401, 403, 403, 403, 403, 403]],
])('the policy %s admits nobody, caseworker, system, dpo, log-controller, admin: %s', (name, expected) => {
  expect([nobody, nurse, hospital, dpo, controller, admin].map((who) => statusOf(name, who))).toEqual(expected)
})
