// Easy access: requests for coordination or a network meeting, registered by anybody, answered with a named contact and a telephone number.
import { changeRequest, getRequest, listCitizenRequests, listRequests, type RequestDone, registerRequest } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { Answer, CoordinationRequest, CoordinationRequestList, NewRequest, presentRequest, State } from './schema.ts'

const config = { policy: 'person' } as const
const tags = ['coordination-requests']
const CitizenId = Type.Object({ id: Type.String({ format: 'uuid' }) })
const RequestId = Type.Object({ requestId: Type.String({ format: 'uuid' }) })
const Reason = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) }, { additionalProperties: false })
const one = '/api/v1/coordination-requests/:requestId'

export const coordinationRequests: Slice = async (app, { deps }) => {
  const send = async (request: FastifyRequest, reply: FastifyReply, requestId: string) => {
    const language = languageOf(request)
    const { row, now } = await getRequest(deps, actorOf(request), requestId)
    const body = presentRequest(row, now, language)
    return reply.header('etag', body.etag).header('content-language', language).send(body)
  }
  const sendList = (request: FastifyRequest, reply: FastifyReply, { items, more, now }: Awaited<ReturnType<typeof listRequests>>) => {
    const language = languageOf(request)
    reply.header('content-language', language)
    return { items: items.map((row) => presentRequest(row, now, language)), more, now }
  }
  const change = async (request: FastifyRequest, reply: FastifyReply, requestId: string, done: RequestDone) => {
    const attempt = { key: readIdempotencyKey(request), request: { requestId, done } }
    await changeRequest(deps, actorOf(request), requestId, done, Number(requireIfMatch(request)), attempt)
    return send(request, reply, requestId)
  }
  const schemaOf = (operationId: string, summary: string) => ({
    operationId,
    summary,
    tags,
    params: RequestId,
    response: { 200: CoordinationRequest },
  })

  app.post(
    '/api/v1/citizens/:id/coordination-requests',
    {
      config,
      schema: {
        operationId: 'registerCoordinationRequest',
        tags,
        summary: 'Somebody asks for coordination or a network meeting',
        params: CitizenId,
        body: NewRequest,
        response: { 201: CoordinationRequest },
      },
    },
    async (request, reply) => {
      const input = { citizenId: request.params.id, ...request.body }
      const { requestId } = await registerRequest(deps, actorOf(request), input, { key: readIdempotencyKey(request), request: input })
      return send(request, reply.code(201).header('location', `/api/v1/coordination-requests/${requestId}`), requestId)
    },
  )
  app.get(
    '/api/v1/citizens/:id/coordination-requests',
    {
      config,
      schema: {
        operationId: 'listCitizenCoordinationRequests',
        tags,
        summary: 'What was asked for one citizen',
        params: CitizenId,
        response: { 200: CoordinationRequestList },
      },
    },
    async (request, reply) => sendList(request, reply, await listCitizenRequests(deps, actorOf(request), request.params.id)),
  )
  app.get(
    '/api/v1/coordination-requests',
    {
      config,
      schema: {
        operationId: 'listCoordinationRequests',
        tags,
        summary: 'Requests that the acting team answers or has registered, those due first in front',
        querystring: Type.Object({ state: Type.Optional(State) }),
        response: { 200: CoordinationRequestList },
      },
    },
    async (request, reply) => sendList(request, reply, await listRequests(deps, actorOf(request), request.query.state ?? 'waiting')),
  )
  app.get(one, { config, schema: schemaOf('getCoordinationRequest', 'One request') }, (request, reply) =>
    send(request, reply, request.params.requestId),
  )
  app.post(
    `${one}/answer`,
    { config, schema: { ...schemaOf('answerCoordinationRequest', 'Answer with a named contact and a number'), body: Answer } },
    (request, reply) => change(request, reply, request.params.requestId, { deed: 'answer', ...request.body }),
  )
  app.delete(`${one}/answer`, { config, schema: schemaOf('undoAnswerCoordinationRequest', 'Take the answer back') }, (request, reply) =>
    change(request, reply, request.params.requestId, { deed: 'undo-answer' }),
  )
  app.post(
    `${one}/withdrawal`,
    { config, schema: { ...schemaOf('withdrawCoordinationRequest', 'The one who asked wants it no more'), body: Reason } },
    (request, reply) => change(request, reply, request.params.requestId, { deed: 'withdraw', ...request.body }),
  )
  app.delete(`${one}/withdrawal`, { config, schema: schemaOf('undoWithdrawCoordinationRequest', 'Take that back') }, (request, reply) =>
    change(request, reply, request.params.requestId, { deed: 'undo-withdrawal' }),
  )
}
