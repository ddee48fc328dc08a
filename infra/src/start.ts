// `npm start`: database, identity provider, data, web, API and worker, in this order as far as one needs the other; and all of it away again, in reverse.
import { setTimeout as sleep } from 'node:timers/promises'
import { claimDataDir, openDataDir } from './data-dir.ts'
import { startIdentityProvider } from './identity-provider.ts'
import { openStore } from './open-store.ts'
import { findDataDir } from './paths.ts'
import { holdPort } from './ports.ts'
import { diskFull, explain, isDiskFull, Refusal } from './refusal.ts'
import { presentPeople, tell } from './say.ts'
import { startServices } from './services.ts'
import { readSettings, type Settings } from './settings.ts'
import { buildWeb } from './web-build.ts'

const stopWithinMs = 10_000
const readyWithinMs = 120_000
const held = new AsyncDisposableStack()
let ending = false

/** Stops everything in reverse and ends this process; what a lost second start may still hold ends with us. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await held.disposeAsync().catch((error: unknown) => tell(explain(error)))
  process.exit(code)
}

/** On a full disk every part has words of its own for it, down to a connection that is merely gone. */
function fail(error: unknown): void {
  const isDisk = !(error instanceof Refusal) && isDiskFull(findDataDir(process.env))
  if (!ending) tell(isDisk ? diskFull : explain(error))
  void end(1)
}

async function start(settings: Settings): Promise<void> {
  const { dataDir } = settings
  openDataDir(dataDir)
  const claim = await claimDataDir(dataDir)
  held.defer(() => claim.release())
  const port = await holdPort(settings.port)
  held.defer(() => port.release())
  const url = `http://127.0.0.1:${port.port}`
  const publicUrl = settings.publicUrl ?? url
  const building = buildWeb()
  // Awaited further down; a failure before that must not end the process without its sentence.
  building.catch(() => undefined)
  const store = await openStore(settings, held)
  const local = settings.issuer === undefined ? await startIdentityProvider({ dataDir, publicUrl }) : undefined
  if (local) held.defer(() => local.stop())
  claim.update({ url, adminUrl: store.adminUrl, queueUrl: store.queueUrl, ...(local ? { issuer: local.issuer } : {}) })
  const webDist = await building
  const issuer = local ? { ...local, url: local.issuer, audience: 'urn:roedtraad:api' } : settings.issuer
  if (issuer === undefined) throw new Refusal('There is no identity provider.')
  const services = startServices({
    settings,
    store,
    issuer,
    local: local !== undefined,
    port,
    publicUrl,
    webDist,
    giveUp: (sentence) => fail(new Refusal(sentence)),
    changed: (children) => claim.update({ children }),
  })
  held.defer(() => services.stop())
  await untilReady(url)
  if (local) process.stdout.write(`${presentPeople(publicUrl, local.people)}\n`)
  process.stdout.write(`ready ${url}\n`)
}

/** Asks until the product can be used. Throws Refusal with the product's own reason. */
async function untilReady(url: string): Promise<void> {
  const until = Date.now() + readyWithinMs
  let reason = 'it does not answer'
  while (!ending && Date.now() < until) {
    try {
      const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) })
      if (answer.ok) return
      reason = ((await answer.json()) as { detail?: string }).detail ?? `it answers ${answer.status}`
    } catch {
      // Not listening yet.
    }
    await sleep(50)
  }
  throw new Refusal(`The product is not ready after ${readyWithinMs / 1000} seconds: ${reason}`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)
// A terminal that is gone takes no more lines; that is no reason to end without order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
for (const name of Object.keys(process.env).filter((one) => /^PG[A-Z]+$/.test(one))) delete process.env[name]

try {
  await start(readSettings(process.env))
} catch (error) {
  fail(error)
}
