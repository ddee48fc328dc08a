// Filters of the list of journeys that a worker keeps for herself. A filter holds no text of a search: that would be a citizen's name.
import { changeFilter, journeyViews, keepFilter, listKeptFilters, removeFilter, restoreFilter } from '@roedtraad/use-cases'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { readIdempotencyKey, requireIfMatch, toEtag } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const config = { policy: 'person' } as const
const tags = ['journeys']
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

const Filter = Type.Object(
  {
    mine: Type.Optional(Type.Boolean()),
    view: Type.Optional(Type.Enum([...journeyViews])),
    status: Type.Optional(Type.Enum(['open', 'closed'])),
    level: Type.Optional(Type.Enum(['inform', 'coordinate', 'one-plan'])),
    with: Type.Optional(Type.String({ maxLength: 60 })),
    worker: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false, description: 'As the query of GET /api/v1/journeys.' },
)
const Kept = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), filter: Filter },
  { additionalProperties: false },
)
const SavedFilters = Type.Object(
  { items: Type.Array(Type.Object({ id: Type.String(), etag: Type.String(), name: Type.String(), filter: Filter })) },
  { $id: 'SavedFilters' },
)

export const savedFilters: Slice = async (app, { deps }) => {
  const list = async (request: FastifyRequest): Promise<Static<typeof SavedFilters>> => {
    const rows = await listKeptFilters(deps, actorOf(request))
    return { items: rows.map(({ id, name, filter, version }) => ({ id, name, filter, etag: toEtag(version) })) }
  }
  const attemptOf = (request: FastifyRequest, asked: unknown) => ({ key: readIdempotencyKey(request), request: asked })
  const base = '/api/v1/saved-filters'
  const response = { 200: SavedFilters }
  app.get(base, { config, schema: { operationId: 'listSavedFilters', tags, summary: 'The filters that I keep', response } }, list)
  app.post(
    base,
    { config, schema: { operationId: 'keepFilter', tags, summary: 'Keep a filter', body: Kept, response: { 201: SavedFilters } } },
    async (request, reply) => {
      await keepFilter(deps, actorOf(request), request.body, attemptOf(request, request.body))
      return reply.code(201).send(await list(request))
    },
  )
  app.put(
    `${base}/:id`,
    { config, schema: { operationId: 'changeFilter', tags, summary: 'Name or fill it anew', params: Id, body: Kept, response } },
    async (request) => {
      const { params, body } = request
      await changeFilter(
        deps,
        actorOf(request),
        params.id,
        body,
        Number(requireIfMatch(request)),
        attemptOf(request, { ...params, ...body }),
      )
      return list(request)
    },
  )
  app.delete(
    `${base}/:id`,
    { config, schema: { operationId: 'removeFilter', tags, summary: 'Take it away; the ETag brings it back', params: Id, response } },
    async (request, reply) => {
      const seen = Number(requireIfMatch(request))
      const { version } = await removeFilter(deps, actorOf(request), request.params.id, seen, attemptOf(request, request.params))
      reply.header('etag', toEtag(version))
      return list(request)
    },
  )
  app.post(
    `${base}/:id/restoration`,
    { config, schema: { operationId: 'restoreFilter', tags, summary: 'Bring back what was taken away', params: Id, response } },
    async (request) => {
      await restoreFilter(deps, actorOf(request), request.params.id, Number(requireIfMatch(request)), attemptOf(request, request.params))
      return list(request)
    },
  )
}
