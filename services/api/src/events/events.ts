// What department systems send, and which kinds of event there are.
import { eventKinds, isSentAsEvent, Problem } from '@roedtraad/domain'
import { recordEvents } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { callerOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const mostEvents = 1_000
const bodyLimit = 4 * 1024 * 1024
const FieldProblems = Type.Array(Type.Object({ field: Type.String(), problem: Type.String(), remedy: Type.String() }))

const RecordedEvents = Type.Object(
  {
    accepted: Type.Integer(),
    duplicate: Type.Integer(),
    notKept: Type.Integer({ description: 'Understood, and not needed for any open case: nothing was stored.' }),
    quarantined: Type.Array(Type.Object({ id: Type.String(), problem: Type.String(), errors: Type.Optional(FieldProblems) })),
  },
  { $id: 'RecordedEvents' },
)

const Words = Type.Object({ da: Type.String(), en: Type.String() })
const EventKindList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        kind: Type.String(),
        type: Type.String({ description: 'CloudEvents type.' }),
        area: Type.Union([Type.String(), Type.Null()]),
        category: Type.String(),
        label: Words,
        unit: Type.Union([Type.String(), Type.Null()]),
        value: Type.Union([Type.Object({ minimum: Type.Number(), maximum: Type.Number() }), Type.Null()]),
        dataschema: Type.String(),
        detail: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of data.detail.' }),
      }),
    ),
  },
  { $id: 'EventKindList' },
)

export const events: Slice = async (app, { deps }) => {
  for (const [type, asBatch] of [
    ['application/cloudevents+json', false],
    ['application/cloudevents-batch+json', true],
  ] as const) {
    app.addContentTypeParser(type, { parseAs: 'string', bodyLimit }, async (_request: unknown, body: string) =>
      toBatch(readJson(body), asBatch),
    )
  }
  app.post(
    '/api/v1/events',
    {
      bodyLimit,
      config: { policy: 'sender' },
      schema: {
        operationId: 'recordEvents',
        tags: ['events'],
        summary: 'Send events (CloudEvents 1.0, one or a batch of at most 1,000)',
        consumes: ['application/cloudevents+json', 'application/cloudevents-batch+json'],
        response: { 202: RecordedEvents },
      },
    },
    async (request, reply) => {
      const batch = Array.isArray(request.body) ? request.body : undefined
      if (batch === undefined)
        throw new Problem(415, 'unsupported-media-type', 'Send application/cloudevents+json or application/cloudevents-batch+json.')
      return reply.code(202).send(await recordEvents(deps, callerOf(request), batch))
    },
  )
  app.get(
    '/api/v1/event-kinds',
    {
      config: { policy: 'person-or-system' },
      schema: { operationId: 'listEventKinds', tags: ['events'], summary: 'Kinds of event known here', response: { 200: EventKindList } },
    },
    async () => ({
      items: eventKinds
        .filter((kind) => isSentAsEvent(kind.kind))
        .map(({ kind, area, category, label, unit, value, version, detail }) => ({
          kind,
          type: `dk.roedtraad.${kind}`,
          area,
          category,
          label,
          unit,
          value,
          dataschema: `urn:roedtraad:kind:${kind}:${version}`,
          detail: detail as unknown as Record<string, unknown>,
        })),
    }),
  )
}

function readJson(body: string): unknown {
  // What one member of a batch holds is judged member by member: a bad one never sinks the others.
  try {
    return JSON.parse(body)
  } catch {
    throw new Problem(400, 'invalid-json', 'The body is not valid JSON.')
  }
}

function toBatch(parsed: unknown, asBatch: boolean): unknown[] {
  if (!asBatch) return [parsed]
  if (!Array.isArray(parsed)) throw new Problem(400, 'invalid-batch', 'A batch is a JSON array of events.')
  if (parsed.length > mostEvents)
    throw new Problem(413, 'batch-too-large', `A batch holds at most ${mostEvents} events. Send the rest in another.`)
  return parsed
}
