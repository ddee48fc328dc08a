// The SQL of a team's answers to an alert. The row is locked first, so that two answers at once are one after the other.
import type { AlertOutcome, AlertStatus, Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface AnswerState {
  alertId: string
  version: number
  status: AlertStatus
  acknowledgedAt: Instant | null
  snoozedUntil: Instant | null
  outcome: AlertOutcome | null
  closedAt: Instant | null
  closedBecause: string | null
  /** Why the world ended it, if it did. */
  ending: string | null
}

/** The alert and the team's own row, locked. */
export async function lockAnswer(tx: Tx, alertId: string, team: string): Promise<AnswerState | undefined> {
  const [row] = await tx.prepared<AnswerState>(
    'lock-answer',
    `select a.id as "alertId", a.version, r.status, r.acknowledged_at as "acknowledgedAt", r.snoozed_until as "snoozedUntil", r.outcome, a.closed_at as "closedAt", a.closed_because as "closedBecause",
       (select s.ending from signals s where s.municipality = a.municipality and s.alert_id = a.id order by s.opened_at desc limit 1) as ending
     from alerts a join alert_recipients r on r.municipality = a.municipality and r.alert_id = a.id and r.team = $3
     where a.municipality = $1 and a.id = $2 for update of a, r`,
    [tx.scope.municipality, alertId, team],
  )
  return row
}

export interface AnswerChange {
  status: AlertStatus
  acknowledged: { by: string; at: Instant } | null
  snoozedUntil: Instant | null
  outcome: { outcome: AlertOutcome; reason: string | null; by: string; at: Instant } | null
}

/** Sets the team's row. */
export function setAnswer(tx: Tx, alertId: string, team: string, change: AnswerChange): void {
  const { acknowledged, outcome } = change
  tx.send(
    'set-answer',
    `update alert_recipients set status_at = case when status = $4 then status_at else $5 end, status = $4, acknowledged_by = $6, acknowledged_at = $7, snoozed_until = $8,
       outcome = $9, outcome_reason = $10, outcome_by = $11, outcome_at = $12 where municipality = $1 and alert_id = $2 and team = $3`,
    [
      tx.scope.municipality,
      alertId,
      team,
      change.status,
      tx.scope.at,
      acknowledged?.by ?? null,
      acknowledged?.at ?? null,
      change.snoozedUntil,
      outcome?.outcome ?? null,
      outcome?.reason ?? null,
      outcome?.by ?? null,
      outcome?.at ?? null,
    ],
  )
}

/** The alert closes as answered when every team has answered, opens again when one takes its answer back, and counts a version on. */
export function settleAlert(tx: Tx, alertId: string, ending: string | null): void {
  tx.send(
    'settle-alert',
    `update alerts a set version = version + 1,
       closed_at = case when n.answered then coalesce(closed_at, $3) when $4::text is null then null else coalesce(closed_at, $3) end,
       closed_because = case when n.answered then coalesce(closed_because, 'answered') when $4::text is null then null else $4 end
     from (select bool_and(status = 'closed') as answered from alert_recipients where municipality = $1 and alert_id = $2) n
     where a.municipality = $1 and a.id = $2`,
    [tx.scope.municipality, alertId, tx.scope.at, ending],
  )
}
