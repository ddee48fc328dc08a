// May this team read facts of that kind about the citizen, and because of what? The wall in the database asks the same of the same rows.
import { type EventKind, type Instant, isOpenable } from '@roedtraad/domain'
import { type GroundRule, groundTable } from './ground-table.ts'

/** A ground as it is kept: it opens `categories` of `fromAreas` to `teams` from `from` until `to`, or until it was ended. */
export interface Ground {
  id: string
  citizenId: string
  kind: 'consent' | 'statute'
  code: string
  categories: readonly string[]
  fromAreas: readonly string[]
  teams: readonly string[]
  from: Instant
  to: Instant | null
  endedAt: Instant | null
}

export interface GroundQuestion {
  citizenId: string
  /** Of the fact: whose it is, who else reads it without a ground, and what it is about. */
  kind: Pick<EventKind, 'area' | 'sharedWith' | 'category'>
  team: string
  teamArea: string
  /** Whether the team serves the citizen now. One that only takes part in her journey sees by grounds alone. */
  serves: boolean
  /** The product's now: whether one may look is never asked about another time. */
  at: Instant
}

export type GroundDecision =
  | { allowed: true; because: 'serves'; ground: null }
  | { allowed: true; because: 'ground'; ground: Ground }
  | { allowed: false; missing: readonly GroundRule[] }

/** Whether a ground stands now. One that was ended stands for nobody, however far behind the asker's clock is. */
export function standsAt(ground: Pick<Ground, 'from' | 'to' | 'endedAt'>, now: Instant): boolean {
  return ground.endedAt === null && ground.from <= now && (ground.to === null || ground.to > now)
}

/** Decides for a team that serves the citizen or takes part in her journey. Where the answer is no, `missing` lists the rules of the table that could open it. */
export function decideGround(question: GroundQuestion, grounds: readonly Ground[]): GroundDecision {
  const { kind, serves, teamArea } = question
  if (serves && (kind.area === null || kind.area === teamArea || kind.sharedWith.includes(teamArea)))
    return { allowed: true, because: 'serves', ground: null }
  if (!isOpenable(kind)) return { allowed: false, missing: [] }
  const ground = grounds.find((one) => opens(one, question))
  if (ground !== undefined) return { allowed: true, because: 'ground', ground }
  return { allowed: false, missing: groundTable.filter((rule) => couldOpen(rule, question)) }
}

function opens(ground: Ground, { citizenId, kind, team, at }: GroundQuestion): boolean {
  return (
    ground.citizenId === citizenId &&
    kind.area !== null &&
    ground.fromAreas.includes(kind.area) &&
    ground.categories.includes(kind.category) &&
    ground.teams.includes(team) &&
    standsAt(ground, at)
  )
}

function couldOpen(rule: GroundRule, { kind, teamArea }: GroundQuestion): boolean {
  return kind.area !== null && rule.from.includes(kind.area) && rule.to.includes(teamArea) && rule.categories.includes(kind.category)
}
