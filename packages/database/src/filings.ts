// The SQL of documents on their way to a case: asked for, taken for delivery, settled.
import type { Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

export interface NewFiling {
  id: string
  citizenId: string
  identityId: string
  journeyId: string | null
  alertId: string | null
  team: string
  title: string
  kle: string
  caseId: string
  date: string
  askedBy: string
  askedAt: Instant
  document: Uint8Array
}

/** Writes a document to be filed; one that waits or has failed is replaced and tried anew. The worker is told at commit. */
export function putFiling(tx: Tx, filing: NewFiling): void {
  tx.send(
    'put-filing',
    `insert into filings (municipality, id, citizen_id, identity_id, journey_id, alert_id, team, title, kle, case_id, document_date, asked_by, asked_at, document)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (municipality, id) do update set title = excluded.title, kle = excluded.kle, case_id = excluded.case_id, document_date = excluded.document_date,
       document = excluded.document, state = 'pending', attempts = 0, next_at = now(), reason = null where filings.state <> 'filed'`,
    [
      tx.scope.municipality,
      filing.id,
      filing.citizenId,
      filing.identityId,
      filing.journeyId,
      filing.alertId,
      filing.team,
      filing.title,
      filing.kle,
      filing.caseId,
      filing.date,
      filing.askedBy,
      filing.askedAt,
      Buffer.from(filing.document),
    ],
  )
  tx.send('notify-filings', `select pg_notify('filings', '')`, [])
}

/** A document that is not to be filed any more. What is filed stays. */
export function dropFiling(tx: Tx, id: string): void {
  tx.send('drop-filing', `delete from filings where municipality = $1 and id = $2 and state <> 'filed'`, [tx.scope.municipality, id])
}

/** Ids of documents that are due for delivery, with the journeys they come from. Real time. */
export async function listDueFilings(tx: Tx, limit: number): Promise<{ id: string; journeyId: string | null }[]> {
  return tx.prepared(
    'due-filings',
    `select id, journey_id as "journeyId" from filings where municipality = $1 and state = 'pending' and next_at <= clock_timestamp() order by next_at limit $2`,
    [tx.scope.municipality, limit],
  )
}

export interface FilingRow {
  id: string
  journeyId: string | null
  team: string
  title: string
  kle: string
  caseId: string
  date: string
  askedAt: Instant
  attempts: number
  document: Buffer
}

/** Takes one that is pending, locked until the end of the transaction; undefined where another worker has it or it is settled. */
export async function takeFiling(tx: Tx, id: string): Promise<FilingRow | undefined> {
  const [row] = await tx.prepared<FilingRow>(
    'take-filing',
    `select id, journey_id as "journeyId", team, title, kle, case_id as "caseId", document_date as date, asked_at as "askedAt", attempts, document
     from filings where municipality = $1 and id = $2 and state = 'pending' for update skip locked`,
    [tx.scope.municipality, id],
  )
  return row
}

/** It is filed: the document is kept no longer. */
export function settleFiled(tx: Tx, id: string): void {
  tx.send(
    'settle-filed',
    `update filings set state = 'filed', filed_at = $3, document = null, reason = null, attempts = attempts + 1 where municipality = $1 and id = $2`,
    [tx.scope.municipality, id, tx.scope.at],
  )
}

/** It could not be filed. `retryMs`: tried again after so much real time; null: a person looks at it first. */
export function settleUnfiled(tx: Tx, id: string, reason: string, retryMs: number | null): void {
  tx.send(
    'settle-unfiled',
    `update filings set attempts = attempts + 1, reason = $3, state = case when $4::float8 is null then 'failed' else 'pending' end,
       next_at = clock_timestamp() + coalesce($4::float8, 0) * interval '1 ms' where municipality = $1 and id = $2`,
    [tx.scope.municipality, id, reason, retryMs],
  )
}

export interface AlertFilingRow {
  id: string
  kle: string
  caseId: string
  state: 'pending' | 'filed' | 'failed'
  reason: string | null
}

/** Where a team filed an alert, oldest first. */
export async function listAlertFilingRows(tx: Tx, alertId: string, team: string): Promise<AlertFilingRow[]> {
  return tx.prepared<AlertFilingRow>(
    'alert-filings',
    `select id, kle, case_id as "caseId", state, reason from filings where municipality = $1 and alert_id = $2 and team = $3 order by asked_at, id`,
    [tx.scope.municipality, alertId, team],
  )
}
