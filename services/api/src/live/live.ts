// GET /api/v1/live: server-sent events for the acting team. First `hello`, then `alerts` and `journeys` with ids and counts whenever something changed.
// The stream ends when the session, the token or the membership does: checked at every heartbeat.
import { fastifySSE } from '@fastify/sse'
import { Problem } from '@roedtraad/domain'
import { type Actor, countOpenAlerts, requireTeam } from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../plugins/request.ts'
import type { Slice, SliceOptions } from '../slice.ts'
import { isOver } from './is-over.ts'
import { listen } from './listen.ts'
import { LiveHub, type LiveMessage, type Watcher } from './live-hub.ts'

const heartbeatMilliseconds = 15_000
const mostStreamsPerUser = 20
/** A reader this far behind is not reading: it is cut off, and comes back when it can. */
const mostBufferedBytes = 64 * 1024

interface Stream extends Watcher {
  actor: Actor
  close(): void
}

export const live: Slice = async (app, { deps, config }) => {
  const streams = new Set<Stream>()
  const onFault = (error: unknown) => app.log.warn({ err: error }, 'live updates are disturbed')
  const hub = new LiveHub<Stream>(deps.municipality, (stream) => countOpenAlerts(deps, stream.actor), onFault)
  const onMessage = (payload: string) => hub.hear(payload)
  const listener = listen({ url: config.databaseUrl, channel: 'live', onMessage, onReturn: () => hub.tellAll(), onBreak: onFault })
  app.addHook('preClose', async () => {
    hub.close()
    for (const stream of streams) stream.close()
    await listener.stop()
  })
  await app.register(fastifySSE, { heartbeatInterval: heartbeatMilliseconds })
  const routeConfig = { policy: 'person', teamInQuery: true, stream: true } as const
  app.get('/api/v1/live', { config: routeConfig, sse: 'manual', schema }, async (request, reply) => {
    const actor = actorOf(request)
    const { team } = requireTeam(actor)
    requireRoom(streams, actor.username)
    const open = await countOpenAlerts(deps, actor)
    const stream: Stream = { team, actor, tell: (message) => tell(reply, message), close: () => reply.sse.close() }
    const leave = keep(streams, hub, stream, watchOver(deps, request, stream))
    reply.sse.onClose(leave)
    reply.sse.keepAlive()
    await reply.sse.send({ event: 'hello', data: { team, open } })
  })
}

const schema = {
  operationId: 'live',
  tags: ['live'],
  summary: 'Live updates for the acting team',
  description:
    'Server-sent events: `hello` first, then `alerts` with `{"alertIds":[…],"open":3}`, `journeys` with `{"journeyIds":[…]}`, and `citizens` with `{"citizenIds":[…]}` about whom the team may see more or less than before; an empty list means: look for yourself.',
  querystring: Type.Object({
    team: Type.Optional(Type.String({ maxLength: 60, description: 'The acting team; EventSource sends no headers.' })),
  }),
  response: { 200: Type.String({ description: 'text/event-stream' }) },
}

function requireRoom(streams: ReadonlySet<Stream>, username: string): void {
  const own = [...streams].filter(({ actor }) => actor.username === username).length
  if (own < mostStreamsPerUser) return
  throw new Problem(429, 'too-many-streams', `At most ${mostStreamsPerUser} live streams may be open at once. Close one.`)
}

/** Adds a stream everywhere; returns how to take it away. */
function keep(streams: Set<Stream>, hub: LiveHub<Stream>, stream: Stream, check: NodeJS.Timeout): () => void {
  const leave = hub.watch(stream)
  streams.add(stream)
  return () => {
    clearInterval(check)
    streams.delete(stream)
    leave()
  }
}

function watchOver(deps: SliceOptions['deps'], request: FastifyRequest, { actor, team, close }: Stream): NodeJS.Timeout {
  const { session, tokenExpires } = request
  const standing = { username: actor.username, team, sessionId: session?.id ?? null, tokenExpires }
  return setInterval(() => void isOver(deps, standing).then((over) => over && close()), heartbeatMilliseconds)
}

function tell(reply: FastifyReply, message: LiveMessage): void {
  if (reply.raw.writableLength > mostBufferedBytes) reply.raw.destroy()
  else if (reply.sse.isConnected) reply.sse.send(message).catch(() => reply.raw.destroy())
}
