// Who acts. The token says who; these rows say for which team and with what role.
import { findAccount, findAccountIn, type Scope, type Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import type { Deps } from '../deps.ts'

export interface Actor {
  kind: 'person' | 'system' | 'job'
  username: string
  name: string
  role: string | null
  /** Acting team: the one named, else the sole membership, else null. */
  team: string | null
  area: string | null
  lead: boolean
  /** For systems: the sources that are theirs, the areas they send for, and whether they want acknowledgements. */
  sends: { sourcePrefix: string; areas: string[]; acknowledges: boolean } | null
}

interface ActorRow {
  name: string
  role: string
  team: string | null
  lead: boolean | null
  area: string | null
  source_prefix: string | null
  areas: string[] | null
  acknowledges: boolean | null
}

/**
 * Finds who a verified username is here and now; read at every request, so that a closed account is worth nothing at once.
 * Throws Problem 403 `unknown-user` or `not-a-member`.
 */
export async function findActor(deps: Deps, username: string, team?: string): Promise<Actor> {
  return toActor(await findAccount<ActorRow>(deps.database, deps.municipality, username), username, team)
}

/** The same as `findActor`, in the transaction that the actor is needed for. */
export async function findActorIn(tx: Tx, username: string): Promise<Actor> {
  return toActor(await findAccountIn<ActorRow>(tx, username), username)
}

function toActor(rows: readonly ActorRow[], username: string, team?: string): Actor {
  const first = rows[0]
  if (first === undefined)
    throw new Problem(403, 'unknown-user', 'Your account is not known in this municipality. Ask your administrator to add it.')
  const memberships = rows.filter((row) => row.team !== null)
  const acting = team === undefined ? (memberships.length === 1 ? memberships[0] : undefined) : memberships.find((row) => row.team === team)
  if (team !== undefined && acting === undefined)
    throw new Problem(403, 'not-a-member', `You are not a member of the team ${team.slice(0, 60)}. Choose one of your own in Acting-Team.`)
  return {
    kind: first.role === 'system' ? 'system' : 'person',
    username,
    name: first.name,
    role: first.role,
    team: acting?.team ?? null,
    area: acting?.area ?? null,
    lead: acting?.lead ?? false,
    sends:
      first.source_prefix === null
        ? null
        : { sourcePrefix: first.source_prefix, areas: first.areas ?? [], acknowledges: first.acknowledges ?? true },
  }
}

/** The scope under which an actor works. A person reaches what her acting team may see; a system writes for the municipality and is handed no rows. */
export function scopeOf(
  deps: Pick<Deps, 'municipality' | 'clock'>,
  actor: Pick<Actor, 'username' | 'kind' | 'team' | 'area' | 'role'>,
  purpose: string,
): Scope {
  const { username, kind, team, area, role } = actor
  return {
    municipality: deps.municipality,
    actor: username,
    kind,
    team,
    area,
    role,
    purpose,
    reach: kind === 'person' ? 'team' : 'municipality',
    at: deps.clock(),
  }
}

/** The acting team, or Problem 400 `acting-team-required` where a person with several must choose one. */
export function requireTeam(actor: Actor): { team: string; area: string } {
  if (actor.team === null || actor.area === null)
    throw new Problem(400, 'acting-team-required', 'Say for which team you act: send the header Acting-Team with one of your teams.')
  return { team: actor.team, area: actor.area }
}
