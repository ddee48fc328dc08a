// The log about one citizen, for log controllers and the data-protection officer. That they looked is a row too.
import { inScope, logAccess } from '@roedtraad/database'
import type { Instant } from '@roedtraad/domain'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface AccessLogItem {
  at: Instant
  actor: string
  actorKind: string
  team: string | null
  role: string | null
  purpose: string
  ground: string
  what: string
  citizens: string[]
  categories: string[]
  criterion: string | null
}

const defaultLimit = 100

/** Rows about `citizen`, newest first; of rows about several citizens only this one is shown. The wall gives them to no other role. */
export async function listAccessLog(
  deps: Deps,
  actor: Actor,
  wanted: { citizen: string; cursor?: string; limit?: number },
): Promise<{ items: AccessLogItem[]; nextCursor: string | null }> {
  const limit = wanted.limit ?? defaultLimit
  return inScope(deps.database, scopeOf(deps, actor, 'log-control'), async (tx) => {
    const rows = await tx.prepared<AccessLogItem & { id: string }>(
      'list-access-log',
      `select id, at, actor, actor_kind as "actorKind", team, role, purpose, ground, what, categories, criterion from access_log
       where municipality = $1 and citizens @> array[$2::uuid] and ($3::uuid is null or id < $3) order by id desc limit $4`,
      [tx.scope.municipality, wanted.citizen, wanted.cursor ?? null, limit + 1],
    )
    logAccess(tx, { what: 'list', ground: 'log-control', citizens: [wanted.citizen], categories: ['access-log'] })
    const page = rows.slice(0, limit)
    return {
      items: page.map(({ id: _, ...row }) => ({ ...row, citizens: [wanted.citizen] })),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}
