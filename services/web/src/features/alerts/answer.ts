// What a person may do with an alert: where it is sent, what takes it back, and what has changed when somebody was faster.
import type { AlertOutcome, Instant } from '@roedtraad/domain'
import type { Api } from '../../api/queries.ts'
import type { Alert, AlertItem } from '../../api/types.ts'
import type { ScreenTexts } from '../../app/texts/index.ts'

export type AlertDeed =
  | { deed: 'acknowledge' }
  | { deed: 'outcome'; outcome: AlertOutcome; reason?: string }
  | { deed: 'snooze'; until: Instant; reason: string }
  | { deed: 'undo'; what: 'acknowledgement' | 'outcome' | 'snooze' }

/** What takes a deed back; an undo is not taken back, it is done again. */
export function inverseOf(deed: AlertDeed): AlertDeed | null {
  switch (deed.deed) {
    case 'acknowledge':
      return { deed: 'undo', what: 'acknowledgement' }
    case 'outcome':
      return { deed: 'undo', what: 'outcome' }
    case 'snooze':
      return { deed: 'undo', what: 'snooze' }
    case 'undo':
      return null
  }
}

/** Sends the deed for the alert as the reader saw it; answers with the alert as it is then. */
export async function sendAnswer(api: Api, alert: Pick<AlertItem, 'id' | 'etag'>, deed: AlertDeed, key: string): Promise<Alert> {
  const { data, etag } = await api.client.send<Alert>({ ...requestOf(alert.id, deed), etag: alert.etag, key })
  return { ...data, etag: etag ?? data.etag }
}

function requestOf(id: string, deed: AlertDeed): { method: 'POST' | 'DELETE'; path: string; body?: unknown } {
  const base = `/api/v1/alerts/${encodeURIComponent(id)}`
  switch (deed.deed) {
    case 'acknowledge':
      return { method: 'POST', path: `${base}/acknowledgement`, body: {} }
    case 'outcome':
      return { method: 'POST', path: `${base}/outcome`, body: { outcome: deed.outcome, ...(deed.reason ? { reason: deed.reason } : {}) } }
    case 'snooze':
      return { method: 'POST', path: `${base}/snooze`, body: { until: deed.until, reason: deed.reason } }
    case 'undo':
      return { method: 'DELETE', path: `${base}/${deed.what}` }
  }
}

/** In words, what is different between the alert that was seen and the alert that is. */
export function tellChanges(seen: AlertItem, now: AlertItem, t: ScreenTexts['alerts'], urgencies: Record<string, string>): string[] {
  const told: string[] = []
  const { acknowledgedBy, outcome } = now
  if (outcome && outcome.at !== seen.outcome?.at) told.push(t.changed.answered(outcome.by, t.outcome.label[outcome.outcome]))
  else if (now.closedBecause && now.closedBecause !== seen.closedBecause) told.push(t.endedByItself[now.closedBecause] ?? t.changed.closed)
  else if (acknowledgedBy && acknowledgedBy.at !== seen.acknowledgedBy?.at) told.push(t.changed.acknowledged(acknowledgedBy.name))
  else if (now.status === 'open' && seen.status !== 'open') told.push(t.changed.reopened)
  if (now.urgency !== seen.urgency) told.push(t.changed.moreUrgent(urgencies[now.urgency] ?? now.urgency))
  return told.length > 0 ? told : [t.changed.otherwise]
}
