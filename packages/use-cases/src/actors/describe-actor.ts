// Who am I: the name, the teams and the areas that the screen needs to begin.
import { inScope } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'

export interface ActorDescription {
  username: string
  name: string
  role: string
  teams: { id: string; name: { da: string; en: string }; area: { id: string; name: { da: string; en: string } }; lead: boolean }[]
  areas: { id: string; name: { da: string; en: string } }[]
}

/** Describes a user with her teams. Throws Problem 403 `unknown-user`. */
export async function describeActor(deps: Deps, username: string): Promise<ActorDescription> {
  return inScope(deps.database, jobScope(deps, 'sign-in', 'identify'), async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['name', 'role'])
      .where('username', '=', username)
      .where('active', '=', true)
      .executeTakeFirst()
    if (user === undefined)
      throw new Problem(403, 'unknown-user', 'Your account is not known in this municipality. Ask your administrator to add it.')
    const areas = (await tx.selectFrom('areas').selectAll().orderBy('position').execute()).map((area) => ({
      id: area.id,
      name: { da: area.name_da, en: area.name_en },
    }))
    const teams = await tx
      .selectFrom('memberships as m')
      .innerJoin('teams as t', (join) => join.onRef('t.municipality', '=', 'm.municipality').onRef('t.id', '=', 'm.team'))
      .select(['t.id', 't.name_da', 't.name_en', 't.area', 'm.lead'])
      .where('m.username', '=', username)
      .orderBy('t.id')
      .execute()
    return {
      username,
      name: user.name,
      role: user.role,
      teams: teams.map((team) => ({
        id: team.id,
        name: { da: team.name_da, en: team.name_en },
        area: areas.find((area) => area.id === team.area) ?? { id: team.area, name: { da: team.area, en: team.area } },
        lead: team.lead,
      })),
      areas,
    }
  })
}
