// May this team read facts of that area and category about the citizen, and because of what? The wall in the database asks the same of the same rows.
import type { Instant } from '@roedtraad/domain'
import { type Category, type GroundRule, groundTable } from './ground-table.ts'

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
  /** The area whose fact it is. */
  fromArea: string
  category: Category
  team: string
  teamArea: string
  at: Instant
}

export type GroundDecision =
  | { allowed: true; because: 'own-area'; ground: null }
  | { allowed: true; because: 'ground'; ground: Ground }
  | { allowed: false; missing: readonly GroundRule[] }

/** Whether a ground stands at an instant. */
export function standsAt(ground: Pick<Ground, 'from' | 'to' | 'endedAt'>, at: Instant): boolean {
  return ground.from <= at && (ground.to === null || ground.to > at) && (ground.endedAt === null || ground.endedAt > at)
}

/** Decides for a team that serves the citizen or takes part in her journey. Where the answer is no, `missing` lists the rules of the table that could open it. */
export function decideGround(question: GroundQuestion, grounds: readonly Ground[]): GroundDecision {
  if (question.fromArea === question.teamArea) return { allowed: true, because: 'own-area', ground: null }
  const ground = grounds.find((one) => opens(one, question))
  if (ground !== undefined) return { allowed: true, because: 'ground', ground }
  return { allowed: false, missing: groundTable.filter((rule) => couldOpen(rule, question)) }
}

function opens(ground: Ground, { citizenId, fromArea, category, team, at }: GroundQuestion): boolean {
  return (
    ground.citizenId === citizenId &&
    ground.fromAreas.includes(fromArea) &&
    ground.categories.includes(category) &&
    ground.teams.includes(team) &&
    standsAt(ground, at)
  )
}

function couldOpen(rule: GroundRule, { fromArea, teamArea, category }: GroundQuestion): boolean {
  return rule.from.includes(fromArea) && rule.to.includes(teamArea) && rule.categories.includes(category)
}

export interface GroundProposal {
  code: string
  kind: 'consent' | 'statute'
  categories: readonly string[]
  fromAreas: readonly string[]
  teamAreas: readonly string[]
  form: string | null
  from: Instant
  to: Instant | null
}

export interface GroundFault {
  field: 'code' | 'categories' | 'fromAreas' | 'teams' | 'form' | 'to'
  code: string
  problem: string
  remedy: string
}

/** What in a new ground goes beyond the rule that it names; empty for a lawful one. Days are of 24 hours: the table's longest validity is a bound, not an appointment. */
export function checkGround(proposal: GroundProposal, rules: readonly GroundRule[] = groundTable): GroundFault[] {
  const rule = rules.find((one) => one.code === proposal.code && one.kind === proposal.kind)
  if (rule === undefined)
    return [
      { field: 'code', code: 'unknown-ground', problem: 'is not in the ground table', remedy: 'choose one of GET /api/v1/ground-table' },
    ]
  const faults: (GroundFault | false)[] = [
    proposal.categories.some((one) => !(rule.categories as readonly string[]).includes(one)) && {
      field: 'categories',
      code: 'category-not-opened',
      problem: `holds something that ${rule.citation} does not open`,
      remedy: rule.categories.length === 0 ? 'leave it empty' : `choose among ${rule.categories.join(', ')}`,
    },
    proposal.fromAreas.some((one) => !rule.from.includes(one)) && {
      field: 'fromAreas',
      code: 'area-not-opened',
      problem: `names an area whose data ${rule.citation} does not open`,
      remedy: rule.from.length === 0 ? 'leave it empty' : `choose among ${rule.from.join(', ')}`,
    },
    proposal.teamAreas.some((one) => !rule.to.includes(one)) && {
      field: 'teams',
      code: 'team-not-reached',
      problem: `names a team of an area that ${rule.citation} does not reach`,
      remedy: `choose teams of ${rule.to.join(', ')}`,
    },
    proposal.kind === 'consent' &&
      !(rule.forms as readonly string[]).includes(proposal.form ?? '') && {
        field: 'form',
        code: 'form-not-valid',
        problem: `is not a form in which ${rule.citation} accepts a consent`,
        remedy: `choose ${rule.forms.join(' or ')}`,
      },
    ...checkTimes(proposal, rule),
  ]
  return faults.filter((fault) => fault !== false)
}

const dayMs = 86_400_000

function checkTimes({ from, to }: GroundProposal, rule: GroundRule): (GroundFault | false)[] {
  if (to === null)
    return [
      rule.longestDays !== null && {
        field: 'to',
        code: 'end-missing',
        problem: 'is missing',
        remedy: `choose a day within ${rule.longestDays} days`,
      },
    ]
  const days = (Date.parse(to) - Date.parse(from)) / dayMs
  return [
    days <= 0 && { field: 'to', code: 'end-before-start', problem: 'lies before the start', remedy: 'choose a later day' },
    rule.longestDays !== null &&
      days > rule.longestDays + 1 && {
        field: 'to',
        code: 'longer-than-allowed',
        problem: `is further away than ${rule.citation} allows`,
        remedy: `choose a day within ${rule.longestDays} days`,
      },
  ]
}
