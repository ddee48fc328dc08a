// Sends every refusal as application/problem+json: what handlers throw, what Fastify refuses before them, and addresses that do not exist.
// The log gets the kind of an error and where it arose, never its message: messages of the database and of parsers repeat what came in.
import { Problem } from '@roedtraad/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { presentProblem, problemHeaders, toProblem } from '../problems.ts'
import { routeOf } from './log.ts'

/** Answers a request with the problem that an error is. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  if (problem.status >= 500 && error !== problem && !isGone(error, request))
    request.log.error({ err: error, code: problem.code, route: routeOf(request) }, 'answered with a problem')
  // A sender in the middle of a large body hears the answer only if the rest is read away; closing at once would reset the connection under it.
  if (!request.raw.complete) reply.removeHeader('connection')
  // As text: the route's response schema describes its own answers, and would cut this one to their shape.
  return reply
    .code(problem.status)
    .headers(problemHeaders(problem))
    .type('application/problem+json')
    .send(JSON.stringify(presentProblem(problem)))
}

/** A sender who hung up in the middle of her body is no fault of anybody's. */
function isGone(error: unknown, request: FastifyRequest): boolean {
  return (error as { code?: unknown } | null)?.code === 'ECONNRESET' && !request.raw.complete
}

async function answerProblemsPlugin(
  app: FastifyInstance,
  { findPage }: { findPage?: ((request: FastifyRequest) => string | undefined) | undefined },
) {
  const known: { pattern: RegExp; method: string }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const pattern = new RegExp(
      `^${url
        .split(/:[A-Za-z]+/)
        .map(escapePattern)
        .join('[^/]+')}$`,
    )
    known.push(...[method].flat().map((one) => ({ pattern, method: one })))
  })
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const page = findPage?.(request)
    if (page !== undefined) return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = [...new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort()
    if (methods.length === 0) return answerProblem(new Problem(404, 'not-found', 'There is nothing at this address.'), request, reply)
    reply.header('allow', methods.join(', '))
    return answerProblem(new Problem(405, 'method-not-allowed', `This address answers ${methods.join(', ')} only.`), request, reply)
  })
}

const escapePattern = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const answerProblems = fp(answerProblemsPlugin, { name: 'answer-problems' })
