// A municipality of its own for a test file: a cloned database with organisation and rules, and the use cases as the API and the worker have them.
// Time is the test's: `at` is the product's now, and only the test moves it.
import { createVault, openDatabase } from '@roedtraad/database'
import { addMilliseconds, type Identifier, type Instant, localMunicipality, localSorIds } from '@roedtraad/domain'
import {
  type Actor,
  type Deps,
  findActor,
  handleOutbox,
  type RecordedEvents,
  recordEvents,
  relayOutbox,
  wakeTimers,
} from '@roedtraad/use-cases'
import pg from 'pg'
import { cloneDatabase } from './database.ts'

export interface TestMunicipality {
  api: Deps
  worker: Deps
  /** As superuser: sees everything, for comparing. */
  admin: pg.Client
  clock: { at: Instant }
  actor(username: string, team?: string): Promise<Actor>
  send(system: string, ...events: unknown[]): Promise<RecordedEvents>
  /** Judges everything that is due now. */
  judge(): Promise<void>
  close(): Promise<void>
}

/** Opens a fresh municipality at `at`. */
export async function openMunicipality(at: Instant): Promise<TestMunicipality> {
  const clone = await cloneDatabase()
  const clock = { at }
  const deps = (url: string): Deps => ({
    database: openDatabase({ url, scopeKey: clone.keys.scope, maxConnections: 8 }),
    vault: createVault(clone.keys),
    clock: () => clock.at,
    municipality: localMunicipality,
    ownSorIds: new Set(localSorIds),
  })
  const api = deps(clone.apiUrl)
  const worker = deps(clone.workerUrl)
  const admin = new pg.Client({ connectionString: clone.adminUrl })
  await admin.connect()
  return {
    api,
    worker,
    admin,
    clock,
    actor: (username, team) => findActor(api, username, team),
    send: async (system, ...events) => recordEvents(api, await findActor(api, system), events),
    judge: () => judgeAll(worker),
    async close() {
      await api.database.pool.end()
      await worker.database.pool.end()
      await admin.end()
      await clone.drop()
    },
  }
}

async function judgeAll(worker: Deps): Promise<void> {
  await wakeTimers(worker)
  const ids: string[] = []
  await relayOutbox(worker, async (claimed) => {
    ids.push(...claimed)
  })
  await handleOutbox(worker, ids)
  if (ids.length > 0) await judgeAll(worker)
}

const cpr = 'urn:oid:1.2.208.176.1.2'
/** A citizen for tests; the number is nobody's (31 February). */
export const els: Identifier = { system: cpr, value: '3102509999' }
export const ole: Identifier = { system: cpr, value: '3002509998' }

let sent = 0

/** One CloudEvent. `source` follows from the sender in `from`; ids count up unless given. */
export function event(
  kind: string,
  time: Instant,
  data: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  sent += 1
  return {
    specversion: '1.0',
    id: `test-${sent}`,
    source: 'urn:carerecord:nexus',
    type: `dk.roedtraad.${kind}`,
    time,
    data: { citizen: els, ...data },
    ...more,
  }
}

/** The registration of a citizen. */
export function registered(
  citizen: Identifier,
  name: string,
  time: Instant,
  detail: Record<string, unknown> = {},
): Record<string, unknown> {
  return event('citizen.registered', time, { citizen, detail: { name, birthDate: '1950-02-11', ...detail } })
}

/** `hours` after an instant; negative for before. */
export function hoursAfter(at: Instant, hours: number): Instant {
  return addMilliseconds(at, hours * 3_600_000)
}
