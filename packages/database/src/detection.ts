// The SQL of judging: what is to be judged, what stands open, and what the rules' answers change.
import type { EarlierRound, Instant, Urgency } from '@roedtraad/domain'
import { type FactRow, toFact } from './rows.ts'
import type { Tx } from './scope.ts'

/** Leases and retries run on real time; `now` is it. */
export interface OutboxRow {
  id: string
  citizen_id: string
  kinds: string[]
  rule_id: string | null
  attempts: number
}

/** Marks up to `limit` waiting rows as sent and returns their ids. Rows that another relay holds are passed over, never waited for. */
export async function claimOutbox(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.prepared<{ id: string }>(
    'claim-outbox',
    `update outbox set state = 'sent', sent_at = clock_timestamp() where municipality = $1 and id in (
       select id from outbox where municipality = $1 and state = 'waiting' and next_at <= clock_timestamp() order by next_at limit $2 for update skip locked) returning id`,
    [tx.scope.municipality, limit],
  )
  return rows.map((row) => row.id)
}

/** Rows given to the queue long ago and never done wait again: the queue may have lost them. */
export async function returnLostRows(tx: Tx, olderThanMs: number): Promise<number> {
  const rows = await tx.prepared(
    'return-lost-rows',
    `update outbox set state = 'waiting' where municipality = $1 and state = 'sent' and sent_at < clock_timestamp() - $2 * interval '1 ms' returning id`,
    [tx.scope.municipality, olderThanMs],
  )
  return rows.length
}

/** Citizens of rows that are not done. */
export async function listCitizensToJudge(tx: Tx, ids: readonly string[]): Promise<{ citizenId: string; ids: string[] }[]> {
  const rows = await tx.prepared<{ citizen_id: string; ids: string[] }>(
    'citizens-to-judge',
    `select citizen_id, array_agg(id order by id) as ids from outbox where municipality = $1 and id = any ($2::uuid[]) and state in ('waiting', 'sent') group by citizen_id order by citizen_id`,
    [tx.scope.municipality, ids],
  )
  return rows.map((row) => ({ citizenId: row.citizen_id, ids: row.ids }))
}

/** The citizen of a row that is not done, locked until the end of the transaction: nobody else judges her meanwhile. Undefined for a row that is done. The lock is that of `lockOf`. */
export async function lockCitizenOfRow(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.prepared<{ citizen_id: string }>(
    'lock-citizen-of-row',
    `select citizen_id, pg_advisory_xact_lock(('x' || left(encode(sha256(convert_to(citizen_id::text, 'UTF8')), 'hex'), 16))::bit(64)::bigint)
     from outbox where municipality = $1 and id = $2 and state in ('waiting', 'sent')`,
    [tx.scope.municipality, id],
  )
  return row?.citizen_id
}

/** Takes the rows for work; those done meanwhile are left out. */
export async function beginRows(tx: Tx, ids: readonly string[]): Promise<OutboxRow[]> {
  return tx.prepared<OutboxRow>(
    'begin-rows',
    `update outbox set attempts = attempts + 1 where municipality = $1 and id = any ($2::uuid[]) and state in ('waiting', 'sent') returning id, citizen_id, kinds, rule_id, attempts`,
    [tx.scope.municipality, ids],
  )
}

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

/** Alerts of this citizen whose signal is open, by these rules. */
export async function listOpenAlerts(tx: Tx, citizenId: string, rules: readonly string[]): Promise<OpenAlert[]> {
  return tx.prepared<OpenAlert>(
    'list-open-alerts',
    `select a.id, a.rule_id, a.rule_version, a.occasion_key, a.round, a.urgency, s.id as signal_id, s.evidence, s.sentence
     from alerts a join signals s on s.municipality = a.municipality and s.alert_id = a.id and s.ended_at is null
     where a.municipality = $1 and a.citizen_id = $2 and a.rule_id = any ($3::text[])`,
    [tx.scope.municipality, citizenId, rules],
  )
}

/** How often each occasion was raised before, and when somebody last answered. */
export async function listEarlierRounds(tx: Tx, citizenId: string, rules: readonly string[]): Promise<EarlierRound[]> {
  return tx.prepared<EarlierRound>(
    'list-earlier-rounds',
    `select a.rule_id as "ruleId", a.occasion_key as "occasionKey", max(a.round)::int as rounds, max(r.outcome_at) as "lastAnsweredAt"
     from alerts a left join alert_recipients r on r.municipality = a.municipality and r.alert_id = a.id
     where a.municipality = $1 and a.citizen_id = $2 and a.rule_id = any ($3::text[]) group by a.rule_id, a.occasion_key`,
    [tx.scope.municipality, citizenId, rules],
  )
}

