// Closed alerts on their way to a case. Notes, minutes and plans go there by a deed of their journey.
import { fileAlert, listAlertFilings } from '@roedtraad/use-cases'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readIdempotencyKey } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const config = { policy: 'person' } as const
const tags = ['filings']
const path = '/api/v1/alerts/:id/filings'
const AlertId = Type.Object({ id: Type.String({ format: 'uuid' }) })
const OnCase = Type.Object(
  {
    kle: Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}(-[A-Z]\\d{2})?$', description: 'KLE number, such as 27.36.04.' }),
    caseId: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  },
  { additionalProperties: false },
)
const AlertFilings = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        kle: Type.String(),
        caseId: Type.String(),
        state: Type.Enum(['pending', 'filed', 'failed']),
        reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed, as a code.' }),
      }),
    ),
  },
  { $id: 'AlertFilings' },
)

export const filings: Slice = async (app, { deps }) => {
  const list = async (request: FastifyRequest, id: string) => ({ items: await listAlertFilings(deps, actorOf(request), id) })
  app.get(
    path,
    {
      config,
      schema: {
        operationId: 'listAlertFilings',
        tags,
        summary: 'Where the team filed an alert',
        params: AlertId,
        response: { 200: AlertFilings },
      },
    },
    (request) => list(request, request.params.id),
  )
  app.post(
    path,
    {
      config,
      schema: {
        operationId: 'fileAlert',
        tags,
        summary: 'File a closed alert on a case; what failed is tried again',
        params: AlertId,
        body: OnCase,
        response: { 201: AlertFilings },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await fileAlert(deps, actorOf(request), params.id, body, { key: readIdempotencyKey(request), request: { params, body } })
      return reply.code(201).send(await list(request, params.id))
    },
  )
}
