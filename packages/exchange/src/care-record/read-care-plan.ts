// CarePlan: a planned intervention (indsats) or the plan above it. Granted from its start; ended at its end; taken back when it never came to be.
import type { Instant } from '@roedtraad/domain'
import { plainError } from '../fhir/issue.ts'
import { Refused } from '../fhir/read-elements.ts'
import { type Json, member, members, text } from '../fhir/resource.ts'
import { indexOf } from './bundle-index.ts'
import { type Coding, readCodings } from './kl.ts'
import { findService, kindsOf, type Service } from './service.ts'
import { findTime, getTime } from './times.ts'
import { type Context, type Reading, tell } from './told.ts'

const allKinds = Object.values(kindsOf).flatMap(({ granted, ended }) => [granted, ended])
const over = ['completed', 'stopped', 'cancelled']

/** Reads one plan; `key` names it, so that its end is the end of this one and of no other. Throws Refused. */
export function readCarePlan(context: Context, key: string): Reading {
  const { resource } = context
  const codes = codesOf(context)
  const service = findService(codes.known)
  if (isErroneous(resource))
    return { takesBack: allKinds, awaits: service === undefined ? [] : [kindsOf[service].granted], text: 'It was entered in error.' }
  const status = text(resource, 'status') ?? refuseStatus()
  if (status === 'unknown') return { because: 'not-decided', text: 'Its status is not known to the sender.' }
  if (status === 'draft' || ['proposal', 'option'].includes(text(resource, 'intent') ?? ''))
    return { takesBack: allKinds, because: 'not-decided', text: 'It is proposed and not granted.' }
  if (service === undefined) return withoutService(codes.unknown, codes.known)
  return readSpan(resource, service, status, key)
}

function refuseStatus(): never {
  throw new Refused(plainError('required', 'CarePlan.status is missing.', 'CarePlan.status'))
}

function isErroneous(plan: Json): boolean {
  const activities = members(plan, 'activity').map((activity) => text(member(activity, 'detail'), 'status'))
  return (
    text(plan, 'status') === 'entered-in-error' || (activities.length > 0 && activities.every((status) => status === 'entered-in-error'))
  )
}

/** What is done, then the kind of plan, then the kind of the plan it is part of. */
function codesOf({ resource, bundle }: Context): { known: Coding[]; unknown: string[] } {
  const done = readCodings(members(resource, 'activity').flatMap((activity) => members(member(activity, 'detail'), 'code')))
  const above = members(resource, 'basedOn')
    .map((reference) => indexOf(bundle).find(reference, 'CarePlan'))
    .filter((plan) => plan !== undefined)
  const kinds = readCodings([resource, ...above].flatMap((plan) => members(plan, 'category')))
  return { known: [...done.known, ...kinds.known], unknown: done.unknown }
}

function withoutService(unknown: string[], known: Coding[]): Reading {
  const path = 'CarePlan.activity.detail.code.coding.system'
  if (known.some(({ system }) => system !== 'local') || (unknown.length === 0 && known.length === 0))
    return { takesBack: allKinds, because: 'no-kind', text: 'It is no home care, home nursing or social support.' }
  const named = unknown[0]?.slice(0, 80) ?? 'a local one'
  throw new Refused(
    plainError('value', `${path} is ${named}: send a code of FSIII (urn:oid:1.2.208.176.2.21) or FFB (urn:oid:1.2.208.176.2.22).`, path),
  )
}

/** While a plan runs, its end is a plan too (KL: indsatsafslutningstid); only when it is over is it when it ended. */
function readSpan(plan: Json, service: Service, status: string, key: string): Reading {
  const { start, end } = readPeriod(plan)
  const kinds = kindsOf[service]
  const detail = { service: key }
  const granted = tell(kinds.granted, start, { detail })
  if (status === 'revoked' && end === null && neverBegan(plan))
    return { takesBack: allKinds, because: 'not-decided', text: 'It was called off before it began.' }
  if (!['completed', 'revoked'].includes(status) && !activitiesAreOver(plan)) return { holds: [granted], takesBack: allKinds }
  return { holds: [granted, tell(kinds.ended, end ?? refuseOpen(), { detail })], takesBack: allKinds }
}

function readPeriod(plan: Json): { start: Instant; end: Instant | null } {
  const period = member(plan, 'period')
  const begun = findTime(period, 'start', 'CarePlan.period.start') ?? findTime(plan, 'created', 'CarePlan.created')
  const start = begun ?? getTime(period, 'start', 'CarePlan.period.start')
  const end = findTime(period, 'end', 'CarePlan.period.end', 'end')
  if (end !== null && end < start)
    throw new Refused(plainError('invariant', 'CarePlan.period.end is before its start.', 'CarePlan.period.end'))
  return { start, end }
}

function refuseOpen(): never {
  const path = 'CarePlan.period.end'
  throw new Refused(plainError('required', `${path} is missing: the plan is over, so say since when.`, path))
}

/** The statuses of the activities that are interventions; evaluating one's plan is none. */
function statusesOf(plan: Json): (string | undefined)[] {
  return members(plan, 'activity')
    .map((activity) => member(activity, 'detail'))
    .filter((detail) => findService(readCodings(members(detail, 'code')).known) !== undefined)
    .map((detail) => text(detail, 'status'))
}

function neverBegan(plan: Json): boolean {
  const statuses = statusesOf(plan)
  return statuses.length > 0 && statuses.every((status) => status === 'not-started' || status === 'cancelled' || status === 'scheduled')
}

function activitiesAreOver(plan: Json): boolean {
  const statuses = statusesOf(plan)
  return statuses.length > 0 && statuses.every((status) => over.includes(status ?? ''))
}
