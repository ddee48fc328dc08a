// The views of the list: which journeys each asks for.
import type { JourneyWish } from '../../api/queries.ts'

export const journeyViews = ['all', 'mine', 'waiting', 'overdue', 'new', 'loose', 'closed'] as const
export type JourneyView = (typeof journeyViews)[number]

/** Whether an address names a view. */
export function isJourneyView(value: unknown): value is JourneyView {
  return journeyViews.some((view) => view === value)
}

/** What the API is asked for. */
export function toWish(view: JourneyView, q: string): JourneyWish {
  return {
    mine: view === 'mine',
    view: view === 'mine' || view === 'closed' ? 'all' : view,
    status: view === 'closed' ? 'closed' : 'open',
    q: q.trim(),
  }
}
