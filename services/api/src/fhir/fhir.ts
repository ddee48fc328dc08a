// POST /fhir/$process-message: the hospital's door, in JSON and XML. Refusals of the body are OperationOutcomes, those of the caller are problems.
import { Problem } from '@roedtraad/domain'
import { type Issue, plainError, writeOperationOutcome } from '@roedtraad/exchange'
import { type MessageFormat, receiveMessage } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { callerOf } from '../plugins/request.ts'
import { toProblem } from '../problems.ts'
import type { Slice } from '../slice.ts'

const bodyLimit = 2 * 1024 * 1024
const contentTypes = { json: 'application/fhir+json', xml: 'application/fhir+xml' } as const

export const fhir: Slice = async (app, { deps }) => {
  for (const type of Object.values(contentTypes))
    app.addContentTypeParser(type, { parseAs: 'string', bodyLimit }, async (_request: unknown, body: string) => body)
  app.setErrorHandler((error, request, reply) => sendFault(error, request, reply))
  app.post(
    '/fhir/$process-message',
    {
      bodyLimit,
      config: { policy: 'sender' },
      schema: {
        operationId: 'processMessage',
        tags: ['fhir'],
        summary: 'Deliver a MedCom message (HospitalNotification 3.x)',
        description:
          'Answers with a MedCom Acknowledgement in the format of Accept, else of the message. A source whose messages are copies through a distributor is answered 202 without one.',
        consumes: Object.values(contentTypes),
        response: { 200: Type.String({ description: 'Acknowledgement Bundle.' }), 202: Type.Null() },
      },
      serializerCompiler: () => (body: unknown) => String(body ?? ''),
    },
    async (request, reply) => {
      const format = formatOf(request.headers['content-type'])
      if (typeof request.body !== 'string' || format === undefined) throw unsupported()
      const answerIn = formatOf(request.headers.accept) ?? format
      const received = await receiveMessage(deps, callerOf(request), { raw: String(request.body ?? ''), format, answerIn })
      if (received.kind === 'unreadable') return sendOutcome(reply, 400, received.issues, answerIn)
      if (received.kind === 'not-acknowledged') return reply.code(202).send(null)
      return reply.type(contentTypes[answerIn]).send(received.body)
    },
  )
}

const unsupported = () => new Problem(415, 'unsupported-media-type', 'Send application/fhir+json or application/fhir+xml.')

/** json or xml as a media type names it; undefined for one that names neither. */
function formatOf(header: string | undefined): MessageFormat | undefined {
  if (header === undefined) return undefined
  const at = { json: header.search(/[/+]json\b/), xml: header.search(/[/+]xml\b/) }
  if (at.json < 0 && at.xml < 0) return undefined
  return at.xml < 0 || (at.json >= 0 && at.json < at.xml) ? 'json' : 'xml'
}

function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error)
  if (![400, 413, 415].includes(problem.status)) throw error instanceof Problem ? error : problem
  const code = problem.status === 413 ? 'too-long' : problem.status === 415 ? 'not-supported' : 'invalid'
  return sendOutcome(
    reply,
    problem.status,
    [plainError(code, problem.message)],
    formatOf(request.headers.accept) ?? formatOf(request.headers['content-type']) ?? 'json',
  )
}

function sendOutcome(reply: FastifyReply, status: number, issues: readonly Issue[], format: MessageFormat) {
  return reply.code(status).type(contentTypes[format]).send(writeOperationOutcome(issues, format))
}