/** Fact versions by id, held or not. */
export async function listFactsById(tx: Tx, ids: readonly string[]) {
  const rows = await tx.prepared<FactRow>(
    'list-facts-by-id',
    'select * from facts where municipality = $1 and id = any ($2::uuid[]) order by valid_from, id',
    [tx.scope.municipality, ids],
  )
  return rows.map(toFact)
}

/** Sets or clears the timer of a rule for a citizen. */
export function setTimers(tx: Tx, citizenId: string, timers: readonly { ruleId: string; dueAt: Instant | null }[]): void {
  const { municipality } = tx.scope
  const clear = timers.filter((timer) => timer.dueAt === null).map((timer) => timer.ruleId)
  const set = timers.filter((timer) => timer.dueAt !== null)
  tx.send(
    'set-timers',
    `with gone as (delete from timers where municipality = $1 and citizen_id = $2 and rule_id = any ($3::text[]))
     insert into timers select $1, $2, rule_id, due_at from unnest($4::text[], $5::timestamptz[]) t (rule_id, due_at)
     on conflict (municipality, citizen_id, rule_id) do update set due_at = excluded.due_at`,
    [municipality, citizenId, clear, set.map((timer) => timer.ruleId), set.map((timer) => timer.dueAt)],
  )
}

/** Turns due timers into rows to be judged; durable on both sides, so a crash between loses nothing. */
export async function ringTimers(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.prepared(
    'ring-timers',
    `with due as (delete from timers where (municipality, citizen_id, rule_id) in (
         select municipality, citizen_id, rule_id from timers where municipality = $1 and due_at <= $2 order by due_at limit $3 for update skip locked) returning *)
     insert into outbox (municipality, id, citizen_id, kinds, rule_id) select municipality, uuidv7(), citizen_id, '{}', rule_id from due returning id`,
    [tx.scope.municipality, tx.scope.at, limit],
  )
  if (rows.length > 0) tx.send('notify-outbox', `select pg_notify('outbox', '')`, [])
  return rows.length
}

/** Rules that read these kinds judge the citizen anew after the commit, though no fact changed: what may be looked at did. */
export function judgeAnew(tx: Tx, citizenId: string, kinds: readonly string[]): void {
  if (kinds.length === 0) return
  tx.send(
    'judge-anew',
    `with due as (insert into outbox (municipality, id, citizen_id, kinds) values ($1, uuidv7(), $2, $3)) select pg_notify('outbox', '')`,
    [tx.scope.municipality, citizenId, kinds],
  )
}

/** Receipts and the end of the rows, in one statement. */
export function finishRows(
  tx: Tx,
  ids: readonly string[],
  receipts: readonly { ruleId: string; ruleVersion: number; truth: string; because: string }[],
): void {
  const { municipality, at } = tx.scope
  const rows = ids.flatMap((id) =>
    receipts.map((receipt) => ({
      municipality,
      outbox_id: id,
      rule_id: receipt.ruleId,
      rule_version: receipt.ruleVersion,
      truth: receipt.truth,
      because: receipt.because,
      at,
    })),
  )
  tx.send(
    'finish-rows',
    `with done as (update outbox set state = 'done', done_at = clock_timestamp(), error = null where municipality = $1 and id = any ($2::uuid[]))
     insert into receipts select * from jsonb_populate_recordset(null::receipts, $3::jsonb) on conflict do nothing`,
    [municipality, ids, JSON.stringify(rows)],
  )
}

/** A failed attempt: the row waits again, longer each time, and ends as failed after `limit` attempts. */
export async function postponeRows(tx: Tx, ids: readonly string[], cause: string, limit: number): Promise<void> {
  await tx.prepared(
    'postpone-rows',
    `update outbox set attempts = attempts + 1, state = case when attempts + 1 >= $4 then 'failed' else 'waiting' end, error = $3,
       next_at = clock_timestamp() + least(300, power(2, attempts)) * interval '1 s'
     where municipality = $1 and id = any ($2::uuid[]) and state in ('waiting', 'sent')`,
    [tx.scope.municipality, ids, cause, limit],
  )
}
