// Alerts that the world ended, where it turns out that the world was otherwise: they stand again as they did, with what each team had said.
import { notifyLive } from './alerts.ts'
import type { Tx } from './scope.ts'

const reopenSql = `with ended as (
    select a.id, (select s.id from signals s where s.municipality = $1 and s.alert_id = a.id order by s.ended_at desc, s.id desc limit 1) as signal_id
    from alerts a where a.municipality = $1 and a.citizen_id = any ($2::uuid[]) and a.closed_because in ('cleared', 'retracted', 'expired')
      and exists (select from alert_deeds d where d.municipality = $1 and d.alert_id = a.id and d.deed in ('cleared', 'retracted', 'expired')
        and ($3::uuid is null or d.id > $3) and ($4::text[] is null or d.detail->'factIds' ?| $4))
      and not exists (select from signals s where s.municipality = $1 and s.alert_id = a.id and s.ended_at is null)
      and not exists (select from alerts b where b.municipality = $1 and b.citizen_id = a.citizen_id and b.rule_id = a.rule_id and b.occasion_key = a.occasion_key and b.round > a.round)),
  signalled as (update signals set ended_at = null, ending = null where municipality = $1 and id in (select signal_id from ended)),
  standing as (update alerts set closed_at = null, closed_because = null, version = version + 1 where municipality = $1 and id in (select id from ended)),
  asked as (update alert_recipients set status = case when outcome is not null then 'closed' when acknowledged_at is not null then 'acknowledged' else 'open' end, status_at = $5
    where municipality = $1 and alert_id in (select id from ended))
  insert into alert_deeds (municipality, id, alert_id, actor, deed, detail, at) select $1, uuidv7(), id, $6, $7, '{}', $5 from ended returning alert_id as id`

/**
 * Opens alerts of these citizens again that were ended after a merge that is undone, or by facts that are taken back. The caller has the citizens judged:
 * what is over all the same is ended anew.
 */
export async function reopenAlerts(
  tx: Tx,
  citizenIds: readonly string[],
  endedBy: { merge: string } | { facts: readonly string[] },
): Promise<void> {
  const { municipality, at, actor } = tx.scope
  const [merge, facts, deed] = 'merge' in endedBy ? [endedBy.merge, null, 'told-apart'] : [null, endedBy.facts, 'taken-back']
  const rows = await tx.prepared<{ id: string }>('reopen-alerts', reopenSql, [municipality, citizenIds, merge, facts, at, actor, deed])
  notifyLive(
    tx,
    rows.map((row) => row.id),
  )
}
