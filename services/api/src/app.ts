/// <reference types="@fastify/jwt" preserve="true" />
// The HTTP door: plugins in the order in which they must stand, then every slice by name. Nothing is loaded by itself.
import { createHmac, randomUUID } from 'node:crypto'
import type { Deps } from '@roedtraad/use-cases'
import Fastify, { type FastifyInstance } from 'fastify'
import { accessLog } from './access-log/access-log.ts'
import { alerts } from './alerts/alerts.ts'
import { board } from './board/board.ts'
import { citizens } from './citizens/citizens.ts'
import type { Config } from './config.ts'
import { coordinationRequests } from './coordination-requests/coordination-requests.ts'
import { events } from './events/events.ts'
import { fhir } from './fhir/fhir.ts'
import { filings } from './filings/filings.ts'
import { grounds } from './grounds/grounds.ts'
import { health } from './health/health.ts'
import { merges } from './identities/merges.ts'
import { waitingIdentities } from './identities/waiting-identities.ts'
import { caseLogs } from './imports/case-log.ts'
import { imports } from './imports/imports.ts'
import { briefing } from './journeys/briefing.ts'
import { journeys } from './journeys/journeys.ts'
import { live } from './live/live.ts'
import { me } from './me/me.ts'
import { meetings } from './meetings/meetings.ts'
import { plans } from './plans/plans.ts'
import { answerClientError } from './plugins/answer-client-error.ts'
import { answerProblem, answerProblems } from './plugins/answer-problems.ts'
import { authenticate } from './plugins/authenticate.ts'
import { document } from './plugins/document.ts'
import { followMerged } from './plugins/follow-merged.ts'
import { logController, loggerOptions } from './plugins/log.ts'
import { observe } from './plugins/observe.ts'
import { policy } from './plugins/policy.ts'
import { protect } from './plugins/protect.ts'
import { readBody } from './plugins/read-body.ts'
import { createPageFinder, serveWeb } from './plugins/serve-web.ts'
import { validate } from './plugins/validate.ts'
import { verifyToken } from './plugins/verify-token.ts'
import { rules } from './rules/rules.ts'
import { savedFilters } from './saved-filters/saved-filters.ts'
import { sessions } from './sessions/sessions.ts'
import type { Slice } from './slice.ts'
import { teams } from './teams/teams.ts'

/** Every slice of the door. */
const slices: readonly Slice[] = [
  health,
  sessions,
  me,
  live,
  events,
  fhir,
  citizens,
  waitingIdentities,
  merges,
  teams,
  grounds,
  journeys,
  imports,
  caseLogs,
  savedFilters,
  board,
  meetings,
  briefing,
  filings,
  plans,
  coordinationRequests,
  alerts,
  rules,
  accessLog,
]

/** A body that arrives slower than this is cut off with 408; without it a slow sender holds a connection for ever. */
const requestMilliseconds = 10_000
const defaultBodyLimit = 256 * 1024

/** Builds the whole door over its dependencies, ready to listen or to be injected into. Throws when a route declares no policy or no response. */
export async function createApp(deps: Deps, config: Config, more: readonly Slice[] = []): Promise<FastifyInstance> {
  const app = createServer(config)
  const findPage = config.webDist === null ? undefined : createPageFinder(config.webDist)
  await app.register(observe, { pool: deps.database.pool })
  await app.register(protect, { publicUrl: config.publicUrl })
  await app.register(answerProblems, { findPage })
  await app.register(readBody)
  await app.register(verifyToken, { issuerUrl: config.issuerUrl, audience: config.audience })
  await app.register(authenticate, { deps, publicUrl: config.publicUrl, cookieSecret: cookieSecretOf(config) })
  await app.register(policy)
  await app.register(document)
  await app.register(followMerged, { deps })
  for (const slice of [...slices, ...more]) await app.register(slice, { deps, config })
  if (config.webDist !== null) await app.register(serveWeb, { webDist: config.webDist })
  await app.ready()
  return app
}

function createServer(config: Config): FastifyInstance {
  const app = Fastify({
    logger: loggerOptions(config.logLevel),
    logController,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: false,
    bodyLimit: defaultBodyLimit,
    requestTimeout: requestMilliseconds,
    connectionTimeout: 60_000,
    http: { headersTimeout: requestMilliseconds - 2_000, connectionsCheckingInterval: 1_000 },
    routerOptions: { maxParamLength: 200 },
    // Some clients escape the dollar of a FHIR operation; the router compares paths as they come.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/fhir\/%24/, '/fhir/$$'),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  })
  app.setValidatorCompiler(validate)
  return app
}

/** Signs the short-lived log-in cookie; the same in every process of the installation. */
function cookieSecretOf(config: Config): string {
  return createHmac('sha256', Buffer.from(config.keys.scope, 'base64')).update('log-in cookie').digest('base64')
}
