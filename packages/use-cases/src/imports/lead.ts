// Who may read files in: a lead, for her own area. She answers for its systems; an administrator runs machines and sees no citizens.
import type { Scope } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import type { Sender } from '../events/sender.ts'

export interface ImportingLead {
  team: string
  area: string
  /** Under her own eyes: what the wall shows a lead of the area. */
  own: Scope
  /** As she writes: judging needs what stands, as for any sender, and hands none of it out. */
  writing: Scope
  /** The lines are events of the area's own source. */
  sender: Sender
  source: string
}

/** Throws Problem 403 `not-a-lead` for everybody else, 400 `acting-team-required` for a lead of several teams who chose none. */
export function requireLead(deps: Deps, actor: Actor): ImportingLead {
  if (actor.kind !== 'person' || actor.role !== 'lead')
    throw new Problem(403, 'not-a-lead', 'Only the lead of an area reads files in for it. Ask yours.')
  const { team, area } = requireTeam(actor)
  if (!actor.lead) throw new Problem(403, 'not-a-lead', 'You do not lead the team for which you act. Choose one that you lead.')
  const own = scopeOf(deps, actor, 'import')
  const source = `urn:import:${area}:csv`
  return {
    team,
    area,
    own,
    writing: { ...own, reach: 'municipality' },
    sender: { username: actor.username, sourcePrefix: source, areas: [area] },
    source,
  }
}
