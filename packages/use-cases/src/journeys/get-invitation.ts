// A network meeting for somebody's calendar. A calendar lies outside the wall, so the initials are all that is told of the citizen, and of a protected one nothing.
import { findJourneyRow, inScope, listDeedsOfJourney, logAccess } from '@roedtraad/database'
import { type Instant, type Invitation, maskName, Problem, toInvitation } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface InvitationView extends Invitation {
  /** Null for a protected citizen. */
  initials: string | null
  now: Instant
}

/** The invitation to a meeting of a journey in which the acting team takes part; that it left the wall is logged. Throws Problem 404 for everybody else, and for a meeting that was never called. */
export async function getInvitation(deps: Deps, actor: Actor, journeyId: string, meetingId: string): Promise<InvitationView> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'meeting-calendar'), async (tx) => {
    const [row, deeds] = await Promise.all([findJourneyRow(tx, journeyId), listDeedsOfJourney(tx, journeyId)])
    const invitation = row === undefined ? undefined : toInvitation(deeds, meetingId)
    if (row === undefined || invitation === undefined)
      throw new Problem(404, 'not-found', 'There is no such meeting, or your team does not take part in the journey.')
    const citizen = await tx.selectFrom('citizens').select(['name', 'protected']).where('id', '=', row.citizen_id).executeTakeFirstOrThrow()
    logAccess(tx, {
      what: 'export',
      ground: `journey:${journeyId}`,
      citizens: [row.citizen_id],
      categories: ['service'],
      criterion: 'meeting-calendar',
    })
    return { ...invitation, initials: citizen.protected ? null : maskName(citizen.name), now: tx.scope.at }
  })
}
