// Sessions, grants and codes of the identity provider, in one file of DATA_DIR so that a restart logs nobody out.
// A crash loses at most the last quarter of a second, and whoever is affected logs in again.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { writePrivate } from '../data-dir.ts'

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since 1970; 0: never. */
  expires: number
}

export interface State {
  adapter(model: string): Adapter
  /** Writes what is not written yet. */
  flush(): void
}

const writeAfterMs = 250

/** Opens the file; a missing or damaged one is an empty one. */
export function openState(dataDir: string): State {
  const file = join(dataDir, 'identity-state.json')
  const entries = new Map(Object.entries(read(file)))
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    for (const [key, { expires }] of entries) if (expires !== 0 && expires < Date.now()) entries.delete(key)
    try {
      writePrivate(file, Object.fromEntries(entries))
    } catch {
      // A full disk must not end a log-in that is under way; the next change writes again.
    }
  }
  const changed = () => {
    timer ??= setTimeout(flush, writeAfterMs)
  }
  return { adapter: (model) => createAdapter(model, entries, changed), flush }
}

function read(file: string): Record<string, Entry> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>
  } catch {
    return {}
  }
}

function createAdapter(model: string, entries: Map<string, Entry>, changed: () => void): Adapter {
  const key = (id: string) => `${model}:${id}`
  const find = (id: string) => {
    const entry = entries.get(key(id))
    return entry === undefined || (entry.expires !== 0 && entry.expires < Date.now()) ? undefined : entry.payload
  }
  const findWhere = (test: (payload: AdapterPayload) => boolean) =>
    [...entries].find(([name, { payload }]) => name.startsWith(`${model}:`) && test(payload))?.[1].payload
  return {
    async upsert(id, payload, expiresIn) {
      entries.set(key(id), { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : 0 })
      changed()
    },
    find: async (id) => find(id),
    findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: async (code) => findWhere((payload) => payload.userCode === code),
    async consume(id) {
      const payload = find(id)
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      changed()
    },
    async destroy(id) {
      entries.delete(key(id))
      changed()
    },
    async revokeByGrantId(grantId) {
      for (const [name, { payload }] of entries) if (payload.grantId === grantId) entries.delete(name)
      changed()
    },
  }
}
