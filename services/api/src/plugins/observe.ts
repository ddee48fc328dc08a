// One log line and one measurement for every answer, both by the pattern of the route.
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { routeOf } from './log.ts'
import './request.ts'

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Registry
  }
}

interface Pool {
  totalCount: number
  idleCount: number
  waitingCount: number
}

async function observePlugin(app: FastifyInstance, { pool }: { pool: Pool }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measurePool(registry, pool)
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  app.decorate('metrics', registry)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { quiet, stream } = request.routeOptions.config
    const line = { method: request.method, route: routeOf(request), status: reply.statusCode }
    if (!stream) duration.observe(line, reply.elapsedTime / 1000)
    if (!quiet) request.log.info({ ...line, milliseconds: Math.round(reply.elapsedTime) }, 'answered')
  })
  app.addHook('onClose', async () => registry.clear())
}

function measurePool(registry: Registry, pool: Pool): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'database_connections',
    help: 'Connections of this process, by state; waiting counts requests without one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  gauge.reset()
}

export const observe = fp(observePlugin, { name: 'observe' })
