// The OpenAPI 3.1 document, made from the schemas of the routes: /openapi.json, and a page to read it at /docs.
// Every operation says who may call it and that its refusals are problems, so that no slice has to repeat it.
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { Type } from 'typebox'
import { ProblemDocument } from '../problems.ts'
import { hoistNames, markNames } from './name-schemas.ts'
import { declareFilesPublic } from './policy.ts'

const description = `Rød Tråd keeps the thread of a citizen who meets a municipality in many places at once.

Log in with a browser session or send a bearer token. Instants are RFC 3339. Refusals are problems (RFC 9457) with a stable \`code\`.
Within v1 changes are additive: ignore fields that you do not know. Deeds take an \`Idempotency-Key\`; what can be changed has an ETag and demands \`If-Match\`.`

async function documentPlugin(app: FastifyInstance) {
  app.addSchema(ProblemDocument)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: 'Rød Tråd', version: '1', description, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'rt_session',
            description: 'From /auth/login; unsafe methods also need X-CSRF-Token.',
          },
        },
      },
    },
    // Without this, schemas are named def-0, def-1 …
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, index) => (typeof json.$id === 'string' ? json.$id : `def-${index}`) },
    transform: ({ schema, url, route }) => ({ schema: markNames(describeRoute(schema ?? {}, route)) as object, url }),
    transformObject: (made) => ('openapiObject' in made ? hoistNames(made.openapiObject) : made.swaggerObject),
  })
  app.get(
    '/openapi.json',
    { config: { policy: 'public' }, schema: { hide: true, response: { 200: Type.Unknown() } } },
    async (_request, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())),
  )
  await app.register(async (scope) => {
    declareFilesPublic(scope)
    await scope.register(swaggerUi, { routePrefix: '/docs', validatorUrl: false, uiConfig: { docExpansion: 'list', deepLinking: true } })
  })
}

/** A route's schema with its refusals and its way of logging in. */
function describeRoute(schema: object, route: RouteOptions): object {
  if ('hide' in schema && schema.hide === true) return schema
  const response = 'response' in schema && typeof schema.response === 'object' ? schema.response : {}
  const refusal = { description: 'A problem.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } }
  const security = route.config?.policy === 'public' ? [] : [{ token: [] }, { session: [] }]
  return { security, ...schema, response: { ...response, default: refusal } }
}

export const document = fp(documentPlugin, { name: 'document', dependencies: ['policy'] })
