// An old id keeps answering: whoever may see the citizen that it means now is sent there. For everybody else it is an id that does not exist.
import { Problem } from '@roedtraad/domain'
import { type Deps, followCitizen } from '@roedtraad/use-cases'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { answerProblem } from './answer-problems.ts'

const citizenRoute = '/api/v1/citizens/:id'

async function followMergedPlugin(app: FastifyInstance, { deps }: { deps: Deps }) {
  const follow = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { id } = request.params as { id: string }
    const isGone = error instanceof Problem && error.status === 404 && error.code === 'not-found'
    const survivor = isGone && request.actor !== null ? await followCitizen(deps, request.actor, id) : undefined
    if (survivor === undefined) return answerProblem(error, request, reply)
    // 307: the same method and body again; and not for ever, because a merge can be undone.
    return reply.header('cache-control', 'no-store').redirect(request.url.replace(id, survivor), 307)
  }
  app.addHook('onRoute', (route) => {
    if (route.url === citizenRoute || route.url.startsWith(`${citizenRoute}/`)) route.errorHandler = follow
  })
}

export const followMerged = fp(followMergedPlugin, { name: 'follow-merged' })
