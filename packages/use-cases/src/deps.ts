// What every use case is handed: the database of its role, the vault, the product's clock, and who we are.
import { createVault, type Database, type Keys, openDatabase, type Scope, type Vault } from '@roedtraad/database'
import type { Instant } from '@roedtraad/domain'

export interface Deps {
  database: Database
  vault: Vault
  /** The product's now; moved by CLOCK. Never used for tokens, sessions, locks and leases. */
  clock: () => Instant
  municipality: string
  /** SOR ids under which hospitals may send to us. */
  ownSorIds: ReadonlySet<string>
}

/** Builds the dependencies of one process. `clockOffset` is in milliseconds. */
export function createDeps(options: {
  databaseUrl: string
  keys: Keys
  municipality: string
  ownSorIds: readonly string[]
  clockOffset?: number
  maxConnections?: number
}): Deps {
  const offset = options.clockOffset ?? 0
  return {
    database: openDatabase({ url: options.databaseUrl, scopeKey: options.keys.scope, maxConnections: options.maxConnections ?? 10 }),
    vault: createVault(options.keys),
    clock: () => new Date(Date.now() + offset).toISOString(),
    municipality: options.municipality,
    ownSorIds: new Set(options.ownSorIds),
  }
}

/** The scope of something that no person does: a job, a sign-in, a seed. Reaches the whole municipality. */
export function jobScope(deps: Pick<Deps, 'municipality' | 'clock'>, actor: string, purpose: string, at: Instant = deps.clock()): Scope {
  return { municipality: deps.municipality, actor, kind: 'job', team: null, area: null, role: null, purpose, reach: 'municipality', at }
}
