// What in a new ground goes beyond the rule that it names, or beyond what any ground may open.
import { addDays, type EventKind, type Instant, isOpenable } from '@roedtraad/domain'
import { type GroundRule, groundTable } from './ground-table.ts'

/** What it is used for. `application`: to decide something that the citizen applied for. */
export type PurposeCode = 'application' | 'coordination' | 'care'
export const purposeCodes: readonly PurposeCode[] = ['application', 'coordination', 'care']

export interface GroundProposal {
  code: string
  kind: 'consent' | 'statute'
  purposeCode: PurposeCode
  categories: readonly string[]
  fromAreas: readonly string[]
  teamAreas: readonly string[]
  /** Null without a consent. */
  form: string | null
  /** When the consent was given; null without one. */
  givenAt: Instant | null
  from: Instant
  to: Instant | null
  /** The product's now. */
  now: Instant
}

export interface GroundFault {
  field: 'code' | 'kind' | 'categories' | 'fromAreas' | 'teams' | 'consent' | 'consent.form' | 'consent.givenAt' | 'to'
  code: string
  problem: string
  remedy: string
}

/** Every fault of a proposed ground; empty for a lawful one. The longest validity counts from the day on which the consent was given or began, whichever is earlier. */
export function checkGround(proposal: GroundProposal, rules: readonly GroundRule[] = groundTable): GroundFault[] {
  const rule = rules.find((one) => one.code === proposal.code && one.kind === proposal.kind)
  if (rule === undefined)
    return [
      { field: 'code', code: 'unknown-ground', problem: 'is not in the ground table', remedy: 'choose one of GET /api/v1/ground-table' },
    ]
  const faults = [
    checkPurpose(proposal),
    checkNeverOpened(proposal),
    checkReach('categories', 'category-not-opened', proposal.categories, rule.categories, rule),
    checkReach('fromAreas', 'area-not-opened', proposal.fromAreas, rule.from, rule),
    checkReach('teams', 'team-not-reached', proposal.teamAreas, rule.to, rule),
    ...checkConsent(proposal, rule),
    ...checkTimes(proposal, rule),
  ]
  return faults.filter((fault) => fault !== undefined)
}

type MaybeFault = GroundFault | undefined

/** In a case that the citizen applied for, another area's information is fetched with consent (Forvaltningsloven § 29); a statute alone never carries it. */
function checkPurpose({ kind, purposeCode }: GroundProposal): MaybeFault {
  if (kind === 'consent' || purposeCode !== 'application') return undefined
  return {
    field: 'kind',
    code: 'consent-needed',
    problem: 'is a statute alone, in a case that the citizen applied for',
    remedy: 'ask for consent, and record that (Forvaltningsloven § 29)',
  }
}

function checkNeverOpened({ categories, fromAreas }: GroundProposal): MaybeFault {
  const area = fromAreas.some((one) => !isOpenable({ area: one, category: 'service' }))
  const category = categories.some((one) => !isOpenable({ area: null, category: one as EventKind['category'] }))
  if (!area && !category) return undefined
  const problem = 'names something that no ground opens'
  return { field: area ? 'fromAreas' : 'categories', code: 'never-opened', problem, remedy: 'leave it out' }
}

const beyond = {
  categories: (rule: GroundRule) => `holds something that ${rule.citation} does not open`,
  fromAreas: (rule: GroundRule) => `names an area whose data ${rule.citation} does not open`,
  teams: (rule: GroundRule) => `names a team of an area that ${rule.citation} does not reach`,
}

function checkReach(
  field: 'categories' | 'fromAreas' | 'teams',
  code: string,
  named: readonly string[],
  reached: readonly string[],
  rule: GroundRule,
): MaybeFault {
  if (named.every((one) => reached.includes(one))) return undefined
  const choose = field === 'teams' ? 'choose teams of' : 'choose among'
  return { field, code, problem: beyond[field](rule), remedy: reached.length === 0 ? 'leave it empty' : `${choose} ${reached.join(', ')}` }
}

function checkConsent({ kind, form, givenAt, now }: GroundProposal, rule: GroundRule): MaybeFault[] {
  if (kind === 'statute')
    return form === null
      ? []
      : [{ field: 'consent', code: 'consent-not-needed', problem: 'stands beside a statute', remedy: 'leave it out' }]
  const invalid = !(rule.forms as readonly string[]).includes(form ?? '')
  return [
    invalid
      ? {
          field: 'consent.form',
          code: 'form-not-valid',
          problem: `is not a form in which ${rule.citation} accepts a consent`,
          remedy: `choose ${rule.forms.join(' or ')}`,
        }
      : undefined,
    givenAt !== null && givenAt > now
      ? { field: 'consent.givenAt', code: 'in-the-future', problem: 'lies in the future', remedy: 'record it when it has been given' }
      : undefined,
  ]
}

function checkTimes({ from, to, givenAt }: GroundProposal, { citation, longestDays }: GroundRule): MaybeFault[] {
  if (to === null)
    return longestDays === null
      ? []
      : [{ field: 'to', code: 'end-missing', problem: 'is missing', remedy: `choose a day within ${longestDays} days` }]
  if (to <= from) return [{ field: 'to', code: 'end-before-start', problem: 'lies before the start', remedy: 'choose a later day' }]
  const counted = givenAt !== null && givenAt < from ? givenAt : from
  if (longestDays === null || to <= addDays(counted, longestDays)) return []
  const remedy = `choose a day within ${longestDays} days of when it was given`
  return [{ field: 'to', code: 'longer-than-allowed', problem: `is further away than ${citation} allows`, remedy }]
}
