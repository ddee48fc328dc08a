// The ways to look at the inbox, and how its alerts are grouped. Pure.
import type { Urgency } from '@roedtraad/domain'
import type { InboxStatus } from '../../api/queries.ts'
import type { AlertItem } from '../../api/types.ts'

export type View = 'open' | 'mine' | 'acknowledged' | 'closed' | 'all'
export const views: readonly View[] = ['open', 'mine', 'acknowledged', 'closed', 'all']

export function isView(value: unknown): value is View {
  return views.some((view) => view === value)
}

/** What the API is asked for; `mine` is a part of the acknowledged ones. */
export function statusOf(view: View): InboxStatus {
  if (view === 'all') return null
  return view === 'mine' ? 'acknowledged' : view
}

/** Whether an alert belongs to the view as it reads now: an answered one leaves the list at once. */
export function belongsTo(view: View, alert: AlertItem, reader: { name: string; team: string | null; now: string }): boolean {
  if (view === 'all') return true
  if (view === 'mine') return alert.status === 'acknowledged' && alert.acknowledgedBy?.name === reader.name
  return alert.status === view && (view !== 'open' || snoozedUntil(alert, reader) === null)
}

/** Until when the reader's team has put it off; null when it has not, or the time has come. */
export function snoozedUntil(alert: AlertItem, { team, now }: { team: string | null; now: string }): string | null {
  const until = alert.recipients.find((recipient) => recipient.team === team)?.snoozedUntil ?? null
  return until !== null && until > now ? until : null
}

export interface UrgencyGroup {
  urgency: Urgency
  items: AlertItem[]
  /** Whether more of this urgency may stand on pages not fetched. */
  open: boolean
}

/** Groups alerts that come in order of urgency. */
export function groupByUrgency(items: readonly AlertItem[], hasMore: boolean): UrgencyGroup[] {
  const groups: UrgencyGroup[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last?.urgency === item.urgency) last.items.push(item)
    else groups.push({ urgency: item.urgency, items: [item], open: false })
  }
  const last = groups.at(-1)
  if (last) last.open = hasMore
  return groups
}
