// Finding a citizen. An exact number tells any caseworker that she exists; a name finds only whom the wall shows. Both are logged with what was asked.
import { inScope, logAccess, type Tx } from '@roedtraad/database'
import { type Identifier, maskName, normaliseValue, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface FoundCitizen {
  id: string
  name: string
  birthDate: string | null
  protected: boolean
  /** Whether the acting team serves her. */
  served: boolean
  because: 'identifier' | 'name'
}

const mostFound = 50

/** Searches by exact identifier, or by part of a name and perhaps a birth date (YYYY-MM-DD). At most 50. */
export async function searchCitizens(
  deps: Deps,
  actor: Actor,
  wanted: { identifier: Identifier } | { name: string; birthDate?: string },
): Promise<FoundCitizen[]> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'search'), async (tx) => {
    const found = 'identifier' in wanted ? await byIdentifier(tx, deps, wanted.identifier) : await byName(tx, wanted)
    const criterion =
      'identifier' in wanted
        ? `identifier:${digestOf(deps, wanted.identifier).toString('hex').slice(0, 16)}`
        : `name:${wanted.name}${wanted.birthDate ? ` born:${wanted.birthDate}` : ''}`
    logAccess(tx, {
      what: 'search',
      ground: 'identifier' in wanted ? 'existence-by-identifier' : 'relation',
      citizens: found.map((one) => one.id),
      categories: ['identity'],
      criterion,
    })
    return found
  })
}

function digestOf(deps: Deps, identifier: Identifier): Buffer {
  return deps.vault.digest(deps.municipality, { system: identifier.system, value: normaliseValue(identifier) })
}

interface Row {
  id: string
  name: string
  birth_date: string | null
  protected: boolean
  served: boolean
}

async function byIdentifier(tx: Tx, deps: Deps, identifier: Identifier): Promise<FoundCitizen[]> {
  const rows = await tx.prepared<Row>(
    'find-by-digest',
    `select id, name, birth_date, protected, guard.serves($1, id) as served from guard.find_by_digest($2)`,
    [tx.scope.municipality, digestOf(deps, identifier)],
  )
  return rows.map((row) => present(row, 'identifier'))
}

async function byName(tx: Tx, wanted: { name: string; birthDate?: string }): Promise<FoundCitizen[]> {
  const words = wanted.name.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0)
    throw new Problem(400, 'invalid-request', 'Write at least one letter of the name.', [
      { field: 'name', problem: 'is empty', remedy: 'write at least one letter' },
    ])
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = await tx.prepared<Row>(
    'find-by-name',
    `select id, name, birth_date, protected, true as served from citizens
     where municipality = $1 and name ilike all ($2::text[]) and ($3::date is null or birth_date = $3::date) order by name, id limit ${mostFound}`,
    [tx.scope.municipality, patterns, wanted.birthDate ?? null],
  )
  return rows.map((row) => present(row, 'name'))
}

function present(row: Row, because: FoundCitizen['because']): FoundCitizen {
  return {
    id: row.id,
    name: row.protected ? maskName(row.name) : row.name,
    birthDate: row.protected && !row.served ? null : row.birth_date,
    protected: row.protected,
    served: row.served,
    because,
  }
}
