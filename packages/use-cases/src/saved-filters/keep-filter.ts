// Filters of the list of journeys under names of one's own: kept, changed, taken away, brought back.
import {
  inScope,
  insertSavedFilter,
  listSavedFilters,
  lockSavedFilter,
  newId,
  type SavedFilterRow,
  type Tx,
  updateSavedFilter,
} from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

const mostKept = 20

export interface KeptFilter {
  name: string
  filter: Record<string, unknown>
}

const scopeFor = (deps: Deps, actor: Actor) => scopeOf(deps, actor, 'saved-filters')
const notFound = () => new Problem(404, 'not-found', 'You have no such filter.')

/** The actor's own. */
export function listKeptFilters(deps: Deps, actor: Actor): Promise<SavedFilterRow[]> {
  return inScope(deps.database, scopeFor(deps, actor), listSavedFilters)
}

/** Keeps a new one. Throws Problem 409 `name-taken` or `too-many-filters`. */
export function keepFilter(deps: Deps, actor: Actor, wanted: KeptFilter, attempt: Attempt): Promise<{ id: string }> {
  return onceInScope(deps, scopeFor(deps, actor), attempt, async (tx) => {
    const kept = await listSavedFilters(tx)
    requireRoom(kept)
    requireFreeName(kept, wanted.name, null)
    const id = newId()
    insertSavedFilter(tx, { id, name: wanted.name.trim(), filter: wanted.filter })
    return { id }
  })
}

type Change = (row: SavedFilterRow, kept: readonly SavedFilterRow[], tx: Tx) => Omit<SavedFilterRow, 'id' | 'version'>

/** `version` is the one that the actor saw; returns the next. Throws Problem 404 `not-found`, 412 `changed-meanwhile`. */
function change(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
  attempt: Attempt,
  work: Change,
): Promise<{ id: string; version: number }> {
  return onceInScope(deps, scopeFor(deps, actor), attempt, async (tx) => {
    const row = await lockSavedFilter(tx, id)
    if (row === undefined) throw notFound()
    if (row.version !== version)
      throw new Problem(412, 'changed-meanwhile', 'You changed this filter elsewhere in the meantime. Read it again.')
    updateSavedFilter(tx, { id, ...work(row, await listSavedFilters(tx), tx) })
    return { id, version: version + 1 }
  })
}

/** Gives it another name, another content, or both. Throws as `change`, and 409 `name-taken`. */
export function changeFilter(deps: Deps, actor: Actor, id: string, wanted: KeptFilter, version: number, attempt: Attempt) {
  return change(deps, actor, id, version, attempt, (row, kept) => {
    if (row.removed_at !== null) throw notFound()
    requireFreeName(kept, wanted.name, id)
    return { name: wanted.name.trim(), filter: wanted.filter, removed_at: null }
  })
}

/** Takes it away; it can be brought back. */
export function removeFilter(deps: Deps, actor: Actor, id: string, version: number, attempt: Attempt) {
  return change(deps, actor, id, version, attempt, ({ name, filter, removed_at }, _, tx) => {
    if (removed_at !== null) throw notFound()
    return { name, filter, removed_at: tx.scope.at }
  })
}

/** Brings back what was taken away. Throws as `change`, and 409 `name-taken` when another has its name now. */
export function restoreFilter(deps: Deps, actor: Actor, id: string, version: number, attempt: Attempt) {
  return change(deps, actor, id, version, attempt, ({ name, filter }, kept) => {
    requireRoom(kept.filter((one) => one.id !== id))
    requireFreeName(kept, name, id)
    return { name, filter, removed_at: null }
  })
}

function requireRoom(kept: readonly SavedFilterRow[]): void {
  if (kept.length >= mostKept)
    throw new Problem(409, 'too-many-filters', `You keep ${mostKept} filters already. Remove one that you do not use.`)
}

function requireFreeName(kept: readonly SavedFilterRow[], name: string, id: string | null): void {
  if (kept.some((one) => one.id !== id && one.name.toLowerCase() === name.trim().toLowerCase()))
    throw new Problem(409, 'name-taken', 'You have a filter of that name already.', [
      { field: 'name', problem: 'is taken', remedy: 'choose another name' },
    ])
}
