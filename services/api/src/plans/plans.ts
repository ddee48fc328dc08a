// The plan for the citizen: in plain parts for the screen, and as a tagged PDF.
import { getPlan, getPlanPdf } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const tags = ['plans']
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
/** A link sends no headers, so it may name the team in its address. */
const LinkQuery = Type.Object({ team: Type.Optional(Type.String({ maxLength: 60 })) })
const Bytes = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' })
const Words = (kind: 'call' | 'text' | 'quote') => Type.Object({ kind: Type.Literal(kind), text: Type.String() })

const Paper = Type.Object(
  {
    title: Type.String(),
    lead: Type.String(),
    blocks: Type.Array(
      Type.Union([
        Words('call'),
        Words('text'),
        Words('quote'),
        Type.Object({ kind: Type.Literal('heading'), level: Type.Union([Type.Literal(2), Type.Literal(3)]), text: Type.String() }),
        Type.Object({
          kind: Type.Literal('list'),
          items: Type.Array(Type.Object({ text: Type.String(), lines: Type.Array(Type.String()) })),
        }),
      ]),
    ),
    foot: Type.String(),
  },
  { $id: 'Paper', description: 'A document in plain parts.' },
)

export const plans: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/journeys/:id/plan',
    {
      config: { policy: 'person' },
      schema: { operationId: 'getPlan', tags, summary: 'The plan as the citizen is given it', params: Id, response: { 200: Paper } },
    },
    async (request, reply) => {
      const language = languageOf(request)
      reply.header('content-language', language)
      return getPlan(deps, actorOf(request), request.params.id, language)
    },
  )
  app.get(
    '/api/v1/journeys/:id/plan.pdf',
    {
      config: { policy: 'person', teamInQuery: true },
      schema: {
        operationId: 'getPlanPdf',
        tags,
        summary: 'The same as a tagged PDF',
        params: Id,
        querystring: LinkQuery,
        response: { 200: { description: 'PDF with structure.', content: { 'application/pdf': { schema: Bytes } } } },
      },
    },
    async (request, reply) => {
      const pdf = await getPlanPdf(deps, actorOf(request), request.params.id, languageOf(request))
      return reply.type('application/pdf').header('content-disposition', 'attachment; filename="plan.pdf"').send(pdf)
    },
  )
}
