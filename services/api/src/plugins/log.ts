// What the log may hold: which route, how it went, how long. Never an address as it was sent, a body, a header, or the message of an error,
// because all of these can hold a name or a number of a citizen.
import { Problem } from '@roedtraad/domain'
import { type FastifyRequest, LogController } from 'fastify'

interface LoggedError {
  type: string
  code?: string
  /** Names of the database's own things. */
  constraint?: string
  table?: string
  /** Empty for all but our own problems. */
  message: string
  stack: string
  [more: string]: unknown
}

/** Options of Fastify's logger (pino, one JSON line each). */
export function loggerOptions(level: string) {
  return { level, serializers: { req: presentRequest, res: presentReply, err: presentError } }
}

const presentRequest = (request: FastifyRequest) => ({ method: request.method, route: routeOf(request) })
const presentReply = (reply: { statusCode?: number }) => ({ status: reply.statusCode })

/** The pattern of the matched route, such as `/api/v1/citizens/:id`; `-` where none matched. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions?.url ?? '-'
}

/** Kind, code and place of an error. Only our own problems keep their sentence: they are written to hold nothing personal. */
export function presentError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  const named = Object.entries({ code, constraint, table }).filter(([, value]) => typeof value === 'string')
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const message = error instanceof Problem ? error.message : ''
  return { type: error.name, ...Object.fromEntries(named), message, stack: frames.slice(0, 12).join('\n') }
}

/** Fastify's two lines per request are silenced; observe.ts writes one. What it says outside requests stays. */
export const logController = new LogController({ disableRequestLogging: true })
