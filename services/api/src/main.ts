// The process: configuration, dependencies, one port on this machine, and an orderly end.
import { once } from 'node:events'
import { closeDatabase } from '@roedtraad/database'
import { createDeps, type Deps, replayKinds } from '@roedtraad/use-cases'
import { createApp } from './app.ts'
import { type Config, ConfigProblem, readConfig } from './config.ts'

/** Requests under way may finish within this; then the process ends anyway. */
const graceMilliseconds = 10_000

/** Where to listen: on a port of our own, or on the socket that whoever started us has held for us. */
async function findPlace(
  config: Config,
  handed: Promise<unknown[]> | undefined,
): Promise<{ host: string; port?: number; handle?: unknown }> {
  const host = '127.0.0.1'
  if (handed === undefined) return { host, port: config.port }
  const [, handle] = await handed
  return { host, handle }
}

async function start(config: Config): Promise<void> {
  // Listened for at once: the socket may come before everything else is ready.
  const handed = config.handedSocket ? once(process, 'message') : undefined
  const { databaseUrl, keys, municipality, ownSorIds, clockOffset } = config
  const deps = createDeps({ databaseUrl, keys, municipality, ownSorIds, clockOffset })
  const app = await createApp(deps, config)
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), graceMilliseconds).unref()
    await app.close()
    await closeDatabase(deps.database)
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  await app.listen(await findPlace(config, handed))
  await replayAll(deps).catch((error: unknown) =>
    app.log.error({ err: error }, 'events of kinds that are now known are still in quarantine'),
  )
}

/** This release may know kinds of event that the last one kept apart. */
async function replayAll(deps: Deps): Promise<void> {
  while ((await replayKinds(deps)) > 0);
}

/** One sentence for whoever starts it; the inside only where nothing better is known. */
function explain(error: unknown): string {
  if (error instanceof ConfigProblem) return error.message
  const { code, port } = error as { code?: unknown; port?: unknown }
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken by another program. Free it, or set PORT to another one.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  await start(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
