// The SQL of alerts: raising, changing and ending them. Uniqueness is the table's; a second raise of the same thing does nothing.
import type { AlertClosure, Instant, Urgency } from '@roedtraad/domain'
import { urgencies } from '@roedtraad/domain'
import { newId } from './id.ts'
import type { Tx } from './scope.ts'

export interface NewAlert {
  citizenId: string
  ruleId: string
  ruleVersion: number
  occasionKey: string
  round: number
  urgency: Urgency
  evidence: readonly string[]
  sentence: number
  teams: readonly string[]
}

/** Raises an alert with its first signal and its recipients; does nothing when it had been raised already. Returns the id that it then has. */
export function insertAlert(tx: Tx, alert: NewAlert): string {
  const id = newId()
  const { municipality, at, actor } = tx.scope
  tx.send(
    'insert-alert',
    `with raised as (
       insert into alerts (municipality, id, citizen_id, rule_id, rule_version, occasion_key, round, urgency, raised_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict on constraint alerts_once do nothing returning id),
     signalled as (
       insert into signals (municipality, id, alert_id, citizen_id, rule_id, rule_version, opened_at, evidence, sentence)
       select $1, $10, id, $3, $4, $5, $9, $11::uuid[], $12 from raised),
     told as (
       insert into alert_recipients (municipality, alert_id, team, status_at, urgency_rank, raised_at)
       select $1, raised.id, team, $9, $13, $9 from raised, unnest($14::text[]) team),
     noted as (
       insert into alert_deeds (municipality, id, alert_id, actor, deed, detail, at) select $1, $15, id, $16, 'raised', '{}', $9 from raised)
     select id from raised`,
    [
      municipality,
      id,
      alert.citizenId,
      alert.ruleId,
      alert.ruleVersion,
      alert.occasionKey,
      alert.round,
      alert.urgency,
      at,
      newId(),
      alert.evidence,
      alert.sentence,
      rankOf(alert.urgency),
      alert.teams,
      newId(),
      actor,
    ],
  )
  return id
}

/** Urgency as a number: the higher, the more urgent. */
export function rankOf(urgency: Urgency): number {
  return urgencies.indexOf(urgency)
}

/** A signal that goes on: other evidence, another sentence, another urgency. A rise puts the card back among the open ones. */
export function changeAlert(
  tx: Tx,
  change: { alertId: string; signalId: string; evidence: readonly string[]; sentence: number; urgency: Urgency; before: Urgency },
): void {
  const { municipality, at, actor } = tx.scope
  const rises = rankOf(change.urgency) > rankOf(change.before)
  tx.send('change-signal', 'update signals set evidence = $3::uuid[], sentence = $4 where municipality = $1 and id = $2', [
    municipality,
    change.signalId,
    change.evidence,
    change.sentence,
  ])
  tx.send('change-alert', 'update alerts set urgency = $3, version = version + 1 where municipality = $1 and id = $2', [
    municipality,
    change.alertId,
    change.urgency,
  ])
  tx.send(
    'change-recipients',
    `update alert_recipients set urgency_rank = $3, status = case when $4 and status = 'acknowledged' then 'open' else status end, snoozed_until = case when $4 then null else snoozed_until end
     where municipality = $1 and alert_id = $2`,
    [municipality, change.alertId, rankOf(change.urgency), rises],
  )
  if (rises) insertDeed(tx, { alertId: change.alertId, team: null, actor, deed: 'more-urgent', detail: { urgency: change.urgency }, at })
}

/** The world ended it: the signal ends, and what is not answered closes by itself. */
export function endAlert(
  tx: Tx,
  end: { alertId: string; signalId: string; ending: Exclude<AlertClosure, 'answered'>; factIds: readonly string[] },
): void {
  const { municipality, at, actor } = tx.scope
  tx.send('end-signal', 'update signals set ended_at = $3, ending = $4 where municipality = $1 and id = $2', [
    municipality,
    end.signalId,
    at,
    end.ending,
  ])
  tx.send(
    'close-recipients',
    `update alert_recipients set status = 'closed', status_at = $3, snoozed_until = null where municipality = $1 and alert_id = $2 and status <> 'closed'`,
    [municipality, end.alertId, at],
  )
  tx.send(
    'close-alert',
    `update alerts set closed_at = coalesce(closed_at, $3), closed_because = coalesce(closed_because, $4), version = version + 1 where municipality = $1 and id = $2`,
    [municipality, end.alertId, at, end.ending],
  )
  insertDeed(tx, { alertId: end.alertId, team: null, actor, deed: end.ending, detail: { factIds: end.factIds }, at })
}

/** One line of an alert's history. */
export function insertDeed(
  tx: Tx,
  deed: { alertId: string; team: string | null; actor: string; deed: string; detail: Record<string, unknown>; at: Instant },
): void {
  tx.send(
    'insert-deed',
    'insert into alert_deeds (municipality, id, alert_id, team, actor, deed, detail, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [tx.scope.municipality, newId(), deed.alertId, deed.team, deed.actor, deed.deed, JSON.stringify(deed.detail), deed.at],
  )
}

/** The statement that tells the screens of these alerts' teams, at commit: ids only. A notification holds 8,000 bytes, so of very many none is named: the screens look for themselves. */
export const notifyLiveOf = (alertIds: string) =>
  `select pg_notify('live', jsonb_build_object('municipality', $1::text, 'team', team, 'alertIds', case when count(*) > 100 then '[]'::jsonb else jsonb_agg(alert_id) end)::text)
     from alert_recipients where municipality = $1 and alert_id = any (${alertIds}::uuid[]) group by team`

/** Tells the screens of these alerts' teams, at commit. */
export function notifyLive(tx: Tx, alertIds: readonly string[]): void {
  if (alertIds.length > 0) tx.send('notify-live', notifyLiveOf('$2'), [tx.scope.municipality, alertIds])
}

/** Tells the screens of these teams, at commit, that more or less may be seen about a citizen: ids only. */
export function notifyLiveAbout(tx: Tx, citizenId: string, teams: readonly string[]): void {
  tx.send(
    'notify-live-about',
    `select pg_notify('live', jsonb_build_object('municipality', $1::text, 'team', team, 'alertIds', '[]'::jsonb, 'citizenIds', jsonb_build_array($2::uuid))::text) from unnest($3::text[]) team`,
    [tx.scope.municipality, citizenId, teams],
  )
}
