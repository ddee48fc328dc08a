// What a journey's clocks do by themselves: the team that does not answer is reminded, then both leads are told; the places of a worker who has left, or is away too long, are freed.
// Each is a deed like any other, written once because the journey's rules refuse it the second time.
import { findJourneyRow, inScope, listDeedsOfJourney, listDueJourneyDeeds, lockOf } from '@roedtraad/database'
import { addDays, type Doer, Problem } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'
import { appendDeed } from './do-deed.ts'

/** An absence without a substitute that has lasted this long frees the coordinator's place. The municipality's own choice. */
const longestAbsenceDays = 14

const doer: Doer = { kind: 'job', username: 'journey-clocks', team: null, leads: false }

/** Does what is due by the product's clock, at most `limit` deeds. Returns how many were done. A journey whose deed fails does not hold back the others; the first failure is thrown at the end. */
export async function keepJourneyClocks(deps: Deps, limit = 200): Promise<number> {
  const scope = () => jobScope(deps, 'journey-clocks', 'coordination')
  const awaySince = addDays(deps.clock(), -longestAbsenceDays)
  const due = await inScope(deps.database, scope(), (tx) => listDueJourneyDeeds(tx, awaySince, limit))
  const failures: unknown[] = []
  let done = 0
  for (const { journeyId, deed, detail } of due) {
    const append = inScope(
      deps.database,
      scope(),
      async (tx) => {
        const journey = await findJourneyRow(tx, journeyId)
        if (journey !== undefined)
          await appendDeed(tx, journey, await listDeedsOfJourney(tx, journeyId), { deed, detail, targetId: null }, doer)
      },
      [lockOf(`journey ${journeyId}`)],
    )
    // Somebody answered in the meantime: then there is nothing to remind of.
    await append.then(
      () => (done += 1),
      (error: unknown) => (error instanceof Problem && error.status === 409 ? undefined : failures.push(error)),
    )
  }
  if (failures.length > 0) throw failures[0]
  return done
}
