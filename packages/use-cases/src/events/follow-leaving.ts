// What a death or a move out of the municipality closes, and what opens again when the message is taken back: the journey, and the consents of one who can no longer withdraw them.
// Rules and their alerts follow by themselves when the citizen is judged.
import {
  findClosedByProduct,
  findJourneyRow,
  findOpenJourney,
  inScope,
  listCurrentFacts,
  listDeedsOfJourney,
  listLapsing,
  listLeft,
  lockLate,
  lockOf,
  logAccess,
  reopenAlerts,
  setGroundEnd,
  type Tx,
} from '@roedtraad/database'
import { type Doer, type Fact, type Leaving, leavingKinds, readLeaving, stillLeft } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'
import { appendDeed } from '../journeys/do-deed.ts'

const doer: Doer = { kind: 'job', username: 'life-events', team: null, leads: false }

/** How the consent of somebody ends who died. */
const lapsed = 'citizen-died'

/** Brings the journey and the consents of a citizen into line with what is told of her now, and opens the alerts again that facts ended which no longer stand (`takenBack`). Safe to repeat. */
export async function followLeaving(tx: Tx, citizenId: string, takenBack: readonly string[]): Promise<void> {
  if (takenBack.length > 0) await reopenAlerts(tx, [citizenId], { facts: takenBack })
  const facts = await listCurrentFacts(tx, [citizenId], leavingKinds)
  const leaving = readLeaving(facts, tx.scope.at)
  await reopenJourney(tx, citizenId, facts)
  if (leaving !== null) await closeJourney(tx, citizenId, leaving)
  await endConsents(tx, citizenId, leaving?.because === 'died')
}

async function closeJourney(tx: Tx, citizenId: string, { because }: Leaving<Fact>): Promise<void> {
  const open = await findOpenJourney(tx, citizenId)
  if (open === undefined) return
  await lockLate(tx, [lockOf(`journey ${open.id}`)])
  const deeds = await listDeedsOfJourney(tx, open.id)
  const journey = await findJourneyRow(tx, open.id)
  if (journey?.status !== 'open') return
  const detail = { because, helped: 'not-asked', evaluation: '' }
  await appendDeed(tx, journey, deeds, { deed: 'close', detail, targetId: null }, doer)
}

/** The journey that the product closed for something that is no longer told. One that a person opened since stays the open one. */
async function reopenJourney(tx: Tx, citizenId: string, facts: readonly Fact[]): Promise<void> {
  const closed = await findClosedByProduct(tx, citizenId, doer.username)
  if (closed === undefined || stillLeft(closed.because, facts, tx.scope.at)) return
  if ((await findOpenJourney(tx, citizenId)) !== undefined) return
  await lockLate(tx, [lockOf(`journey ${closed.id}`)])
  const journey = await findJourneyRow(tx, closed.id)
  if (journey?.status !== 'closed') return
  const detail = { reason: 'Meldingen er trukket tilbage' }
  await appendDeed(tx, journey, await listDeedsOfJourney(tx, closed.id), { deed: 'reopen', detail, targetId: null }, doer)
}

async function endConsents(tx: Tx, citizenId: string, died: boolean): Promise<void> {
  const grounds = await listLapsing(tx, citizenId, died ? null : lapsed)
  for (const id of grounds) setGroundEnd(tx, id, died ? { because: lapsed, channel: null } : null)
  if (grounds.length > 0)
    logAccess(tx, {
      what: 'deed',
      ground: 'citizen.died',
      citizens: [citizenId],
      categories: ['identity'],
      criterion: died ? 'consents-lapse' : 'consents-stand-again',
    })
}

/** What was told ahead of its day: closes for those who have left since. Returns for how many. One that fails does not hold back the others; the first failure is thrown at the end. */
export async function keepLeavings(deps: Deps, limit = 200): Promise<number> {
  const scope = () => jobScope(deps, 'life-events', 'coordination')
  const due = await inScope(deps.database, scope(), (tx) => listLeft(tx, limit))
  const failures: unknown[] = []
  for (const { citizenId, digests } of due)
    await inScope(deps.database, scope(), (tx) => followLeaving(tx, citizenId, []), digests.map(lockOf)).catch((error: unknown) =>
      failures.push(error),
    )
  if (failures.length > 0) throw failures[0]
  return due.length
}
