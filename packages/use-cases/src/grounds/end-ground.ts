// A consent is withdrawn, a purpose ends, a record was a mistake; and each of these ends is taken back. The history keeps both.
import { findGroundRow, type GroundRow, inScope, listGroundsOf, lockOf, setGroundEnd, type Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import type { Actor } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { concludeDeed, groundScope, requireMayRecord } from './ground-scope.ts'

export type GroundEnding = { because: 'withdrawn'; channel: string } | { because: 'purpose-ended' } | { because: 'recorded-by-mistake' }

const noGround = () => new Problem(404, 'not-found', 'There is no such ground here, or your team does not serve the citizen.')

/** The ground has ended, and what was wanted needs one that stands. */
export const groundEnded = () => new Problem(409, 'ground-ended', 'The ground has ended already. Reload to see how.')

/**
 * Ends a ground, or takes its end back (`ending` null). `version` is the one that was seen (If-Match). Throws Problem 404, 403 `not-serving`, 412 `changed-meanwhile` with who did what and when,
 * 409 `not-a-consent` | `ground-ended` | `ground-stands` | `ground-corrected` | `citizen-died`.
 */
export async function endGround(
  deps: Deps,
  actor: Actor,
  groundId: string,
  ending: GroundEnding | null,
  version: number,
  attempt: Attempt,
): Promise<{ groundId: string; citizenId: string }> {
  const scope = groundScope(deps, actor)
  const seen = await inScope(deps.database, scope, (tx) => findGroundRow(tx, groundId))
  if (seen === undefined) throw noGround()
  const end = async (tx: Tx) => {
    await requireMayRecord(tx, seen.citizenId)
    const ground = await findGroundRow(tx, groundId)
    if (ground === undefined) throw noGround()
    if (ground.version !== version) throw tellChanges(ground, version)
    await checkEnding(tx, ground, ending)
    setGroundEnd(tx, groundId, ending === null ? null : { because: ending.because, channel: 'channel' in ending ? ending.channel : null })
    concludeDeed(tx, ground, ending === null ? 'undo-end-ground' : 'end-ground')
    return { groundId, citizenId: ground.citizenId }
  }
  return onceInScope(deps, scope, attempt, end, [lockOf(`grounds ${seen.citizenId}`)])
}

/** Every change is one line of the history and one version. */
function tellChanges({ history }: GroundRow, version: number): Problem {
  return new Problem(
    412,
    'changed-meanwhile',
    'Somebody changed this ground after you opened it. Nothing of yours was saved; see what changed, and decide anew.',
    history.slice(version).map(({ deed, because, at, by }) => ({
      field: because === null ? deed : `${deed}: ${because}`,
      problem: `${by}, ${new Date(at).toISOString()}`,
      remedy: 'read the grounds again',
    })),
  )
}

async function checkEnding(tx: Tx, ground: GroundRow, ending: GroundEnding | null): Promise<void> {
  if (ending !== null && ground.endedAt !== null) throw groundEnded()
  if (ending?.because === 'withdrawn' && ground.kind === 'statute')
    throw new Problem(409, 'not-a-consent', 'A statute is not withdrawn. Say that its purpose has ended.')
  if (ending !== null) return
  if (ground.endedAt === null) throw new Problem(409, 'ground-stands', 'The ground stands; there is no end to take back.')
  if (ground.endedBecause === 'citizen-died')
    throw new Problem(
      409,
      'citizen-died',
      'The consent lapsed with the citizen’s death. It stands again by itself if that message is taken back.',
    )
  const replaced = (await listGroundsOf(tx, ground.citizenId)).some((one) => one.corrects === ground.id && one.endedAt === null)
  if (replaced) throw new Problem(409, 'ground-corrected', 'Another ground has taken its place. End that one first.')
}
