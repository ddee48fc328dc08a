// Every refusal that leaves this door is an RFC 9457 problem. Here any error becomes one; plugins/answer-problems.ts sends it.
// What would surprise: no value that came in goes out again, and an error nobody foresaw says nothing but that it happened.
import { type FieldProblem, Problem } from '@roedtraad/domain'
import type { FastifySchemaValidationError } from 'fastify'
import { Type } from 'typebox'
import { toFieldProblems } from './plugins/field-problems.ts'

/** The body of every refusal, as the OpenAPI document names it. */
export const ProblemDocument = Type.Object(
  {
    type: Type.String({ description: 'Names the kind of problem; stable.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable and for machines.' }),
    detail: Type.String({ description: 'A sentence for a person.' }),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), problem: Type.String(), remedy: Type.String() }))),
  },
  { $id: 'Problem', description: 'A refusal (RFC 9457).' },
)

export interface ProblemDocument {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: FieldProblem[]
}

const titles: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'Log in first',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'No such format',
  408: 'The request took too long',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unknown format',
  422: 'The request cannot be carried out',
  428: 'Name the version you saw',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something went wrong here',
  503: 'Not available right now',
}

/** A problem in the shape of the wire. */
export function presentProblem(problem: Problem): ProblemDocument {
  const { status, code, message, errors } = problem
  const document = { type: `urn:roedtraad:problem:${code}`, title: titles[status] ?? 'Refused', status, code, detail: message }
  return errors.length === 0 ? document : { ...document, errors }
}

/** Headers that a problem of this kind must carry: how to authenticate (RFC 6750), when to come again. */
export function problemHeaders(problem: Problem): Record<string, string> {
  if (problem.status === 401)
    return {
      'www-authenticate': problem.code === 'invalid-token' ? 'Bearer realm="roedtraad", error="invalid_token"' : 'Bearer realm="roedtraad"',
    }
  if (problem.status === 503) return { 'retry-after': '5' }
  return {}
}

interface UnknownError {
  code?: unknown
  statusCode?: unknown
  message?: unknown
  validation?: FastifySchemaValidationError[]
  validationContext?: string
}

/** What Fastify says in its own codes, in our words. */
const frameworkProblems: Record<string, [number, string, string]> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid-json', 'The body is not valid JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid-json', 'The body is empty. Send a JSON value.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'invalid-content-length', 'The body does not have the length that Content-Length promises.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is larger than this address accepts. Send less at a time.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type', 'This address does not accept a body of that Content-Type.'],
  FST_ERR_BAD_URL: [400, 'invalid-url', 'The address holds a percent sign that does not encode anything.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'url-too-long', 'A part of the address is too long.'],
  FST_ERR_NOT_FOUND: [404, 'not-found', 'There is nothing at this address.'],
  FST_ERR_HANDLER_TIMEOUT: [503, 'timeout', 'The answer took too long. Try again in a moment.'],
  FST_ERR_VALIDATION: [400, 'invalid-request', 'The request does not have the right shape.'],
}

/** Any error as a Problem. Problems pass unchanged; what is not foreseen becomes a 500 without its inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = (typeof error === 'object' && error !== null ? error : {}) as UnknownError
  if (known.validation)
    return new Problem(
      400,
      'invalid-request',
      'The request does not have the right shape. Each fault is named in errors.',
      toFieldProblems(known.validation, known.validationContext),
    )
  const code = typeof known.code === 'string' ? known.code : ''
  const framework = frameworkProblems[code]
  if (framework) return new Problem(...framework)
  if (/^FA?ST_JWT_/.test(code)) return new Problem(401, 'invalid-token', 'The access token cannot be accepted. Fetch a new one.')
  if (isUnavailable(code, known.message))
    return new Problem(503, 'unavailable', 'A part that this answer needs is not available right now. Try again in a moment.')
  const status = typeof known.statusCode === 'number' && known.statusCode >= 400 && known.statusCode < 500 ? known.statusCode : 500
  return status === 500 ? unforeseen() : new Problem(status, 'refused', 'The request was refused.')
}

const unforeseen = () =>
  new Problem(500, 'unforeseen', 'Something went wrong here, and it is not your fault. It is in the log under the request id.')

/** SQLSTATE classes 08 connection, 53 resources, 57P shut-down, and single states that pass by themselves; and what the network says. */
const passingStates =
  /^(08...|53...|57P0[1-5]|57014|40001|40P01|55P03|25006|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH)$/
/** pg and its pool give these no code. */
const passingMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Query read timeout)/

function isUnavailable(code: string, message: unknown): boolean {
  return passingStates.test(code) || (typeof message === 'string' && passingMessages.test(message))
}
