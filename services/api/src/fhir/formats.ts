// JSON or XML, as FHIR's doors speak both; and a refusal of the body as an OperationOutcome in the format that was asked for.
import { Problem } from '@roedtraad/domain'
import { type Issue, plainError, writeOperationOutcome } from '@roedtraad/exchange'
import type { MessageFormat } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from '../problems.ts'

/** Bytes of one body. */
export const bodyLimit = 2 * 1024 * 1024
export const contentTypes = { json: 'application/fhir+json', xml: 'application/fhir+xml' } as const

/** The body as text, its format, and the format to answer in. Throws Problem 415. */
export function readMessageBody(request: FastifyRequest): { raw: string; format: MessageFormat; answerIn: MessageFormat } {
  const format = formatOf(request.headers['content-type'])
  if (typeof request.body !== 'string' || format === undefined)
    throw new Problem(415, 'unsupported-media-type', 'Send application/fhir+json or application/fhir+xml.')
  return { raw: request.body, format, answerIn: formatOf(request.headers.accept) ?? format }
}

/** json or xml as a media type names it; undefined for one that names neither. */
function formatOf(header: string | undefined): MessageFormat | undefined {
  if (header === undefined) return undefined
  const at = { json: header.search(/[/+]json\b/), xml: header.search(/[/+]xml\b/) }
  if (at.json < 0 && at.xml < 0) return undefined
  return at.xml < 0 || (at.json >= 0 && at.json < at.xml) ? 'json' : 'xml'
}

/** Refusals of the body as OperationOutcome; those of the caller stay problems. */
export function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply) {
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

export function sendOutcome(reply: FastifyReply, status: number, issues: readonly Issue[], format: MessageFormat) {
  return reply.code(status).type(contentTypes[format]).send(writeOperationOutcome(issues, format))
}
