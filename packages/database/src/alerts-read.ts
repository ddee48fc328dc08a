// Reading alerts for the acting team; the wall decides which.
import type { AlertClosure, AlertOutcome, AlertStatus, Instant, Urgency } from '@roedtraad/domain'
import { rankOf } from './alerts.ts'
import type { Tx } from './scope.ts'

export interface AlertRow {
  id: string
  citizen_id: string
  citizen: { id: string; name: string; birthDate: string | null; protected: boolean } | null
  rule_id: string
  rule_version: number
  occasion_key: string
  urgency: Urgency
  raised_at: Instant
  closed_at: Instant | null
  closed_because: AlertClosure | null
  version: number
  signals: { openedAt: string; endedAt: string | null; evidence: string[]; sentence: number; ruleId: string; ruleVersion: number }[]
  recipients: {
    team: string
    status: AlertStatus
    snoozedUntil: string | null
    acknowledgedBy: string | null
    acknowledgedAt: string | null
    outcome: AlertOutcome | null
    outcomeReason: string | null
    outcomeBy: string | null
    outcomeAt: string | null
  }[]
}

const alertColumns = `a.id, a.citizen_id, a.rule_id, a.rule_version, a.occasion_key, a.urgency, a.raised_at, a.closed_at, a.closed_because, a.version,
  (select jsonb_build_object('id', c.id, 'name', c.name, 'birthDate', c.birth_date, 'protected', c.protected) from citizens c where c.municipality = a.municipality and c.id = a.citizen_id) as citizen,
  (select jsonb_agg(jsonb_build_object('openedAt', s.opened_at, 'endedAt', s.ended_at, 'evidence', s.evidence, 'sentence', s.sentence, 'ruleId', s.rule_id, 'ruleVersion', s.rule_version) order by s.opened_at)
   from signals s where s.municipality = a.municipality and s.alert_id = a.id) as signals,
  (select jsonb_agg(jsonb_build_object('team', r.team, 'status', r.status, 'snoozedUntil', r.snoozed_until,
     'acknowledgedBy', (select u.name from users u where u.municipality = r.municipality and u.username = r.acknowledged_by), 'acknowledgedAt', r.acknowledged_at, 'outcome', r.outcome,
     'outcomeReason', r.outcome_reason, 'outcomeBy', (select u.name from users u where u.municipality = r.municipality and u.username = r.outcome_by), 'outcomeAt', r.outcome_at) order by r.team)
   from alert_recipients r where r.municipality = a.municipality and r.alert_id = a.id) as recipients`

export interface InboxFilter {
  team: string
  status: AlertStatus | null
  urgency: Urgency | null
  after: { rank: number; raisedAt: Instant; id: string } | null
  limit: number
}

/** A page of the team's inbox, most urgent and newest first. Open ones that are snoozed are left out until their time comes. */
export async function listInbox(tx: Tx, filter: InboxFilter): Promise<AlertRow[]> {
  const { municipality, at } = tx.scope
  return tx.prepared<AlertRow>(
    'list-inbox',
    `with page as (
       select alert_id, urgency_rank, raised_at from alert_recipients
       where municipality = $1 and team = $2 and ($3::text is null or status = $3) and ($4::int is null or urgency_rank = $4)
         and ($3::text is distinct from 'open' or snoozed_until is null or snoozed_until <= $5)
         and ($6::int is null or (urgency_rank, raised_at, alert_id) < ($6, $7::timestamptz, $8::uuid))
       order by urgency_rank desc, raised_at desc, alert_id desc limit $9)
     select ${alertColumns} from page p join alerts a on a.municipality = $1 and a.id = p.alert_id order by p.urgency_rank desc, p.raised_at desc, p.alert_id desc`,
    [
      municipality,
      filter.team,
      filter.status,
      filter.urgency === null ? null : rankOf(filter.urgency),
      at,
      filter.after?.rank ?? null,
      filter.after?.raisedAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  )
}

/** How many open and unsnoozed alerts the team has. */
export async function countOpen(tx: Tx, team: string): Promise<number> {
  const [row] = await tx.prepared<{ open: number }>(
    'count-open',
    `select count(*)::int as open from alert_recipients where municipality = $1 and team = $2 and status = 'open' and (snoozed_until is null or snoozed_until <= $3)`,
    [tx.scope.municipality, team, tx.scope.at],
  )
  return row?.open ?? 0
}

/** One alert that the acting team received. */
export async function findAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  const [row] = await tx.prepared<AlertRow>('find-alert', `select ${alertColumns} from alerts a where a.municipality = $1 and a.id = $2`, [
    tx.scope.municipality,
    id,
  ])
  return row
}

/** History of an alert, oldest first: the engine's deeds and the acting team's own. */
export async function listDeeds(tx: Tx, alertId: string) {
  return tx.prepared<{ at: Instant; actor: string; name: string | null; deed: string; detail: Record<string, unknown> }>(
    'list-deeds',
    `select d.at, d.actor, u.name, d.deed, d.detail from alert_deeds d left join users u on u.municipality = d.municipality and u.username = d.actor
     where d.municipality = $1 and d.alert_id = $2 order by d.at, d.id`,
    [tx.scope.municipality, alertId],
  )
}
