// Manuel matchning: identifiers that wait for somebody to say whom they mean.
import { findKind } from '@roedtraad/domain'
import { decideWaiting, getWaitingIdentity, listWaitingIdentities, putBackWaiting } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch, toEtag } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { Decided, Decision, PutBack, Reason, Uuid, WaitingIdentities, WaitingIdentity } from './schema.ts'

const config = { policy: 'caseworker' } as const
const tags = ['identities']
const WaitingId = Type.Object({ waitingId: Uuid })

export const waitingIdentities: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/waiting-identities',
    {
      config,
      schema: {
        operationId: 'listWaitingIdentities',
        tags,
        summary: 'Identifiers without a national number that nobody is known under, oldest first',
        querystring: Type.Object({ cursor: Type.Optional(Uuid) }),
        response: { 200: WaitingIdentities },
      },
    },
    async (request) => listWaitingIdentities(deps, actorOf(request), request.query.cursor),
  )
  app.get(
    '/api/v1/waiting-identities/:waitingId',
    {
      config,
      schema: {
        operationId: 'getWaitingIdentity',
        tags,
        summary: 'What was said under it, and who could be meant',
        params: WaitingId,
        response: { 200: WaitingIdentity },
      },
    },
    async (request, reply) => {
      const { version, said, ...one } = await getWaitingIdentity(deps, actorOf(request), request.params.waitingId)
      const language = languageOf(request)
      const told = said.map((event) => ({ ...event, label: findKind(event.kind)?.label[language] ?? event.kind }))
      return reply.header('etag', toEtag(version)).send({ ...one, said: told, etag: toEtag(version) })
    },
  )
  app.post(
    '/api/v1/waiting-identities/:waitingId/decision',
    {
      config,
      schema: {
        operationId: 'decideWaitingIdentity',
        tags,
        summary: 'Say whom it means: a citizen, somebody new, the same person, or nobody here',
        params: WaitingId,
        body: Decision,
        response: { 200: Decided },
      },
    },
    async (request) => {
      const { params, body } = request
      const attempt = { key: readIdempotencyKey(request), request: { params, body } }
      return decideWaiting(deps, actorOf(request), params.waitingId, body, Number(requireIfMatch(request)), attempt)
    },
  )
  app.post(
    '/api/v1/waiting-identities/:waitingId/put-back',
    {
      config,
      schema: {
        operationId: 'putBackWaitingIdentity',
        tags,
        summary: 'What was set aside waits again',
        params: WaitingId,
        body: Type.Object({ reason: Reason }, { additionalProperties: false }),
        response: { 200: PutBack },
      },
    },
    async (request) => {
      const { params, body } = request
      const attempt = { key: readIdempotencyKey(request), request: { params, body } }
      return putBackWaiting(deps, actorOf(request), params.waitingId, body.reason, attempt)
    },
  )
}
