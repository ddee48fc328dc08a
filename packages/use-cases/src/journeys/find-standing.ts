// On what ground each team takes part, and whether that stands now: a consent may have been withdrawn, lapsed, or given way to the one that corrected it.
import { findGroundRule, standsAt } from '@roedtraad/access'
import { type GroundRow, listGroundsOf, type Tx } from '@roedtraad/database'
import type { Instant, Participant } from '@roedtraad/domain'

export interface Standing {
  stands: boolean
  /** Code of the ground table; null for a consent that is not known. */
  code: string | null
  to: Instant | null
}

/** By team, for those that take part now. */
export async function findStanding(tx: Tx, citizenId: string, teams: readonly Participant[]): Promise<Record<string, Standing>> {
  const taking = teams.filter((one) => one.to === null)
  const grounds = taking.some((one) => 'consent' in one.ground) ? await listGroundsOf(tx, citizenId) : []
  return Object.fromEntries(taking.map((one) => [one.team, toStanding(one, grounds, tx.scope.at)]))
}

function toStanding({ team, ground }: Participant, grounds: readonly GroundRow[], now: Instant): Standing {
  if ('statute' in ground) return { stands: findGroundRule(ground.statute)?.kind === 'statute', code: ground.statute, to: null }
  const consent = findNewest(ground.consent, grounds)
  if (consent === undefined) return { stands: false, code: null, to: null }
  return { stands: consent.teams.includes(team) && standsAt(consent, now), code: consent.code, to: consent.to }
}

/** The consent, or the one that corrects it in the end. */
function findNewest(id: string, grounds: readonly GroundRow[]): GroundRow | undefined {
  const named = grounds.find((one) => one.id === id)
  const corrected = named?.endedBecause === 'corrected' ? grounds.find((one) => one.corrects === id) : undefined
  return corrected === undefined ? named : findNewest(corrected.id, grounds)
}
