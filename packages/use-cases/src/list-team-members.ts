// The teams of the municipality and who works in them: whom a caseworker can name. Staff, not citizens.
import { inScope } from '@roedtraad/database'
import { type Actor, scopeOf } from './actors/actor.ts'
import type { Deps } from './deps.ts'

export interface TeamWithMembers {
  id: string
  name: { da: string; en: string }
  area: string
  controller: string
  members: { username: string; name: string; lead: boolean }[]
}

/** Every team with its active members, by name. */
export async function listTeamMembers(deps: Deps, actor: Actor): Promise<TeamWithMembers[]> {
  return inScope(deps.database, scopeOf(deps, actor, 'teams'), (tx) =>
    tx.prepared<TeamWithMembers>(
      'teams-with-members',
      `select t.id, jsonb_build_object('da', t.name_da, 'en', t.name_en) as name, t.area, t.controller,
         (select coalesce(jsonb_agg(jsonb_build_object('username', u.username, 'name', u.name, 'lead', m.lead) order by u.name), '[]')
          from memberships m join users u on u.municipality = m.municipality and u.username = m.username and u.active
          where m.municipality = t.municipality and m.team = t.id) as members
       from teams t where t.municipality = $1 order by t.name_da`,
      [tx.scope.municipality],
    ),
  )
}
