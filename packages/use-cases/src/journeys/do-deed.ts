// One deed done to a journey: decided over its whole history, written with what follows from it and the log row, in one transaction under the journey's lock.
import {
  findJourneyRow,
  findOpenJourney,
  inScope,
  insertJourneyDeed,
  type JourneyRow,
  judgeAnew,
  listDeedsOfJourney,
  lockOf,
  logAccess,
  moveWaitingRequest,
  newId,
  notifyJourney,
  replaceJourneyParts,
  replaceJourneyRow,
  type Scope,
  type Tx,
} from '@roedtraad/database'
import {
  addWorkingDays,
  type Deed,
  type Doer,
  danishHolidays,
  decideDeed,
  foldJourney,
  type GroundReference,
  Problem,
  type Refusal,
  takesPart,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { keepFilings } from '../filings/keep-filings.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { listKindsReadAcrossAreas } from '../rules/active-rules.ts'
import { checkNames } from './check-names.ts'
import { projectJourney } from './project-journey.ts'
import { requireGround } from './require-ground.ts'
import { shapeDetail } from './shape-detail.ts'
import { tellChanges } from './tell-changes.ts'

/** Working days within which the team that is asked answers. Region H's agreement on network meetings uses five; a municipality may set another. */
const answerWorkingDays = 5

/** What is to be done: a deed with its detail; or `withdraw` (detail: reason) or `correct` (detail: the whole deed anew) of an earlier one. */
export interface DeedRequest {
  deed: string
  detail: Record<string, unknown>
  targetId: string | null
}

/** That a document arrived where it belongs changes nothing that anybody decides: whoever did not see it yet is not the second of two. */
const isBookkeeping = (deed: Deed) => deed.deed === 'settle-filing'

const notFound = () => new Problem(404, 'not-found', 'There is no such journey, or your team does not take part in it.')

/**
 * Does a deed in the name of a person whose team takes part. `version` is the one she saw (If-Match). `takesPart`: whether her team still does; one that leaves sees the journey no more.
 * Throws Problem 404 `not-found`, 412 `changed-meanwhile` with what changed, 400 naming the field, 403 and 409 with the code of the refusal, 409 `journey-exists` for reopening beside another open one.
 */
export async function doDeed(
  deps: Deps,
  actor: Actor,
  journeyId: string,
  request: DeedRequest,
  version: number,
  attempt: Attempt,
): Promise<{ journeyId: string; deedId: string; takesPart: boolean }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'journey')
  const visible = await inScope(deps.database, own, (tx) => findJourneyRow(tx, journeyId))
  if (visible === undefined) throw notFound()
  // Decided over all deeds, also those of one team alone, and written for all teams: in her name, with the reach of the whole.
  const scope: Scope = { ...own, reach: 'municipality' }
  const work = async (tx: Tx) => {
    // Read again under the lock: a merge may have given the journey to another citizen meanwhile.
    const [deeds, journey = visible] = await Promise.all([listDeedsOfJourney(tx, journeyId), findJourneyRow(tx, journeyId)])
    const since = deeds.filter((deed) => deed.seq > version && !isBookkeeping(deed))
    if (since.length > 0 || version > deeds.length) throw await tellChanges(tx, since)
    if (mayReopen(deeds, request)) await requireNoOther(tx, journey)
    const deed = await appendDeed(tx, journey, deeds, request, doerOf(actor))
    return { journeyId, deedId: deed.id, takesPart: takesPart(foldJourney([...deeds, deed]), actor.team) }
  }
  return onceInScope(deps, scope, attempt, work, [lockOf(`journey ${journeyId}`)])
}

/** Whether a closed journey could be open afterwards: reopened, or its closing taken back. */
function mayReopen(deeds: readonly Deed[], { deed, targetId }: DeedRequest): boolean {
  const target = deeds.find((one) => one.id === targetId)?.deed
  return deed === 'reopen' || (deed === 'withdraw' && (target === 'close' || target === 'withdraw'))
}

/** One citizen, one open journey: another may have been opened since, or come with a merge. */
async function requireNoOther(tx: Tx, { id, citizen_id }: JourneyRow): Promise<void> {
  const open = await findOpenJourney(tx, citizen_id)
  if (open !== undefined && open.id !== id)
    throw new Problem(409, 'journey-exists', 'The citizen has another open journey. Join that one, or close it first.')
}

/** The actor as the rules of deeds see her. */
export function doerOf(actor: Actor): Doer {
  return { kind: 'person', username: actor.username, team: actor.team, leads: actor.lead }
}

