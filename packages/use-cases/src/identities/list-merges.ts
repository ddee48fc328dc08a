// What was found about who is who: merges of a citizen, pairs that a sender takes for one, and where an old id leads.
import { findSurvivor, inScope, listMergesOf, listSuggestions, logAccess, type MergeCause, type Tx } from '@roedtraad/database'
import { type CandidateReason, type Instant, listReasons, maskName, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface MergeView {
  id: string
  survivorId: string
  absorbedId: string
  because: MergeCause
  reason: string
  mergedAt: Instant
  mergedBy: string
  undoneAt: Instant | null
  undoneBy: string | null
  undoneReason: string | null
  version: number
}

const noCitizen = () => new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her.')

/** Merges into or of this citizen, newest first; undone ones too. Throws Problem 404 unless the acting team sees her. */
export async function listMerges(deps: Deps, actor: Actor, citizenId: string): Promise<MergeView[]> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'merge'), async (tx) => {
    const seen = await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).executeTakeFirst()
    if (seen === undefined) throw noCitizen()
    const merges = await listMergesOf(tx, citizenId)
    const names = await nameUsers(tx)
    logAccess(tx, { what: 'list', ground: 'relation', citizens: [citizenId], categories: ['identity'], criterion: 'merges' })
    return merges.map(({ moved: _, ...merge }) => ({
      ...merge,
      mergedBy: names.get(merge.mergedBy) ?? merge.mergedBy,
      undoneBy: merge.undoneBy === null ? null : (names.get(merge.undoneBy) ?? merge.undoneBy),
    }))
  })
}

async function nameUsers(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('users').select(['username', 'name']).execute()
  return new Map(rows.map((row) => [row.username, row.name]))
}

export interface SuggestedPair {
  citizen: SuggestedCitizen
  other: SuggestedCitizen
  reasons: CandidateReason[]
  source: string
  suggestedAt: Instant
}

interface SuggestedCitizen {
  id: string
  name: string
  birthDate: string | null
}

/** Pairs that a sender takes for one and nobody has decided on, as far as the acting team sees both. */
export async function listMergeSuggestions(deps: Deps, actor: Actor): Promise<SuggestedPair[]> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'merge'), async (tx) => {
    const pairs = await listSuggestions(tx)
    const citizens = pairs.flatMap(({ citizen, other }) => [citizen.id, other.id])
    logAccess(tx, {
      what: 'list',
      ground: 'relation',
      citizens: [...new Set(citizens)],
      categories: ['identity'],
      criterion: 'merge-suggestions',
    })
    return pairs.map(({ citizen, other, source, suggestedAt }) => ({
      citizen: mask(citizen),
      other: mask(other),
      reasons: listReasons(citizen, other),
      source,
      suggestedAt,
    }))
  })
}

function mask({ id, name, birthDate, protected: hidden }: SuggestedCitizen & { protected: boolean }): SuggestedCitizen {
  return { id, name: hidden ? maskName(name) : name, birthDate }
}

/** The citizen that an old id means now, for one who may see her; undefined for everybody else, and for an id that means nobody else. The look is logged for both ids. */
export async function followCitizen(deps: Deps, actor: Actor, citizenId: string): Promise<string | undefined> {
  if (actor.team === null) return undefined
  return inScope(deps.database, scopeOf(deps, actor, 'citizen-page'), async (tx) => {
    const survivor = await findSurvivor(tx, citizenId)
    if (survivor === undefined) return undefined
    const seen = await tx.selectFrom('citizens').select('id').where('id', '=', survivor).executeTakeFirst()
    if (seen === undefined) return undefined
    logAccess(tx, { what: 'read', ground: 'former-id', citizens: [citizenId, survivor], categories: ['identity'] })
    return survivor
  })
}
