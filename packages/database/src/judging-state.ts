// All that judging a citizen looks at, in one statement: it travels with the one that takes her rows, before anybody here knows who she is.
import type { EarlierRound, Fact, Urgency } from '@roedtraad/domain'
import { type FactRow, toFact, toUtc } from './rows.ts'
import type { Tx } from './scope.ts'

/** What an alert that stands open rests on. */
export interface OpenAlert {
  id: string
  rule_id: string
  rule_version: number
  occasion_key: string
  round: number
  urgency: Urgency
  signal_id: string
  evidence: string[]
  sentence: number
}

export interface JudgingState {
  /** Facts held now, of the kinds that the touched rules read. */
  facts: Fact[]
  /** Alerts whose signal is open, by the touched rules. */
  open: OpenAlert[]
  /** How often each occasion of the touched rules was raised before, and when somebody last answered. */
  earlier: EarlierRound[]
}

const stateSql = `with touched as materialized (
    select o.citizen_id, r.id, r.reads from outbox o cross join jsonb_to_recordset($3::jsonb) r (id text, reads text[])
    where o.municipality = $1 and o.id = any ($2::uuid[]) and (r.reads && o.kinds or r.id = o.rule_id)),
  wanted as materialized (
    select (select citizen_id from touched limit 1) as citizen_id, array(select id from touched) as rules, array(select distinct unnest(reads) from touched) as kinds)
  select
    (select coalesce(jsonb_agg(to_jsonb(f) order by f.valid_from, f.id), '[]') from facts f
     where f.municipality = $1 and f.citizen_id = (select citizen_id from wanted) and f.kind = any ((select kinds from wanted)::text[]) and f.known_to is null) as facts,
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'rule_id', a.rule_id, 'rule_version', a.rule_version, 'occasion_key', a.occasion_key, 'round', a.round,
       'urgency', a.urgency, 'signal_id', s.id, 'evidence', s.evidence, 'sentence', s.sentence) order by a.id), '[]')
     from alerts a join signals s on s.municipality = a.municipality and s.alert_id = a.id and s.ended_at is null
     where a.municipality = $1 and a.citizen_id = (select citizen_id from wanted) and a.rule_id = any ((select rules from wanted)::text[])) as open,
    (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from (
       select a.rule_id as "ruleId", a.occasion_key as "occasionKey", max(a.round)::int as rounds, max(r.outcome_at) as "lastAnsweredAt"
       from alerts a left join alert_recipients r on r.municipality = a.municipality and r.alert_id = a.id
       where a.municipality = $1 and a.citizen_id = (select citizen_id from wanted) and a.rule_id = any ((select rules from wanted)::text[])
       group by a.rule_id, a.occasion_key) e) as earlier`

/**
 * What judging these outbox rows of one citizen needs to know. `rules` say which kinds each reads: touched is who reads a kind that changed, or whose timer rang.
 * To be asked after her lock is taken, in a statement of its own: it sees what was committed until then.
 */
export async function findJudgingState(
  tx: Tx,
  rowIds: readonly string[],
  rules: readonly { id: string; reads: readonly string[] }[],
): Promise<JudgingState> {
  const [row] = await tx.prepared<{ facts: FactRow[]; open: OpenAlert[]; earlier: EarlierRound[] }>('find-judging-state', stateSql, [
    tx.scope.municipality,
    rowIds,
    JSON.stringify(rules.map(({ id, reads }) => ({ id, reads }))),
  ])
  if (row === undefined) throw new Error('the judging state query returned no row')
  return {
    facts: row.facts.map(toFact),
    open: row.open,
    earlier: row.earlier.map((one) => ({ ...one, lastAnsweredAt: one.lastAnsweredAt === null ? null : toUtc(one.lastAnsweredAt) })),
  }
}