/** Decides and writes one deed. The caller holds the journey's lock, and its scope reaches the municipality. Returns the deed. */
export async function appendDeed(
  tx: Tx,
  journey: Pick<JourneyRow, 'id' | 'citizen_id' | 'identity_id'>,
  deeds: readonly Deed[],
  request: DeedRequest,
  doer: Doer,
  serves = false,
): Promise<Deed> {
  const deed = await toDeed(tx, journey.citizen_id, deeds, request, doer)
  const decision = decideDeed(deeds, deed, doer, serves)
  if (!decision.allowed) throw toProblem(decision.refusal)
  writeDeed(tx, journey, [...deeds, deed])
  await keepFilings(tx, journey, deeds, deed)
  return deed
}

/** The deed as it would stand. Nothing that was done later is dated earlier, whatever the clock says. */
async function toDeed(tx: Tx, citizenId: string, deeds: readonly Deed[], request: DeedRequest, doer: Doer): Promise<Deed> {
  const { targetId } = request
  const last = deeds.at(-1)?.at ?? ''
  const at = tx.scope.at > last ? tx.scope.at : last
  const target = request.deed === 'correct' ? deeds.find((one) => one.id === targetId) : undefined
  const meant = target?.deed ?? request.deed
  const isRevision = request.deed === 'withdraw' || (request.deed === 'correct' && target === undefined)
  const shaped = isRevision ? request.detail : shapeDetail(meant, request.detail)
  // A job names who is not ours any more: that is why it acts.
  if (!isRevision && doer.kind === 'person') await checkNames(tx, shaped)
  if ('ground' in shaped && doer.kind === 'person')
    await requireGround(tx, citizenId, teamOf(shaped, doer), shaped['ground'] as GroundReference)
  return {
    id: newId(),
    seq: deeds.length + 1,
    deed: request.deed,
    detail: withClock(meant, shaped, target?.at ?? at),
    at,
    actor: doer.username,
    team: doer.team,
    targetId,
  }
}

const teamOf = (detail: Record<string, unknown>, doer: Doer) => (typeof detail['team'] === 'string' ? detail['team'] : (doer.team ?? ''))
const asking: readonly string[] = ['refer', 'hand-over-activity', 'hand-over-coordination']

/** An answer that nobody set a day for is due by the working-day clock. */
function withClock(deed: string, detail: Record<string, unknown>, at: string): Record<string, unknown> {
  if (!asking.includes(deed) || detail['dueAt'] !== undefined) return detail
  return { ...detail, dueAt: addWorkingDays(at, answerWorkingDays, danishHolidays) }
}

function toProblem({ status, code, because, field, remedy }: Refusal): Problem {
  return new Problem(
    status,
    code,
    because,
    field === undefined ? [] : [{ field: `detail.${field}`, problem: because, remedy: remedy ?? '' }],
  )
}

/** Writes the last deed and everything derived from all of them. */
function writeDeed(tx: Tx, journey: Pick<JourneyRow, 'id' | 'citizen_id' | 'identity_id'>, deeds: readonly Deed[]): void {
  const last = deeds.at(-1)
  if (last === undefined) throw new Error('there is no deed to write')
  const ids = { id: journey.id, citizenId: journey.citizen_id, identityId: journey.identity_id }
  const projection = projectJourney(ids, deeds)
  const before = foldJourney(deeds.slice(0, -1)).coordination.coordinator?.team
  const team = projection.status === 'open' ? projection.coordinator?.team : undefined
  if (team !== undefined && team !== before) moveWaitingRequest(tx, journey.citizen_id, team)
  replaceJourneyRow(tx, projection)
  insertJourneyDeed(tx, journey.id, last, audienceOf(deeds, last))
  replaceJourneyParts(tx, projection)
  // Those that take part, and one that has just left: her list is shorter now.
  const told = projection.teams.filter((one) => one.to === null || one.to >= last.at)
  notifyJourney(
    tx,
    journey.id,
    told.map((one) => one.team),
  )
  // A rule across areas looks only into an open journey, and only for the teams that take part.
  judgeAnew(tx, journey.citizen_id, listKindsReadAcrossAreas())
  logAccess(tx, {
    what: 'deed',
    ground: `journey:${journey.id}`,
    citizens: [journey.citizen_id],
    categories: ['service'],
    criterion: last.deed,
  })
}

/** A note for one team, and what is later said about that note, stay with that team. */
function audienceOf(deeds: readonly Deed[], deed: Deed): string | null {
  const about = deed.targetId === null ? deed : deeds.find((one) => one.id === deed.targetId)
  if (about === undefined || about.deed !== 'write-note') return null
  return foldJourney(deeds).notes.find((note) => note.id === about.id)?.audience === 'journey' ? null : about.team
}
