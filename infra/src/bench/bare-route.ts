// The bare limit: the same Fastify, the same check of the same token, and one insert that commits by itself or one select by key. Same pool size, same server.
// With QUEUE_URL also the bare hop: one job through the same kind of queue, answered when its one insert is committed.
import { randomUUID } from 'node:crypto'
import jwt from '@fastify/jwt'
import { connectQueue } from '@roedtraad/queue'
import Fastify from 'fastify'
import pg from 'pg'

const { PORT, DATABASE_URL, PUBLIC_KEY, QUEUE_URL } = process.env
const poolSize = 10
const app = Fastify()
const pool = new pg.Pool({ connectionString: DATABASE_URL ?? '', max: poolSize })
const insert = (id: string, body: unknown) =>
  pool.query({ name: 'insert-bare', text: 'insert into bare (id, body) values ($1, $2)', values: [id, JSON.stringify(body)] })

await app.register(jwt, {
  secret: { public: PUBLIC_KEY ?? '' },
  verify: { algorithms: ['RS256'], allowedAud: 'urn:roedtraad:api', cache: true },
})
app.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, async (_request: unknown, body: string) => JSON.parse(body))
app.get('/', async () => 'up')
app.post('/events', { onRequest: (request) => request.jwtVerify() }, async (request, reply) => {
  const event = request.body as { id: string }
  await insert(event.id, event)
  return reply.code(202).send({ accepted: 1 })
})
app.get('/pages/:id', { onRequest: (request) => request.jwtVerify() }, async (request, reply) => {
  const { id } = request.params as { id: string }
  const select = { name: 'select-bare', text: 'select body from bare_pages where id = $1', values: [id] }
  const { rows } = await pool.query<{ body: string }>(select)
  return reply.type('application/json').send(rows[0]?.body)
})
if (QUEUE_URL !== undefined) await addHop(QUEUE_URL)
process.on('SIGTERM', () => void app.close().then(() => pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })

async function addHop(url: string): Promise<void> {
  const queue = await connectQueue({ url, prefix: 'bench' })
  const done = new Map<string, () => void>()
  const detect = async ({ ids }: { ids: string[] }) => {
    for (const id of ids) {
      await insert(id, {})
      done.get(id)?.()
    }
  }
  await queue.work({ detect, canary: async () => undefined })
  app.post('/hop', { onRequest: (request) => request.jwtVerify() }, async (_request, reply) => {
    const id = randomUUID()
    const handled = new Promise<void>((resolve) => done.set(id, resolve))
    await queue.add('detect', [{ ids: [id] }])
    await handled
    done.delete(id)
    return reply.code(202).send({ accepted: 1 })
  })
  app.addHook('onClose', async () => void (await queue.close()))
}
