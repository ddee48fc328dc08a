// The SQL around judging: what is to be judged and when, and what a judging leaves.
import type { Instant } from '@roedtraad/domain'
import { type AccessEntry, accessColumns, toAccessRow } from './access-log.ts'
import { notifyLiveOf } from './alerts.ts'
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

/** Marks those of these rows that wait as sent. Rows that another relay holds are passed over. */
export function markSent(tx: Tx, ids: readonly string[]): void {
  tx.send(
    'mark-sent',
    `update outbox set state = 'sent', sent_at = clock_timestamp() where municipality = $1 and id in (
       select id from outbox where municipality = $1 and id = any ($2::uuid[]) and state = 'waiting' for update skip locked)`,
    [tx.scope.municipality, ids],
  )
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

/**
 * Takes one row for work; none when it is done. Its citizen is locked first, until the end of the transaction, by the lock of `lockOf`:
 * nobody else judges her meanwhile.
 */
export async function beginRow(tx: Tx, id: string): Promise<OutboxRow[]> {
  return tx.prepared<OutboxRow>(
    'begin-row',
    `with locked as materialized (
       select id, pg_advisory_xact_lock(('x' || left(encode(sha256(convert_to(citizen_id::text, 'UTF8')), 'hex'), 16))::bit(64)::bigint)
       from outbox where municipality = $1 and id = $2 and state in ('waiting', 'sent'))
     update outbox set attempts = attempts + 1 from locked where municipality = $1 and outbox.id = locked.id and state in ('waiting', 'sent')
     returning outbox.id, citizen_id, kinds, rule_id, attempts`,
    [tx.scope.municipality, id],
  )
}

/** Takes the rows for work; those done meanwhile are left out. */
export async function beginRows(tx: Tx, ids: readonly string[]): Promise<OutboxRow[]> {
  return tx.prepared<OutboxRow>(
    'begin-rows',
    `update outbox set attempts = attempts + 1 where municipality = $1 and id = any ($2::uuid[]) and state in ('waiting', 'sent') returning id, citizen_id, kinds, rule_id, attempts`,
    [tx.scope.municipality, ids],
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

/** What judging leaves, besides alerts. */
export interface JudgedCitizen {
  citizenId: string
  /** The outbox rows that are done. */
  rows: readonly string[]
  /** When each rule's answer could next change; null: never. */
  timers: readonly { ruleId: string; dueAt: Instant | null }[]
  receipts: readonly { ruleId: string; ruleVersion: number; truth: string; because: string }[]
  log: AccessEntry
  /** Alerts that their teams' screens are told of. */
  changedAlerts: readonly string[]
}

const finishSql = `with
  done as (update outbox set state = 'done', done_at = clock_timestamp(), error = null where municipality = $1 and id = any ($3::uuid[])),
  gone as (delete from timers where municipality = $1 and citizen_id = $2 and rule_id = any ($4::text[])),
  due as (insert into timers select $1, $2, rule_id, due_at from unnest($5::text[], $6::timestamptz[]) t (rule_id, due_at)
          on conflict (municipality, citizen_id, rule_id) do update set due_at = excluded.due_at),
  said as (insert into receipts select * from jsonb_populate_recordset(null::receipts, $7::jsonb) on conflict do nothing),
  looked as (insert into access_log (${accessColumns}) select ${accessColumns} from jsonb_populate_record(null::access_log, $8::jsonb))
  ${notifyLiveOf('$9')}`

/** Ends the rows, with receipts, timers and the log row, and tells the screens at commit; in one statement. */
export function finishJudging(tx: Tx, judged: JudgedCitizen): void {
  const { municipality, at } = tx.scope
  const set = judged.timers.filter((timer) => timer.dueAt !== null)
  const cleared = judged.timers.filter((timer) => timer.dueAt === null)
  const receipts = judged.rows.flatMap((id) =>
    judged.receipts.map(({ ruleId, ruleVersion, truth, because }) => ({
      municipality,
      outbox_id: id,
      rule_id: ruleId,
      rule_version: ruleVersion,
      truth,
      because,
      at,
    })),
  )
  tx.send('finish-judging', finishSql, [
    municipality,
    judged.citizenId,
    judged.rows,
    cleared.map((timer) => timer.ruleId),
    set.map((timer) => timer.ruleId),
    set.map((timer) => timer.dueAt),
    JSON.stringify(receipts),
    JSON.stringify(toAccessRow(tx, judged.log)),
    judged.changedAlerts,
  ])
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
