// Journeys: the list, the page, and every deed that can be done to one. All deeds go through one door; what they are and who may do them is told by GET /api/v1/journey-deeds.
import { deedRules, toInstant } from '@roedtraad/domain'
import {
  type DeedRequest,
  doDeed,
  getJourney,
  getTimeline,
  joinJourney,
  listJourneys,
  openJourney,
  requireTeam,
} from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { Ground } from './participant.ts'
import { presentJourney, presentJourneyPage } from './present-journey.ts'
import { JourneyQuery } from './query.ts'
import { DeedList, DeedNames, Journey, JourneyPage, Level } from './schema.ts'
import { JourneyTimeline, presentTimeline, TimelineQuery } from './timeline.ts'

const config = { policy: 'person' } as const
const tags = ['journeys']
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const DeedId = Type.Object({ ...Id.properties, deedId: Type.String({ format: 'uuid' }) })
const reason = Type.String({ minLength: 1, maxLength: 2_000 })
const Detail = Type.Record(Type.String(), Type.Unknown(), { description: 'What the deed says; see GET /api/v1/journey-deeds.' })
/** The acting team left with this deed, and sees the journey no more. */
const Left = Type.Null({ description: 'Done; the acting team takes part no more.' })
const CitizenId = Type.String({ format: 'uuid' })

const toWindow = (from: string | undefined, to: string | undefined) => ({
  ...(from === undefined ? {} : { from: toInstant(from) }),
  ...(to === undefined ? {} : { to: toInstant(to) }),
})

export const journeys: Slice = async (app, { deps }) => {
  const send = async (request: FastifyRequest, reply: FastifyReply, id: string) => {
    const language = languageOf(request)
    const journey = presentJourney(await getJourney(deps, actorOf(request), id), language)
    return reply.header('etag', journey.etag).header('content-language', language).send(journey)
  }
  const attemptOf = (request: FastifyRequest, asked: unknown) => ({ key: readIdempotencyKey(request), request: asked })
  const deed = async (request: FastifyRequest, reply: FastifyReply, id: string, wanted: DeedRequest) => {
    const version = Number(requireIfMatch(request))
    const { takesPart } = await doDeed(deps, actorOf(request), id, wanted, version, attemptOf(request, { id, wanted }))
    return takesPart ? send(request, reply, id) : reply.code(204).send(null)
  }

  app.get(
    '/api/v1/journeys',
    {
      config,
      schema: {
        operationId: 'listJourneys',
        tags,
        summary: 'The acting team’s journeys, the most pressing first',
        querystring: JourneyQuery,
        response: { 200: JourneyPage },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const language = languageOf(request)
      reply.header('content-language', language)
      const { from, to, ...query } = request.query
      const wanted = { ...query, ...toWindow(from, to) }
      return presentJourneyPage(await listJourneys(deps, actor, wanted), requireTeam(actor).team, language)
    },
  )
  app.post(
    '/api/v1/journeys',
    {
      config,
      schema: {
        operationId: 'openJourney',
        tags,
        summary: 'Open a journey on a named ground; the opener coordinates it',
        body: Type.Object({ citizenId: CitizenId, level: Level, ground: Ground, reason }, { additionalProperties: false }),
        response: { 201: Journey },
      },
    },
    async (request, reply) => {
      const { journeyId } = await openJourney(deps, actorOf(request), request.body, attemptOf(request, request.body))
      return send(request, reply.code(201).header('location', `/api/v1/journeys/${journeyId}`), journeyId)
    },
  )
  app.post(
    '/api/v1/journeys/joins',
    {
      config,
      schema: {
        operationId: 'joinJourney',
        tags,
        summary: 'Join the open journey of a citizen whom the team serves',
        body: Type.Object(
          { citizenId: CitizenId, role: Type.String({ minLength: 1, maxLength: 200 }), ground: Ground },
          { additionalProperties: false },
        ),
        response: { 200: Journey },
      },
    },
    async (request, reply) => {
      const { journeyId } = await joinJourney(deps, actorOf(request), request.body, attemptOf(request, request.body))
      return send(request, reply, journeyId)
    },
  )
  app.get(
    '/api/v1/journeys/:id',
    { config, schema: { operationId: 'getJourney', tags, summary: 'One journey, whole', params: Id, response: { 200: Journey } } },
    (request, reply) => send(request, reply, request.params.id),
  )
  app.get(
    '/api/v1/journeys/:id/timeline',
    {
      config,
      schema: {
        operationId: 'getJourneyTimeline',
        tags,
        summary: 'The journey in time: lanes, deeds and the thread',
        params: Id,
        querystring: TimelineQuery,
        response: { 200: JourneyTimeline },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { from, to, limit = 5_000 } = request.query
      const window = { ...toWindow(from, to), limit }
      reply.header('content-language', language)
      return presentTimeline(await getTimeline(deps, actorOf(request), request.params.id, window), language)
    },
  )
  app.post(
    '/api/v1/journeys/:id/deeds',
    {
      config,
      schema: {
        operationId: 'doJourneyDeed',
        tags,
        summary: 'Do one deed',
        params: Id,
        body: Type.Object({ deed: DeedNames, detail: Detail }, { additionalProperties: false }),
        response: { 200: Journey, 204: Left },
      },
    },
    (request, reply) => deed(request, reply, request.params.id, { ...request.body, targetId: null }),
  )
  app.post(
    '/api/v1/journeys/:id/deeds/:deedId/withdrawal',
    {
      config,
      schema: {
        operationId: 'withdrawJourneyDeed',
        tags,
        summary: 'Take a deed back; both stay in the history',
        params: DeedId,
        body: Type.Object({ reason }, { additionalProperties: false }),
        response: { 200: Journey, 204: Left },
      },
    },
    (request, reply) =>
      deed(request, reply, request.params.id, { deed: 'withdraw', detail: request.body, targetId: request.params.deedId }),
  )
  app.post(
    '/api/v1/journeys/:id/deeds/:deedId/correction',
    {
      config,
      schema: {
        operationId: 'correctJourneyDeed',
        tags,
        summary: 'Say a deed anew; both stay in the history',
        params: DeedId,
        body: Type.Object({ detail: Detail }, { additionalProperties: false }),
        response: { 200: Journey, 204: Left },
      },
    },
    (request, reply) =>
      deed(request, reply, request.params.id, { deed: 'correct', detail: request.body.detail, targetId: request.params.deedId }),
  )
  app.get(
    '/api/v1/journey-deeds',
    {
      config,
      schema: { operationId: 'listJourneyDeeds', tags, summary: 'What can be done to a journey, and by whom', response: { 200: DeedList } },
    },
    async () => ({
      items: Object.entries(deedRules).map(([name, { who, whenClosed, schema }]) => ({
        deed: name,
        who,
        whenClosed,
        detail: schema as unknown as Record<string, unknown>,
      })),
    }),
  )
}
