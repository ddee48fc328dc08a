// The API and the worker as processes of their own, each with exactly the environment that its config.ts reads.
import { join } from 'node:path'
import type { Store } from './open-store.ts'
import { root } from './paths.ts'
import { type HeldPort, holdPort } from './ports.ts'
import type { ProcessMark } from './processes.ts'
import { tell } from './say.ts'
import type { Settings } from './settings.ts'
import { type Supervised, supervise } from './supervise.ts'

export interface ServicesOptions {
  settings: Settings
  store: Store
  issuer: { url: string; audience: string; clientId: string; clientSecret: string }
  /** Whether the identity provider is the local one. */
  local: boolean
  /** Where the API is to listen. */
  port: HeldPort
  publicUrl: string
  webDist: string
  giveUp(sentence: string): void
  /** The processes that run now. */
  changed(children: ProcessMark[]): void
}

/** What a process needs of its surroundings, whatever it is. The rest of our own environment is none of its business. */
const passedOn = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'LANG',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'MUNICIPALITY',
]

/** Starts both and keeps them running. */
export function startServices(options: ServicesOptions): { stop(): Promise<void> } {
  const running: Supervised[] = []
  const watchers = {
    tell,
    isBlameless: options.store.isAway,
    giveUp: options.giveUp,
    changed: () => options.changed(running.flatMap((one) => one.mark() ?? [])),
  }
  const log = (name: string) => join(options.settings.dataDir, 'log', `${name}.log`)
  const file = (name: string) => join(root, 'services', name, 'src', 'main.ts')
  let held: HeldPort | undefined = options.port
  const takePort = async () => {
    const port = held ?? (await holdPort(options.port.port))
    held = undefined
    return port
  }
  const { api, worker } = listEnvironments(options)
  running.push(supervise({ name: 'api', file: file('api'), environment: api, logFile: log('api'), holdPort: takePort }, watchers))
  running.push(supervise({ name: 'worker', file: file('worker'), environment: worker, logFile: log('worker') }, watchers))
  watchers.changed()
  return {
    async stop() {
      await Promise.all(running.map((one) => one.stop()))
    },
  }
}

function listEnvironments({
  settings,
  store,
  issuer,
  local,
  publicUrl,
  webDist,
}: ServicesOptions): Record<'api' | 'worker', Record<string, string>> {
  const surroundings = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const both = {
    ...surroundings,
    NODE_ENV: 'production',
    QUEUE_URL: store.queueUrl,
    KEYS_FILE: store.keysFile,
    OWN_SOR_IDS: settings.ownSorIds.join(','),
    LOCAL_IDENTITY: String(local),
    ...(settings.clock === undefined ? {} : { CLOCK: settings.clock }),
  }
  const api = {
    ...both,
    SOCKET: 'handed',
    DATABASE_URL: store.apiUrl,
    ISSUER_URL: issuer.url,
    ISSUER_AUDIENCE: issuer.audience,
    OIDC_CLIENT_ID: issuer.clientId,
    OIDC_CLIENT_SECRET: issuer.clientSecret,
    PUBLIC_URL: publicUrl,
    WEB_DIST: webDist,
  }
  return { api, worker: { ...both, DATABASE_URL: store.workerUrl, FILING_DIR: join(settings.dataDir, 'filings') } }
}
