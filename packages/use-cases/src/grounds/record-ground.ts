// A consent or a statute is recorded, corrected, ended, and its end taken back. Each takes effect with its commit: the wall reads the same rows.
import { checkGround } from '@roedtraad/access'
import {
  findGroundRow,
  type GroundRow,
  inScope,
  insertGround,
  listGroundsOf,
  lockOf,
  logAccess,
  newId,
  type Scope,
  setGroundEnd,
  type Tx,
} from '@roedtraad/database'
import { type Instant, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

export interface GroundInput {
  kind: 'consent' | 'statute'
  code: string
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

const noCitizen = () => new Problem(404, 'not-found', 'There is no such citizen here, or your team does not serve her.')
const noGround = () => new Problem(404, 'not-found', 'There is no such ground here, or your team does not serve the citizen.')

/** Grounds about a citizen whom the acting team serves or whose journey it takes part in, newest first; ended ones too. */
export async function listGrounds(deps: Deps, actor: Actor, citizenId: string): Promise<GroundRow[]> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'grounds'), async (tx) => {
    await requireVisible(tx, citizenId)
    const grounds = await listGroundsOf(tx, citizenId)
    logAccess(tx, { what: 'list', ground: 'relation', citizens: [citizenId], categories: ['identity'], criterion: 'grounds' })
    return grounds
  })
}

async function requireVisible(tx: Tx, citizenId: string): Promise<void> {
  const seen = await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).executeTakeFirst()
  if (seen === undefined) throw noCitizen()
}

/** Her own scope decides whom she sees; from there the record is written for all teams that it names, in her name. */
async function openScope(deps: Deps, actor: Actor, citizenId: string): Promise<Scope> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'grounds')
  await inScope(deps.database, own, (tx) => requireVisible(tx, citizenId))
  return { ...own, reach: 'municipality' }
}

/**
 * Records a ground. Throws Problem 404 for a citizen whom the team does not see, 400 with every faulty field
 * (beyond the ground table, unknown team, end before start or later than the law allows), 409 `ground-ended` for the correction of an ended one.
 */
export async function recordGround(
  deps: Deps,
  actor: Actor,
  citizenId: string,
  input: GroundInput,
  attempt: Attempt,
): Promise<{ groundId: string }> {
  const scope = await openScope(deps, actor, citizenId)
  return onceInScope(
    deps,
    scope,
    attempt,
    async (tx) => {
      const from = input.from ?? tx.scope.at
      await checkInput(tx, input, from)
      if (input.corrects !== undefined) await endCorrected(tx, citizenId, input.corrects)
      const id = newId()
      insertGround(tx, {
        ...input,
        id,
        citizenId,
        from,
        to: input.to ?? null,
        corrects: input.corrects ?? null,
        consent: toConsent(input, from),
      })
      logAccess(tx, {
        what: 'deed',
        ground: `${input.kind}:${input.code}`,
        citizens: [citizenId],
        categories: input.categories,
        criterion: 'record-ground',
      })
      return { groundId: id }
    },
    [lockOf(`grounds ${citizenId}`)],
  )
}

function toConsent({ kind, consent }: GroundInput, from: Instant) {
  if (kind === 'statute' || consent === undefined) return null
  const { form, textVersion, givenAt = from, representative, journalReference = null } = consent
  return {
    form,
    textVersion,
    givenAt,
    representative: representative?.name ?? null,
    representativeKind: representative?.kind ?? null,
    journalReference,
  }
}

async function checkInput(tx: Tx, input: GroundInput, from: Instant): Promise<void> {
  const known = await tx.selectFrom('teams').select(['id', 'area']).execute()
  const areas = input.teams.map((team) => known.find((one) => one.id === team)?.area)
  const faults = checkGround({
    ...input,
    teamAreas: areas.filter((area) => area !== undefined),
    form: input.consent?.form ?? null,
    from,
    to: input.to ?? null,
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
  if (before.endedAt !== null) throw ended()
  setGroundEnd(tx, id, { because: 'corrected', channel: null })
}

const ended = () => new Problem(409, 'ground-ended', 'The ground has ended already. Reload to see how.')

export type GroundEnding = { because: 'withdrawn'; channel: string } | { because: 'purpose-ended' }

/** Ends a ground, or takes its end back (`ending` null). Throws Problem 404, 412 `changed-meanwhile`, 409 `ground-ended` | `ground-stands` | `ground-corrected` | `citizen-died`. */
export async function endGround(
  deps: Deps,
  actor: Actor,
  groundId: string,
  ending: GroundEnding | null,
  version: number,
  attempt: Attempt,
): Promise<{ groundId: string; citizenId: string }> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'grounds')
  const seen = await inScope(deps.database, own, (tx) => findGroundRow(tx, groundId))
  if (seen === undefined) throw noGround()
  const scope: Scope = { ...own, reach: 'municipality' }
  return onceInScope(
    deps,
    scope,
    attempt,
    async (tx) => {
      const ground = await findGroundRow(tx, groundId)
      if (ground === undefined) throw noGround()
      if (ground.version !== version)
        throw new Problem(
          412,
          'changed-meanwhile',
          'Somebody changed this ground after you opened it. Nothing of yours was saved; look at it again.',
        )
      checkEnding(ground, ending)
      setGroundEnd(tx, groundId, ending === null ? null : { because: ending.because, channel: 'channel' in ending ? ending.channel : null })
      logAccess(tx, {
        what: 'deed',
        ground: `${ground.kind}:${ground.code}`,
        citizens: [ground.citizenId],
        categories: ground.categories,
        criterion: ending === null ? 'undo-end-ground' : 'end-ground',
      })
      return { groundId, citizenId: ground.citizenId }
    },
    [lockOf(`grounds ${seen.citizenId}`)],
  )
}

function checkEnding(ground: GroundRow, ending: GroundEnding | null): void {
  if (ending !== null && ground.endedAt !== null) throw ended()
  if (ending !== null) return
  if (ground.endedAt === null) throw new Problem(409, 'ground-stands', 'The ground stands; there is no end to take back.')
  if (ground.endedBecause === 'citizen-died')
    throw new Problem(
      409,
      'citizen-died',
      'The consent lapsed with the citizen’s death. It stands again by itself if that message is taken back.',
    )
  if (ground.endedBecause === 'corrected')
    throw new Problem(409, 'ground-corrected', 'Another ground has taken its place. End that one instead.')
}
