// A consent or a statute is recorded, or corrected by another. It takes effect with its commit: the wall reads the same rows.
import { checkGround, type PurposeCode } from '@roedtraad/access'
import { findGroundRow, insertGround, lockOf, newId, setGroundEnd, type Tx } from '@roedtraad/database'
import { type Instant, Problem, toInstant } from '@roedtraad/domain'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { groundEnded } from './end-ground.ts'
import { checkMayRecord, concludeDeed, groundScope } from './ground-scope.ts'

export interface GroundInput {
  kind: 'consent' | 'statute'
  code: string
  /** `coordination` unless told. */
  purposeCode?: PurposeCode
  purpose: string
  reason: string
  categories: string[]
  fromAreas: string[]
  teams: string[]
  from?: Instant
  to?: Instant | null
  corrects?: string
  consent?: {
    form: string
    textVersion: string
    givenAt?: Instant
    representative?: { name: string; kind: 'guardian' | 'proxy' }
    journalReference?: string
  }
}

/**
 * Records a ground for all teams that it names, in the name of a team that serves the citizen or takes part in her journey. Throws Problem 404 for a citizen whom the team does not see,
 * 403 `not-serving`, 400 with every faulty field (beyond the ground table, a statute alone for an application, unknown team, end before start or later than the law allows),
 * 409 `ground-ended` for the correction of an ended one.
 */
export async function recordGround(
  deps: Deps,
  actor: Actor,
  citizenId: string,
  input: GroundInput,
  attempt: Attempt,
): Promise<{ groundId: string }> {
  const scope = groundScope(deps, actor)
  await checkMayRecord(deps, scope, citizenId)
  const record = async (tx: Tx) => {
    const times = readTimes(input, tx.scope.at)
    await checkInput(tx, input, times)
    if (input.corrects !== undefined) await endCorrected(tx, citizenId, input.corrects)
    const id = newId()
    const { purposeCode = 'coordination', corrects = null } = input
    insertGround(tx, { ...input, id, citizenId, purposeCode, from: times.from, to: times.to, corrects, consent: toConsent(input, times) })
    concludeDeed(tx, { ...input, citizenId }, 'record-ground')
    return { groundId: id }
  }
  return onceInScope(deps, scope, attempt, record, [lockOf(`grounds ${citizenId}`)])
}

interface Times {
  from: Instant
  to: Instant | null
  givenAt: Instant
}

/** One shape for all instants. A consent holds from now unless told, and was given when it begins, or now where it begins later. */
function readTimes({ from, to, consent }: GroundInput, now: Instant): Times {
  const start = from === undefined ? now : readInstant('from', from)
  return {
    from: start,
    to: to === undefined || to === null ? null : readInstant('to', to),
    givenAt: consent?.givenAt === undefined ? (start < now ? start : now) : readInstant('consent.givenAt', consent.givenAt),
  }
}

function readInstant(field: string, text: string): Instant {
  try {
    return toInstant(text)
  } catch {
    const remedy = 'write RFC 3339, such as 2026-03-02T08:00:00+01:00'
    throw new Problem(400, 'invalid-request', 'A time is not readable.', [{ field, problem: 'is not an instant with an offset', remedy }])
  }
}

function toConsent({ kind, consent }: GroundInput, { givenAt }: Times) {
  if (kind === 'statute' || consent === undefined) return null
  const { form, textVersion, representative, journalReference = null } = consent
  return {
    form,
    textVersion,
    givenAt,
    representative: representative?.name ?? null,
    representativeKind: representative?.kind ?? null,
    journalReference,
  }
}

async function checkInput(tx: Tx, input: GroundInput, { from, to, givenAt }: Times): Promise<void> {
  const known = await tx.selectFrom('teams').select(['id', 'area']).execute()
  const areas = input.teams.map((team) => known.find((one) => one.id === team)?.area)
  const faults = checkGround({
    ...input,
    purposeCode: input.purposeCode ?? 'coordination',
    teamAreas: areas.filter((area) => area !== undefined),
    form: input.consent?.form ?? null,
    givenAt: input.consent === undefined ? null : givenAt,
    from,
    to,
    now: tx.scope.at,
  })
  const unknown = areas.includes(undefined)
    ? [{ field: 'teams', code: 'unknown-team', problem: 'names a team that is not ours', remedy: 'choose teams of the list' }]
    : []
  const all = [...unknown, ...faults]
  const [first] = all
  if (first === undefined) return
  throw new Problem(
    400,
    first.code,
    'The ground cannot be recorded like this. Each fault is named in errors.',
    all.map(({ field, problem, remedy }) => ({ field, problem, remedy })),
  )
}

async function endCorrected(tx: Tx, citizenId: string, id: string): Promise<void> {
  const before = await findGroundRow(tx, id)
  if (before === undefined || before.citizenId !== citizenId)
    throw new Problem(400, 'no-such-ground', 'What is to be corrected is no ground of this citizen.', [
      { field: 'corrects', problem: 'is not known', remedy: 'take an id of her grounds' },
    ])
  if (before.endedAt !== null) throw groundEnded()
  setGroundEnd(tx, id, { because: 'corrected', channel: null })
  concludeDeed(tx, before, 'end-ground')
}
