// What the clocks of requests do by themselves: the team that owes an answer is reminded when it is due, and the leads of both teams are told a working day later.
import {
  findCoordinationRequest,
  inScope,
  insertRequestDeed,
  listDueRequestDeeds,
  lockOf,
  setCoordinationRequest,
} from '@roedtraad/database'
import { decideRequest } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'

/** Does what is due by the product's clock, at most `limit` deeds, each once. Returns how many were done. */
export async function keepRequestClocks(deps: Deps, limit = 200): Promise<number> {
  const scope = () => jobScope(deps, 'request-clocks', 'coordination-request')
  const due = await inScope(deps.database, scope(), (tx) => listDueRequestDeeds(tx, limit))
  let done = 0
  for (const { id, citizenId, deed } of due) {
    const isDone = await inScope(
      deps.database,
      scope(),
      async (tx) => {
        const row = await findCoordinationRequest(tx, id)
        if (row === undefined || !decideRequest(row, deed).allowed) return false
        setCoordinationRequest(tx, id, { state: 'waiting', answer: null, reminded: deed === 'remind', escalated: deed === 'escalate' })
        insertRequestDeed(tx, id, deed, {})
        return true
      },
      [lockOf(`coordination request of ${citizenId}`)],
    )
    if (isDone) done += 1
  }
  return done
}
