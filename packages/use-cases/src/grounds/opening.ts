// What of a citizen is open to the acting team, and because of what: asked once per look, for the answer and for its log row.
import { decideGround, standsAt } from '@roedtraad/access'
import { findSharedJourney, type GroundRow, listGroundsOf, listServing, type Tx } from '@roedtraad/database'
import { findKind, type Instant } from '@roedtraad/domain'

export interface Opening {
  /** Why the team serves the citizen now; empty when it does not. */
  serving: { team: string; reason: string; since: Instant }[]
  /** Her journey in which the team takes part, an open one first. */
  journeyId: string | null
  /** Grounds that stand now and open something to the team. */
  grounds: GroundRow[]
}

/** Finds it behind the acting team's wall, at the scope's time. */
export async function findOpening(tx: Tx, citizenId: string): Promise<Opening> {
  const { at, team } = tx.scope
  const [serving, journeyId, grounds] = await Promise.all([
    listServing(tx, citizenId),
    findSharedJourney(tx, citizenId),
    listGroundsOf(tx, citizenId),
  ])
  return { serving, journeyId, grounds: grounds.filter((ground) => ground.teams.includes(team ?? '') && standsAt(ground, at)) }
}

/** Of these kinds of fact, those that the acting team may not read about the citizen. What is not in the catalogue is closed. */
export function listClosedKinds(tx: Tx, citizenId: string, { serving, grounds }: Opening, kinds: readonly string[]): string[] {
  const { at, team, area } = tx.scope
  return kinds.filter((name) => {
    const kind = findKind(name)
    if (kind === undefined) return true
    return !decideGround({ citizenId, kind, team: team ?? '', teamArea: area ?? '', serves: serving.length > 0, at }, grounds).allowed
  })
}

/** What permitted a look, as the access log names it: `relation:homenursing.granted consent:<id>`. Who is asked by an alert alone sees who the citizen is because of that. */
export function nameOpening({ serving, journeyId, grounds }: Opening): string {
  const because = [
    ...(serving.length > 0 ? [`relation:${[...new Set(serving.map((relation) => relation.reason))].join(',')}`] : []),
    ...(journeyId === null ? [] : [`journey:${journeyId}`]),
    ...grounds.map((ground) => `${ground.kind}:${ground.id}`),
  ]
  return because.length === 0 ? 'alert-recipient' : because.join(' ')
}
