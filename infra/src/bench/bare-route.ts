// The bare limit: the same Fastify, the same check of the same token, and one insert that commits by itself. Same pool size, same server.
import jwt from '@fastify/jwt'
import Fastify from 'fastify'
import pg from 'pg'

const { PORT, DATABASE_URL, PUBLIC_KEY } = process.env
const poolSize = 10
const app = Fastify()
const pool = new pg.Pool({ connectionString: DATABASE_URL ?? '', max: poolSize })
await app.register(jwt, { secret: { public: PUBLIC_KEY ?? '' }, verify: { algorithms: ['RS256'], allowedAud: 'urn:roedtraad:api' } })
app.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, async (_request: unknown, body: string) => JSON.parse(body))
app.get('/', async () => 'up')
app.post('/events', { onRequest: (request) => request.jwtVerify() }, async (request, reply) => {
  const event = request.body as { id: string }
  await pool.query({ name: 'insert-bare', text: 'insert into bare (id, body) values ($1, $2)', values: [event.id, JSON.stringify(event)] })
  return reply.code(202).send({ accepted: 1 })
})
process.on('SIGTERM', () => void app.close().then(() => pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
