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

// Whoever was taken for her is her: while a merge stands, all rows of both ids; of one that was undone, those of its time.
const rowsSql = `with recursive same (id) as (
    select $2::uuid union
    select case when m.survivor_id = s.id then m.absorbed_id else m.survivor_id end from same s
    join citizen_merges m on m.municipality = $1 and m.undone_at is null and s.id in (m.survivor_id, m.absorbed_id)),
  spans as (
    select id, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until from same union all
    select case when survivor_id = $2 then absorbed_id else survivor_id end, merged_at, undone_at from citizen_merges
    where municipality = $1 and undone_at is not null and $2 in (survivor_id, absorbed_id))
  select id, at, actor, actor_kind as "actorKind", team, role, purpose, ground, what, categories, criterion,
    array(select distinct c from unnest(citizens) c join spans s on s.id = c and l.at between s.since and s.until) as citizens
  from access_log l
  where municipality = $1 and citizens && array(select id from spans) and exists (select from spans s where l.citizens @> array[s.id] and l.at between s.since and s.until)
    and ($3::uuid is null or id < $3) order by id desc limit $4`

/** Rows about `citizen`, newest first, also those under an id that means her or meant her then; of rows about several citizens only this one is shown. The wall gives them to no other role. */
export async function listAccessLog(
  deps: Deps,
  actor: Actor,
  wanted: { citizen: string; cursor?: string; limit?: number },
): Promise<{ items: AccessLogItem[]; nextCursor: string | null }> {
  const limit = wanted.limit ?? defaultLimit
  return inScope(deps.database, scopeOf(deps, actor, 'log-control'), async (tx) => {
    const { municipality } = tx.scope
    const values = [municipality, wanted.citizen, wanted.cursor ?? null, limit + 1]
    const rows = await tx.prepared<AccessLogItem & { id: string }>('list-access-log', rowsSql, values)
    logAccess(tx, { what: 'list', ground: 'log-control', citizens: [wanted.citizen], categories: ['access-log'] })
    const page = rows.slice(0, limit)
    return {
      items: page.map(({ id: _, ...row }) => row),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}
