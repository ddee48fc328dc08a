// GET /api/v1/board: the lead's board of her own team; and what would drop if one of its workers were away.
import { toInstant } from '@roedtraad/domain'
import { getBoard, previewAbsence } from '@roedtraad/use-cases'
import { languageOf } from '../plugins/language.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { presentAbsence, presentBoard } from './present-board.ts'
import { AbsencePreview, AbsenceQuery, Board } from './schema.ts'

const config = { policy: 'lead' } as const
const tags = ['board']

export const board: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/board',
    {
      config,
      schema: { operationId: 'getBoard', tags, summary: 'Load, loose ends and trends of the team that I lead', response: { 200: Board } },
    },
    async (request, reply) => {
      const language = languageOf(request)
      reply.header('content-language', language)
      return presentBoard(await getBoard(deps, actorOf(request)), language)
    },
  )
  app.get(
    '/api/v1/board/absence',
    {
      config,
      schema: {
        operationId: 'previewAbsence',
        tags,
        summary: 'What drops if a worker of the team is away',
        querystring: AbsenceQuery,
        response: { 200: AbsencePreview },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { worker, from, to } = request.query
      const window = { ...(from === undefined ? {} : { from: toInstant(from) }), ...(to === undefined ? {} : { to: toInstant(to) }) }
      reply.header('content-language', language)
      return presentAbsence(await previewAbsence(deps, actorOf(request), { worker, ...window }), language)
    },
  )
}
