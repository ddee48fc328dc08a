// The inbox, the card, and what a team may answer.
import { Problem, toInstant } from '@roedtraad/domain'
import { type AlertAnswer, answerAlert, getAlert, readInbox, requireTeam } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { presentAlert, presentAlertItem } from './present-alert.ts'
import { Alert, AlertPage, AlertQuery, Outcome } from './schema.ts'

const Params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const reason = Type.String({ maxLength: 2_000 })
const config = { policy: 'person' } as const

export const alerts: Slice = async (app, { deps }) => {
  const answerWith = async (request: FastifyRequest, reply: FastifyReply, id: string) => {
    const actor = actorOf(request)
    const language = languageOf(request)
    const alert = presentAlert(await getAlert(deps, actor, id, language), requireTeam(actor).team, language)
    return reply.header('etag', alert.etag).header('content-language', language).send(alert)
  }
  const answer = async (request: FastifyRequest, reply: FastifyReply, id: string, deed: AlertAnswer) => {
    const version = Number(requireIfMatch(request))
    await answerAlert(deps, actorOf(request), id, deed, version, { key: readIdempotencyKey(request), request: { id, deed } })
    return answerWith(request, reply, id)
  }
  const schemaOf = (operationId: string, summary: string) => ({
    operationId,
    summary,
    tags: ['alerts'],
    params: Params,
    response: { 200: Alert },
  })

  app.get(
    '/api/v1/alerts',
    {
      config,
      schema: {
        operationId: 'listAlerts',
        tags: ['alerts'],
        summary: 'The acting team’s alerts',
        querystring: AlertQuery,
        response: { 200: AlertPage },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const language = languageOf(request)
      const page = await readInbox(deps, actor, { ...request.query, language })
      reply.header('content-language', language)
      return { items: page.items.map((view) => presentAlertItem(view, requireTeam(actor).team, language)), nextCursor: page.nextCursor }
    },
  )
  app.get('/api/v1/alerts/:id', { config, schema: schemaOf('getAlert', 'One alert with its reason and history') }, (request, reply) =>
    answerWith(request, reply, request.params.id),
  )

  const base = '/api/v1/alerts/:id'
  const Comment = Type.Optional(Type.Union([Type.Object({ comment: Type.Optional(reason) }), Type.Null()]))
  app.post(
    `${base}/acknowledgement`,
    { config, schema: { ...schemaOf('acknowledgeAlert', 'Take the alert'), body: Comment } },
    (request, reply) => {
      const comment = request.body?.comment
      return answer(request, reply, request.params.id, { deed: 'acknowledge', ...(comment === undefined ? {} : { comment }) })
    },
  )
  app.delete(`${base}/acknowledgement`, { config, schema: schemaOf('undoAcknowledgement', 'Give it back') }, (request, reply) =>
    answer(request, reply, request.params.id, { deed: 'undo-acknowledge' }),
  )
  app.post(
    `${base}/outcome`,
    {
      config,
      schema: {
        ...schemaOf('answerAlert', 'Say what it was worth'),
        body: Type.Object({ outcome: Outcome, reason: Type.Optional(reason) }),
      },
    },
    (request, reply) => answer(request, reply, request.params.id, { deed: 'outcome', ...request.body }),
  )
  app.delete(`${base}/outcome`, { config, schema: schemaOf('undoOutcome', 'Take the outcome back') }, (request, reply) =>
    answer(request, reply, request.params.id, { deed: 'undo-outcome' }),
  )
  app.post(
    `${base}/snooze`,
    {
      config,
      schema: {
        ...schemaOf('snoozeAlert', 'Put it off'),
        body: Type.Object({
          until: Type.String({ format: 'date-time' }),
          reason: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
        }),
      },
    },
    (request, reply) =>
      answer(request, reply, request.params.id, { deed: 'snooze', until: readUntil(request.body.until), reason: request.body.reason }),
  )
  app.delete(`${base}/snooze`, { config, schema: schemaOf('undoSnooze', 'Take it up again now') }, (request, reply) =>
    answer(request, reply, request.params.id, { deed: 'undo-snooze' }),
  )
}

function readUntil(text: string): string {
  try {
    return toInstant(text)
  } catch {
    throw new Problem(400, 'invalid-request', 'The time to come back is not readable.', [
      { field: 'until', problem: 'is not an instant with an offset', remedy: 'write RFC 3339, such as 2026-03-02T08:00:00+01:00' },
    ])
  }
}
