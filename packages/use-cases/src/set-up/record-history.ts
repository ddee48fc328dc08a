// Years of events in one go, for a seed or a first load: the same ingestion as every day, but a citizen's whole history at once,
// so that each is folded once and judged once, as of now.
import { inScope, lockOf } from '@roedtraad/database'
import type { SentEvent } from '@roedtraad/exchange'
import { type Deps, jobScope } from '../deps.ts'
import { type Arrival, digestsOf, toArrival, type Verdict } from '../events/arrival.ts'
import type { Sender } from '../events/sender.ts'
import { takeIn } from '../events/take-in.ts'

const citizensAtOnce = 150

export interface HistoryItem {
  sent: SentEvent
  sender: Sender
}

/** Records everything, in whatever order, in transactions of whole citizens. Returns how many of each verdict. */
export async function recordHistory(deps: Deps, items: readonly HistoryItem[]): Promise<Record<Verdict['kind'], number>> {
  const arrivals = items.map(({ sent, sender }) => toArrival(deps, sent, sender))
  const byCitizen = [...Map.groupBy(arrivals, (arrival) => arrival.digest.toString('hex')).values()]
  const counts = { accepted: 0, duplicate: 0, 'not-kept': 0, quarantined: 0 }
  for (let at = 0; at < byCitizen.length; at += citizensAtOnce) {
    for (const verdict of await recordCitizens(deps, byCitizen.slice(at, at + citizensAtOnce).flat())) counts[verdict.kind] += 1
  }
  return counts
}

async function recordCitizens(deps: Deps, arrivals: readonly Arrival[]): Promise<Verdict[]> {
  const locks = digestsOf(arrivals).map(lockOf)
  return inScope(deps.database, jobScope(deps, 'first-load', 'ingest'), (tx) => takeIn(tx, deps, arrivals), locks)
}
