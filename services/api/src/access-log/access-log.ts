// Who looked at whom, and why: for those whose task it is to control it. Reading the log is itself logged.
import { listAccessLog } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const Text = Type.Union([Type.String(), Type.Null()])
const AccessLogPage = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        at: Type.String({ format: 'date-time' }),
        actor: Type.String(),
        actorKind: Type.String(),
        team: Text,
        role: Text,
        purpose: Type.String(),
        ground: Type.String(),
        what: Type.String(),
        citizens: Type.Array(Type.String()),
        categories: Type.Array(Type.String()),
        criterion: Text,
      }),
    ),
    nextCursor: Text,
  },
  { $id: 'AccessLogPage' },
)

export const accessLog: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/access-log',
    {
      config: { policy: 'log-reader' },
      schema: {
        operationId: 'listAccessLog',
        tags: ['access log'],
        summary: 'Looks, lists, searches and runs about a citizen, newest first',
        querystring: Type.Object({
          citizen: Type.String({ format: 'uuid' }),
          cursor: Type.Optional(Type.String({ format: 'uuid' })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
        }),
        response: { 200: AccessLogPage },
      },
    },
    async (request) => listAccessLog(deps, actorOf(request), request.query),
  )
}
