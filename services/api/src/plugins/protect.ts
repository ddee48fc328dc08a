// Headers that keep a browser from doing what the pages never ask for, and the limits that routes can ask for.
// Styles may stand inline because the widgets of the web and of /docs write them; scripts may not.
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { Problem } from '@roedtraad/domain'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import './request.ts'

async function protectPlugin(app: FastifyInstance, { publicUrl }: { publicUrl: string }) {
  const secure = publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  // Answers hold personal data: no cache on the way keeps them unless a route says otherwise.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => request.actor?.username ?? request.ip,
    errorResponseBuilder: (_request, { after }) =>
      new Problem(429, 'too-many-requests', `Too many of these requests. Try again in ${after}.`),
  })
}

/** Route config for at most `max` requests per minute and user (per address where nobody is logged in). Counted in each process by itself. */
export function perMinute(max: number) {
  return { rateLimit: { max, timeWindow: 60_000 } }
}

export const protect = fp(protectPlugin, { name: 'protect' })
