// Two citizens who are one: side by side, merged, told apart again; and the pairs that a sender takes for one.
import { findKind, type Language } from '@roedtraad/domain'
import {
  dismissMergeSuggestion,
  listMergeSuggestions,
  listMerges,
  mergeCitizens,
  type MergePreview as Preview,
  previewMerge,
  unmergeCitizens,
} from '@roedtraad/use-cases'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch, toEtag } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { Merged, MergeList, MergePreview, MergeSuggestions, Reason, Uuid } from './schema.ts'

const config = { policy: 'caseworker' } as const
const tags = ['identities']
const CitizenId = Type.Object({ id: Uuid })
const Pair = Type.Object({ citizenId: Uuid, otherId: Uuid }, { additionalProperties: false })

export const merges: Slice = async (app, { deps }) => {
  const attemptOf = (request: FastifyRequest, asked: unknown) => ({ key: readIdempotencyKey(request), request: asked })
  app.get(
    '/api/v1/citizens/:id/merge-preview',
    {
      config,
      schema: {
        operationId: 'previewMerge',
        tags,
        summary: 'Two citizens side by side, and what of the other the team sees moving',
        params: CitizenId,
        querystring: Type.Object({ absorbed: Uuid }),
        response: { 200: MergePreview },
      },
    },
    async (request, reply) => {
      const preview = await previewMerge(deps, actorOf(request), request.params.id, request.query.absorbed)
      return reply.header('etag', toEtag(preview.version)).send(present(preview, languageOf(request)))
    },
  )
  app.get(
    '/api/v1/citizens/:id/merges',
    {
      config,
      schema: { operationId: 'listMerges', tags, summary: 'Whom she was found to be', params: CitizenId, response: { 200: MergeList } },
    },
    async (request) => {
      const merged = await listMerges(deps, actorOf(request), request.params.id)
      return { items: merged.map(({ version, ...merge }) => ({ ...merge, etag: toEtag(version) })) }
    },
  )
  app.post(
    '/api/v1/citizens/:id/merges',
    {
      config,
      schema: {
        operationId: 'mergeCitizens',
        tags,
        summary: 'The other citizen is this one; If-Match holds the preview’s ETag',
        params: CitizenId,
        body: Type.Object({ absorbedId: Uuid, reason: Reason }, { additionalProperties: false }),
        response: { 201: Merged },
      },
    },
    async (request, reply) => {
      const input = { survivorId: request.params.id, ...request.body }
      const merged = await mergeCitizens(deps, actorOf(request), input, requireIfMatch(request), attemptOf(request, input))
      return reply
        .code(201)
        .header('etag', toEtag(1))
        .send({ ...merged, etag: toEtag(1) })
    },
  )
  app.post(
    '/api/v1/merges/:mergeId/undo',
    {
      config,
      schema: {
        operationId: 'unmergeCitizens',
        tags,
        summary: 'They are two after all: everything goes back',
        params: Type.Object({ mergeId: Uuid }),
        body: Type.Object({ reason: Reason }, { additionalProperties: false }),
        response: { 200: Merged },
      },
    },
    async (request, reply) => {
      const input = { mergeId: request.params.mergeId, reason: request.body.reason }
      const undone = await unmergeCitizens(deps, actorOf(request), input, Number(requireIfMatch(request)), attemptOf(request, input))
      return reply.header('etag', toEtag(2)).send({ ...undone, etag: toEtag(2) })
    },
  )
  app.get(
    '/api/v1/merge-suggestions',
    {
      config,
      schema: {
        operationId: 'listMergeSuggestions',
        tags,
        summary: 'Pairs that a sender takes for one',
        response: { 200: MergeSuggestions },
      },
    },
    async (request) => ({ items: await listMergeSuggestions(deps, actorOf(request)) }),
  )
  app.post(
    '/api/v1/merge-suggestions/dismissals',
    {
      config,
      schema: {
        operationId: 'dismissMergeSuggestion',
        tags,
        summary: 'They are two',
        body: Pair,
        response: { 200: Type.Object({ citizenId: Type.String() }) },
      },
    },
    async (request) => dismissMergeSuggestion(deps, actorOf(request), request.body, attemptOf(request, request.body)),
  )
}

function present({ version, survivor, absorbed, ...preview }: Preview, language: Language) {
  const toSide = (side: Preview['survivor']) => ({
    ...side,
    cases: side.cases.map((kind) => ({ kind, label: findKind(kind)?.label[language] ?? kind })),
  })
  return { ...preview, etag: toEtag(version), survivor: toSide(survivor), absorbed: toSide(absorbed) }
}
