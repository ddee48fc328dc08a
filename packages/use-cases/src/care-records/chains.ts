// What a source has told about its resources before: the chains of events under their ids, those that wait for their citizen too.
// The first event that a resource tells of a kind is `CarePlan/1#homecare.granted`; one told again after it was taken back is a new one, `…~1`.
import { type KnownEvent, listChains, type Tx } from '@roedtraad/database'
import type { SentEvent } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { chainIdOf, toArrival } from '../events/arrival.ts'

export interface Chain {
  id: string
  events: KnownEvent[]
}

export class Chains {
  readonly #events = new Map<string, KnownEvent[]>()

  add(event: KnownEvent): void {
    const id = chainIdOf(event)
    this.#events.set(id, [...(this.#events.get(id) ?? []), event])
  }

  /** All chains of the base, oldest first, and an empty one where nothing stands: the next to be written to is the last. */
  list(base: string): Chain[] {
    const chains: Chain[] = []
    for (let level = 0; ; level++) {
      const id = level === 0 ? base : `${base}~${level}`
      const events = this.#events.get(id) ?? []
      chains.push({ id, events })
      if (!events.some((event) => event.deed === 'withdraw')) return chains
    }
  }
}

/** The chains under these bases. Of what waits in quarantine for these digests, everything of the source is read. */
export async function loadChains(
  tx: Tx,
  deps: Deps,
  source: string,
  bases: readonly string[],
  digests: readonly Buffer[],
): Promise<Chains> {
  const chains = new Chains()
  for (const event of await listWaiting(tx, deps, source, digests)) chains.add(event)
  for (let level = 0, wanted = [...bases]; wanted.length > 0; level++) {
    const found = await listChains(
      tx,
      source,
      wanted.map((base) => (level === 0 ? base : `${base}~${level}`)),
    )
    for (const event of found) chains.add(event)
    const withdrawn = new Set(found.filter((event) => event.deed === 'withdraw').map(chainIdOf))
    wanted = wanted.filter((base) => withdrawn.has(level === 0 ? base : `${base}~${level}`))
  }
  return chains
}

async function listWaiting(tx: Tx, deps: Deps, source: string, digests: readonly Buffer[]): Promise<KnownEvent[]> {
  if (digests.length === 0) return []
  const rows = await tx
    .selectFrom('quarantine')
    .select(['id', 'sealed_body'])
    .where('source', '=', source)
    .where('waits_for_digest', 'in', [...digests])
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row, index) => {
    const sent = JSON.parse(deps.vault.open(row.sealed_body, `quarantine.sealed_body.${row.id}`)) as SentEvent
    const { bodyHash } = toArrival(deps, sent, { username: '', sourcePrefix: '', areas: [] })
    return { ...sent, id: row.id, identityId: '', citizenId: '', arrival: Number.MAX_SAFE_INTEGER - rows.length + index, bodyHash }
  })
}
