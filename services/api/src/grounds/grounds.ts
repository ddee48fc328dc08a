// What permits sharing about a citizen: the table of what could, what is recorded for her, and its end.
import { groundTable, standsAt } from '@roedtraad/access'
import { endGround, type GroundEnding, type GroundInput, listGrounds, recordGround } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { readIdempotencyKey, requireIfMatch, toEtag } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const config = { policy: 'person' } as const
const tags = ['grounds']
const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Kind = Type.Enum(['consent', 'statute'])
const Form = Type.Enum(['oral', 'written', 'digital'])
const Words = Type.String({ minLength: 1, maxLength: 2_000 })
const Names = Type.Array(Type.String({ maxLength: 60 }), { uniqueItems: true, maxItems: 20 })
const Name = Type.Object({ da: Type.String(), en: Type.String() })
const CitizenId = Type.Object({ id: Type.String({ format: 'uuid' }) })
const GroundId = Type.Object({ groundId: Type.String({ format: 'uuid' }) })

const GroundRecord = Type.Object({
  id: Type.String(),
  etag: Type.String(),
  kind: Kind,
  code: Type.String(),
  citation: Type.String(),
  title: Name,
  purpose: Type.String(),
  reason: Type.String(),
  categories: Type.Array(Type.String()),
  fromAreas: Type.Array(Type.String()),
  teams: Type.Array(Type.String()),
  from: Instant,
  to: MaybeInstant,
  stands: Type.Boolean(),
  recordedAt: Instant,
  recordedBy: Type.String(),
  corrects: Text,
  endedAt: MaybeInstant,
  endedBecause: Text,
  consent: Type.Union([
    Type.Object({
      form: Form,
      textVersion: Type.String(),
      givenAt: Instant,
      representative: Text,
      journalReference: Text,
      withdrawalChannel: Text,
    }),
    Type.Null(),
  ]),
})
const GroundList = Type.Object({ items: Type.Array(GroundRecord) }, { $id: 'GroundList' })
const GroundTable = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        code: Type.String(),
        kind: Kind,
        citation: Type.String(),
        title: Name,
        from: Type.Array(Type.String()),
        to: Type.Array(Type.String()),
        categories: Type.Array(Type.String()),
        forms: Type.Array(Form),
        longestDays: Type.Union([Type.Integer(), Type.Null()]),
        confirm: Type.Boolean({ description: 'Must be confirmed by the municipality’s lawyer before production.' }),
      }),
    ),
  },
  { $id: 'GroundTable' },
)

const NewGround = Type.Object(
  {
    kind: Kind,
    code: Type.String({ minLength: 1, maxLength: 60 }),
    purpose: Words,
    reason: Words,
    categories: Names,
    fromAreas: Names,
    teams: Type.Array(Type.String({ maxLength: 60 }), { uniqueItems: true, minItems: 1, maxItems: 20 }),
    from: Type.Optional(Instant),
    to: Type.Optional(MaybeInstant),
    corrects: Type.Optional(Type.String({ format: 'uuid' })),
    consent: Type.Optional(
      Type.Object(
        {
          form: Form,
          textVersion: Type.String({ minLength: 1, maxLength: 60 }),
          givenAt: Type.Optional(Instant),
          representative: Type.Optional(
            Type.Object({ name: Words, kind: Type.Enum(['guardian', 'proxy']) }, { additionalProperties: false }),
          ),
          journalReference: Type.Optional(Type.String({ maxLength: 200 })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export const grounds: Slice = async (app, { deps }) => {
  const sendList = async (request: FastifyRequest, reply: FastifyReply, citizenId: string) => {
    const rows = await listGrounds(deps, actorOf(request), citizenId)
    return reply.send({ items: rows.map((row) => present(row, deps.clock())) })
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
  const Ending = Type.Union([
    Type.Object(
      { because: Type.Literal('withdrawn'), channel: Type.Enum(['counter', 'phone', 'writing', 'digital']) },
      { additionalProperties: false },
    ),
    Type.Object({ because: Type.Literal('purpose-ended') }, { additionalProperties: false }),
  ])
  app.post(
    '/api/v1/grounds/:groundId/end',
    {
      config,
      schema: {
        operationId: 'endGround',
        tags,
        summary: 'The consent is withdrawn, or the purpose has ended',
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
        summary: 'That was recorded by mistake',
        params: GroundId,
        response: { 200: GroundList },
      },
    },
    (request, reply) => end(request, reply, request.params.groundId, null),
  )
}

type Row = Awaited<ReturnType<typeof listGrounds>>[number]

function present(row: Row, now: string): Static<typeof GroundRecord> {
  const rule = groundTable.find((one) => one.code === row.code)
  const { consent } = row
  return {
    ...row,
    etag: toEtag(row.version),
    citation: rule?.citation ?? row.code,
    title: rule?.title ?? { da: row.code, en: row.code },
    stands: standsAt(row, now),
    recordedBy: row.recordedByName ?? row.recordedBy,
    consent:
      consent === null ? null : { ...consent, form: consent.form as Static<typeof Form>, givenAt: new Date(consent.givenAt).toISOString() },
  }
}
