// Ports of this machine, always on its own address: nothing here is meant for the network.
import type { ChildProcess, SendHandle } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { Refusal } from './refusal.ts'

const host = '127.0.0.1'
const firstPort = 3000
const lastPort = 3100

export interface HeldPort {
  port: number
  /** Gives the listening socket itself to a child with a channel: between two who open and close a port a third one could take it. */
  handTo(child: ChildProcess): Promise<void>
  /** Gives the port up. */
  release(): Promise<void>
}

/** A port that nobody listens on; `preferred` if that one is free. Throws Refusal. */
export async function findFreePort(preferred = 0): Promise<number> {
  const held = (await hold(preferred)) ?? (await hold(0))
  if (held === undefined) throw new Refusal('No free port is left on this machine.')
  await held.release()
  return held.port
}

/**
 * Takes the port that is wanted, or where none is wanted 3000 or the next free one, and answers 503 there until it is released:
 * a start takes seconds, and two at once must not choose the same. Throws Refusal when the wanted one is taken.
 */
export async function holdPort(wanted: number | undefined): Promise<HeldPort> {
  if (wanted !== undefined) {
    const held = await hold(wanted)
    if (held === undefined) throw new Refusal(`Port ${wanted} is taken by another program: free it, or set PORT to another one.`)
    return held
  }
  for (let port = firstPort; port <= lastPort; port += 1) {
    const held = await hold(port)
    if (held !== undefined) return held
  }
  throw new Refusal(`All ports from ${firstPort} to ${lastPort} are taken: set PORT to a free one.`)
}

const starting = {
  type: 'about:blank',
  title: 'Starting',
  status: 503,
  code: 'starting',
  detail: 'The product is starting. Try again in a moment.',
}

async function hold(port: number): Promise<HeldPort | undefined> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'retry-after': '2', 'content-type': 'application/problem+json' })
    response.end(JSON.stringify(starting))
  })
  if (!(await listen(server, port))) return undefined
  const address = server.address()
  const release = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const handTo = async (child: ChildProcess) => {
    // The bare handle: a server would accept, and swallow, what comes before the child is ready; so it waits in the system's queue.
    const { _handle: socket } = server as unknown as { _handle: SendHandle }
    // A child that is already gone takes nothing; whoever supervises it sees its end.
    await new Promise<void>((resolve) => child.send('socket', socket, {}, () => resolve()))
    await release()
  }
  return { port: address !== null && typeof address === 'object' ? address.port : port, handTo, release }
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => resolve(true))
  })
}
