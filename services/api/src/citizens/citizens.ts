// Finding citizens, opening a relation, the citizen's page, and what may be said about a hospital stay by hand.
import { Problem, toInstant } from '@roedtraad/domain'
import { changeStay, getCitizen, openIntake, type StayDeed, searchCitizens } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch, requireSameVersion } from '../plugins/preconditions.ts'
import { perMinute } from '../plugins/protect.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { citizenEtag, citizenVersion, presentCitizen } from './present-citizen.ts'
import { Citizen, FoundCitizens, Search } from './schema.ts'

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const StayId = Type.Object({ ...Id.properties, stayId: Type.String({ minLength: 1, maxLength: 100 }) })
const reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'In words.' })
const tags = ['citizens']
/** Guessing numbers must be slow for a person and impossible for a script. */
const searchesPerMinute = 20

export const citizens: Slice = async (app, { deps }) => {
  const send = async (request: FastifyRequest, reply: FastifyReply, id: string, asKnownAt?: string) => {
    const view = await getCitizen(deps, actorOf(request), id, asKnownAt)
    const language = languageOf(request)
    return reply.header('etag', citizenEtag(view)).header('content-language', language).send(presentCitizen(view, language))
  }
  app.post(
    '/api/v1/citizens/search',
    {
      config: { policy: 'person', ...perMinute(searchesPerMinute) },
      schema: {
        operationId: 'searchCitizens',
        tags,
        summary: 'Find by exact identifier, or by name among those the team serves',
        body: Search,
        response: { 200: FoundCitizens },
      },
    },
    async (request) => ({ items: await searchCitizens(deps, actorOf(request), request.body) }),
  )
  app.post(
    '/api/v1/citizens/:id/intake',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'openIntake',
        tags,
        summary: 'Open a relation for 14 days',
        params: Id,
        body: Type.Object({ reason }),
        response: { 201: Type.Object({ until: Type.String({ format: 'date-time' }) }) },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      return reply
        .code(201)
        .send(await openIntake(deps, actorOf(request), params.id, body, { key: readIdempotencyKey(request), request: { params, body } }))
    },
  )
  app.get(
    '/api/v1/citizens/:id',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'getCitizen',
        tags,
        summary: 'The citizen, as known now or then',
        params: Id,
        querystring: Type.Object({ asKnownAt: Type.Optional(Type.String({ format: 'date-time' })) }),
        response: { 200: Citizen },
      },
    },
    (request, reply) =>
      send(
        request,
        reply,
        request.params.id,
        request.query.asKnownAt === undefined ? undefined : readInstant(request.query.asKnownAt, 'asKnownAt'),
      ),
  )

  const change = async (request: FastifyRequest, reply: FastifyReply, params: { id: string; stayId: string }, deed: StayDeed) => {
    const actor = actorOf(request)
    const seen = requireIfMatch(request)
    const requireFresh = async () => requireSameVersion(seen, citizenVersion(await getCitizen(deps, actor, params.id)))
    await changeStay(deps, actor, params, deed, { key: readIdempotencyKey(request), request: { params, deed } }, requireFresh)
    return send(request, reply, params.id)
  }
  const base = '/api/v1/citizens/:id/hospital-stays/:stayId'
  const schemaOf = (operationId: string, summary: string) => ({ operationId, summary, tags, params: StayId, response: { 200: Citizen } })
  const config = { policy: 'person' } as const
  app.post(
    `${base}/end`,
    {
      config,
      schema: {
        ...schemaOf('endStay', 'End a stay that the hospital did not end'),
        body: Type.Object({ at: Type.String({ format: 'date-time' }), reason }),
      },
    },
    (request, reply) =>
      change(request, reply, request.params, { deed: 'end', at: readInstant(request.body.at, 'at'), reason: request.body.reason }),
  )
  app.delete(`${base}/end`, { config, schema: schemaOf('undoEndStay', 'Undo ending it by hand') }, (request, reply) =>
    change(request, reply, request.params, { deed: 'undo-end' }),
  )
  app.post(`${base}/planned`, { config, schema: schemaOf('planStay', 'Say that the admission was planned') }, (request, reply) =>
    change(request, reply, request.params, { deed: 'plan' }),
  )
  app.delete(`${base}/planned`, { config, schema: schemaOf('undoPlanStay', 'Undo that') }, (request, reply) =>
    change(request, reply, request.params, { deed: 'undo-plan' }),
  )
}

function readInstant(text: string, field: string): string {
  try {
    return toInstant(text)
  } catch {
    throw new Problem(400, 'invalid-request', 'A time is not readable.', [
      { field, problem: 'is not an instant with an offset', remedy: 'write RFC 3339, such as 2026-03-02T08:00:00+01:00' },
    ])
  }
}
