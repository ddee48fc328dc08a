// One connection of the process that listens to one channel of Postgres, and comes back by itself when it breaks.
// What is sent while it is away is lost; `onReturn` says so, and the caller must look for itself.
import pg from 'pg'

export interface Listener {
  stop(): Promise<void>
}

interface Hearing {
  url: string
  channel: string
  onMessage: (payload: string) => void
  /** Called after every reconnect, not after the first connect. */
  onReturn: () => void
  onBreak: (error: unknown) => void
}

const firstWaitMilliseconds = 250
const longestWaitMilliseconds = 10_000
/** A connection that a firewall dropped says nothing: it is asked this often. */
const probeMilliseconds = 30_000

/** Starts listening; returns at once, whether the database is there or not. */
export function listen(hearing: Hearing): Listener {
  const stopped = new AbortController()
  const running = keepListening(hearing, stopped.signal)
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}

async function keepListening(hearing: Hearing, stopped: AbortSignal): Promise<void> {
  let wait = firstWaitMilliseconds
  let first = true
  while (!stopped.aborted) {
    try {
      await hearUntilBroken(hearing, stopped, () => {
        if (!first) hearing.onReturn()
        first = false
        wait = firstWaitMilliseconds
      })
    } catch (error) {
      hearing.onBreak(error)
    }
    await pause(wait, stopped)
    wait = Math.min(wait * 2, longestWaitMilliseconds)
  }
}

/** Resolves when stopped; throws when the connection breaks. */
async function hearUntilBroken(hearing: Hearing, stopped: AbortSignal, onHearing: () => void): Promise<void> {
  const client = new pg.Client({
    connectionString: hearing.url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: `listen ${hearing.channel}`,
  })
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  client.on('error', reject)
  client.on('end', () => reject(new Error('the connection ended')))
  client.on('notification', ({ payload }) => hearing.onMessage(payload ?? ''))
  stopped.addEventListener('abort', () => resolve(), { once: true })
  const probe = setInterval(() => client.query('select 1').catch(reject), probeMilliseconds)
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(hearing.channel)}`)
    onHearing()
    await ended
  } finally {
    clearInterval(probe)
    ended.catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  stopped.addEventListener('abort', () => resolve(), { once: true })
  return promise.finally(() => clearTimeout(timer))
}
