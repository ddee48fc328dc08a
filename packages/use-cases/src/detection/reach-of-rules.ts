// How far a rule across areas (class C) may look at this citizen: only in an open journey, and only what grounds that stand open to a team that takes part in it.
// Elsewhere it is as if she were not there: nothing is judged, raised or written down.
import { decideGround } from '@roedtraad/access'
import { type GroundRow, listGroundsOf, type Tx } from '@roedtraad/database'
import type { Context, Rule } from '@roedtraad/detection'
import { findKind, type Instant } from '@roedtraad/domain'

export interface Reach {
  context: Context
  /** Teams that may be told; null: whoever the rule names. */
  teams: readonly string[] | null
  /** When a ground begins or lapses by itself: the answer may change then; null: never. */
  until: Instant | null
}

export type FindReach = (rule: Rule) => Reach

/** Whether the rule may not look at this citizen at all. */
export function isOutOfReach({ teams }: Reach): boolean {
  return teams?.length === 0
}

/** Reads once per citizen what rules across areas may rest on; nothing where none of the rules is one. The scope reaches the municipality. */
export async function readReach(tx: Tx, citizenId: string, rules: readonly Rule[]): Promise<FindReach> {
  const now = tx.scope.at
  const whole: Context = { now, closedKinds: new Set(), silentKinds: new Set() }
  if (!rules.some((rule) => rule.class === 'C')) return () => ({ context: whole, teams: null, until: null })
  const [teams, grounds] = await Promise.all([listParticipants(tx, citizenId), listGroundsOf(tx, citizenId)])
  return (rule) => {
    if (rule.class !== 'C') return { context: whole, teams: null, until: null }
    const reads = [...new Set([...rule.reads, rule.occasion.fact])]
    const open = teams.filter((team) => reads.every((kind) => mayRead({ citizenId, kind, team, now }, grounds)))
    const closedKinds = new Set(open.length === 0 ? reads : [])
    return { context: { ...whole, closedKinds }, teams: open.map((team) => team.id), until: findNextChange(grounds, now) }
  }
}

interface Participant {
  id: string
  area: string
}

async function listParticipants(tx: Tx, citizenId: string): Promise<Participant[]> {
  return tx
    .selectFrom('journey_teams')
    .innerJoin('teams', (join) =>
      join.onRef('teams.municipality', '=', 'journey_teams.municipality').onRef('teams.id', '=', 'journey_teams.team'),
    )
    .select(['teams.id', 'teams.area'])
    .where('journey_teams.citizen_id', '=', citizenId)
    .where('journey_teams.status', '=', 'open')
    .where('journey_teams.valid_to', 'is', null)
    .orderBy('teams.id')
    .execute()
}

/** Whom a rule tells serves the citizen, so its own area is open to it. */
function mayRead(asked: { citizenId: string; kind: string; team: Participant; now: Instant }, grounds: readonly GroundRow[]): boolean {
  const { citizenId, team, now } = asked
  const kind = findKind(asked.kind)
  return kind !== undefined && decideGround({ citizenId, kind, team: team.id, teamArea: team.area, serves: true, at: now }, grounds).allowed
}

function findNextChange(grounds: readonly GroundRow[], now: Instant): Instant | null {
  const ahead = grounds
    .filter((ground) => ground.endedAt === null)
    .flatMap(({ from, to }) => [from, to])
    .filter((at) => at !== null && at > now)
  return ahead.sort()[0] ?? null
}
