// What permits sharing about a citizen: the table of what could, what is recorded for her, and its end.
import { groundTable } from '@roedtraad/access'
import { endGround, type GroundEnding, type GroundInput, listGrounds, recordGround } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readIdempotencyKey, requireIfMatch } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { presentGround } from './present-ground.ts'
import { CitizenId, Ending, GroundId, GroundList, GroundTable, NewGround } from './schema.ts'

const config = { policy: 'person' } as const
const tags = ['grounds']
export const grounds: Slice = async (app, { deps }) => {
  const sendList = async (request: FastifyRequest, reply: FastifyReply, citizenId: string) => {
    const rows = await listGrounds(deps, actorOf(request), citizenId)
    return reply.send({ items: rows.map((row) => presentGround(row, deps.clock())) })
  }
  const attemptOf = (request: FastifyRequest, asked: unknown) => ({ key: readIdempotencyKey(request), request: asked })
  app.get(
    '/api/v1/ground-table',
    { config, schema: { operationId: 'getGroundTable', tags, summary: 'What may be opened, by what', response: { 200: GroundTable } } },
    async () => ({
      items: groundTable.map((rule) => ({
        ...rule,
        from: [...rule.from],
        to: [...rule.to],
        categories: [...rule.categories],
        forms: [...rule.forms],
      })),
    }),
  )
  app.get(
    '/api/v1/citizens/:id/grounds',
    {
      config,
      schema: {
        operationId: 'listGrounds',
        tags,
        summary: 'Grounds recorded for a citizen, ended ones too',
        params: CitizenId,
        response: { 200: GroundList },
      },
    },
    (request, reply) => sendList(request, reply, request.params.id),
  )
  app.post(
    '/api/v1/citizens/:id/grounds',
    {
      config,
      schema: {
        operationId: 'recordGround',
        tags,
        summary: 'Record a consent or a statute',
        params: CitizenId,
        body: NewGround,
        response: { 201: GroundList },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { groundId } = await recordGround(
        deps,
        actorOf(request),
        id,
        request.body as GroundInput,
        attemptOf(request, { id, body: request.body }),
      )
      return sendList(request, reply.code(201).header('location', `/api/v1/grounds/${groundId}`), id)
    },
  )
  const end = async (request: FastifyRequest, reply: FastifyReply, groundId: string, ending: GroundEnding | null) => {
    const version = Number(requireIfMatch(request))
    const { citizenId } = await endGround(deps, actorOf(request), groundId, ending, version, attemptOf(request, { groundId, ending }))
    return sendList(request, reply, citizenId)
  }
  app.post(
    '/api/v1/grounds/:groundId/end',
    {
      config,
      schema: {
        operationId: 'endGround',
        tags,
        summary: 'The consent is withdrawn, the purpose has ended, or the record was a mistake',
        params: GroundId,
        body: Ending,
        response: { 200: GroundList },
      },
    },
    (request, reply) => end(request, reply, request.params.groundId, request.body),
  )
  app.delete(
    '/api/v1/grounds/:groundId/end',
    {
      config,
      schema: {
        operationId: 'undoEndGround',
        tags,
        summary: 'Take the end back; both stay in the history',
        params: GroundId,
        response: { 200: GroundList },
      },
    },
    (request, reply) => end(request, reply, request.params.groundId, null),
  )
}
