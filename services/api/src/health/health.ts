// For those who watch the service: the process is up, all that it needs is there, and how it has been doing. Nothing personal in any of it.
import { Problem } from '@roedtraad/domain'
import { type Deps, readHealth } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import type { Slice } from '../slice.ts'

const Alive = Type.Object({ status: Type.Literal('alive') })
const Ready = Type.Object({
  status: Type.Literal('ready'),
  canaryAgeSeconds: Type.Number({ description: 'Since the canary last came through the queue.' }),
})
const waitMilliseconds = 2_000

export const health: Slice = async (app, { deps }) => {
  const config = { policy: 'public', quiet: true } as const
  app.get('/healthz', { config, schema: { tags: ['health'], summary: 'The process answers', response: { 200: Alive } } }, async () => ({
    status: 'alive' as const,
  }))
  app.get(
    '/readyz',
    { config, schema: { tags: ['health'], summary: 'Database, queue and canary', response: { 200: Ready } } },
    async () => {
      const { canaryAgeMs, alive } = await readInTime(deps)
      if (!alive || canaryAgeMs === null)
        throw notReady(
          canaryAgeMs === null
            ? 'No canary has come through the queue yet.'
            : 'The canary through the queue is late: the worker or its queue stands still.',
        )
      return { status: 'ready' as const, canaryAgeSeconds: Math.round(canaryAgeMs / 1000) }
    },
  )
  app.get(
    '/metrics',
    { config, schema: { tags: ['health'], summary: 'Prometheus metrics', response: { 200: Type.String() } } },
    async (_request, reply) => reply.type(app.metrics.contentType).send(await app.metrics.metrics()),
  )
}

const notReady = (detail: string) => new Problem(503, 'not-ready', detail)

async function readInTime(deps: Deps): Promise<{ canaryAgeMs: number | null; alive: boolean }> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(notReady('The database does not answer in time.')), waitMilliseconds)
  try {
    return await Promise.race([readHealth(deps), promise])
  } finally {
    clearTimeout(timer)
  }
}
