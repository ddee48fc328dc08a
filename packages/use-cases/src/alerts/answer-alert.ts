// A team answers an alert: takes it, says what it was worth, puts it off, or undoes one of these. One transaction: state, history, log row, and a word to the other screens.
import {
  type AnswerChange,
  type AnswerState,
  insertDeed,
  lockAnswer,
  logAccess,
  notifyLive,
  setAnswer,
  settleAlert,
  type Tx,
} from '@roedtraad/database'
import { type AlertOutcome, type AnswerDeed, addDays, decideAnswer, type Instant, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'

export type AlertAnswer =
  | { deed: 'acknowledge'; comment?: string }
  | { deed: 'outcome'; outcome: AlertOutcome; reason?: string }
  | { deed: 'snooze'; until: Instant; reason: string }
  | { deed: 'undo-acknowledge' | 'undo-outcome' | 'undo-snooze' }

/**
 * Carries out one deed on an alert that the acting team received. `version` is the one the actor saw (If-Match).
 * Throws Problem 404 `not-found`, 412 `changed-meanwhile`, 409 with the code of what does not fit, 400 for a snooze that does not lie ahead.
 */
export async function answerAlert(
  deps: Deps,
  actor: Actor,
  alertId: string,
  answer: AlertAnswer,
  version: number,
  attempt: Attempt,
): Promise<{ alertId: string }> {
  const { team } = requireTeam(actor)
  return onceInScope(deps, scopeOf(deps, actor, 'answer-alert'), attempt, async (tx) => {
    const before = await lockAnswer(tx, alertId, team)
    if (before === undefined) throw new Problem(404, 'not-found', 'There is no such alert for your team.')
    if (before.version !== version)
      throw new Problem(
        412,
        'changed-meanwhile',
        'Somebody changed this alert after you opened it. Nothing of yours was saved; look at it again.',
      )
    const decision = decideAnswer(before, answer.deed)
    if (!decision.allowed) throw new Problem(409, decision.code, decision.because)
    checkSnooze(answer, tx.scope.at)
    setAnswer(tx, alertId, team, await toChange(tx, before, answer, decision.status, team))
    settleAlert(tx, alertId, before.ending)
    insertDeed(tx, { alertId, team, actor: actor.username, deed: deedName[answer.deed], detail: detailOf(answer), at: tx.scope.at })
    logAccess(tx, { what: 'answer', ground: 'alert-recipient', citizens: [], categories: ['service'], criterion: `alert:${alertId}` })
    notifyLive(tx, [alertId])
    return { alertId }
  })
}

const longestSnoozeDays = 90

const deedName: Record<AnswerDeed, string> = {
  acknowledge: 'acknowledged',
  'undo-acknowledge': 'acknowledgement-undone',
  outcome: 'answered',
  'undo-outcome': 'answer-undone',
  snooze: 'snoozed',
  'undo-snooze': 'snooze-undone',
}

function checkSnooze(answer: AlertAnswer, at: Instant): void {
  if (answer.deed !== 'snooze') return
  if (answer.until <= at)
    throw new Problem(400, 'invalid-request', 'The time to come back lies in the past.', [
      { field: 'until', problem: 'is not in the future', remedy: 'choose a later time' },
    ])
  if (answer.until > addDays(at, longestSnoozeDays))
    throw new Problem(400, 'invalid-request', 'The time to come back lies too far ahead.', [
      { field: 'until', problem: `is more than ${longestSnoozeDays} days ahead`, remedy: 'choose an earlier time, or answer the alert' },
    ])
}

function detailOf(answer: AlertAnswer): Record<string, unknown> {
  const { deed: _, ...detail } = answer
  return detail
}

interface Row {
  acknowledged_by: string | null
  acknowledged_at: Instant | null
  outcome: AlertOutcome | null
  outcome_reason: string | null
  outcome_by: string | null
  outcome_at: Instant | null
}

async function toChange(
  tx: Tx,
  before: AnswerState,
  answer: AlertAnswer,
  status: AnswerChange['status'],
  team: string,
): Promise<AnswerChange> {
  const row: Row = await tx
    .selectFrom('alert_recipients')
    .select(['acknowledged_by', 'acknowledged_at', 'outcome', 'outcome_reason', 'outcome_by', 'outcome_at'])
    .where('alert_id', '=', before.alertId)
    .where('team', '=', team)
    .executeTakeFirstOrThrow()
    .then((found) => found as Row)
  const { actor, at } = tx.scope
  const stands: AnswerChange = {
    status,
    acknowledged:
      row.acknowledged_by !== null && row.acknowledged_at !== null ? { by: row.acknowledged_by, at: row.acknowledged_at } : null,
    snoozedUntil: before.snoozedUntil,
    outcome:
      row.outcome !== null && row.outcome_by !== null && row.outcome_at !== null
        ? { outcome: row.outcome, reason: row.outcome_reason, by: row.outcome_by, at: row.outcome_at }
        : null,
  }
  switch (answer.deed) {
    case 'acknowledge':
      return { ...stands, acknowledged: { by: actor, at }, snoozedUntil: null }
    case 'undo-acknowledge':
      return { ...stands, acknowledged: null }
    case 'outcome':
      return { ...stands, outcome: { outcome: answer.outcome, reason: answer.reason ?? null, by: actor, at }, snoozedUntil: null }
    case 'undo-outcome':
      return { ...stands, outcome: null }
    case 'snooze':
      return { ...stands, snoozedUntil: answer.until }
    case 'undo-snooze':
      return { ...stands, snoozedUntil: null }
  }
}
