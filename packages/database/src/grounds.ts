// The SQL of grounds and consents.
import type { Instant } from '@roedtraad/domain'
import { newId } from './id.ts'
import type { Tx } from './scope.ts'

export interface GroundRow {
  id: string
  citizenId: string
  kind: 'consent' | 'statute'
  code: string
  purposeCode: 'application' | 'coordination' | 'care'
  purpose: string
  categories: string[]
  fromAreas: string[]
  from: Instant
  to: Instant | null
  recordedAt: Instant
  recordedBy: string
  recordedByName: string | null
  recordedTeam: string
  reason: string
  corrects: string | null
  endedAt: Instant | null
  endedBy: string | null
  endedBecause: string | null
  version: number
  teams: string[]
  consent: {
    form: string
    textVersion: string
    givenAt: string
    representative: string | null
    representativeKind: string | null
    journalReference: string | null
    withdrawnAt: string | null
    withdrawalChannel: string | null
  } | null
  /** Oldest first. */
  history: GroundDeed[]
}

export interface GroundDeed {
  deed: 'recorded' | 'ended' | 'end-undone'
  because: string | null
  channel: string | null
  at: string
  by: string
  /** Null for the product itself. */
  team: string | null
}

const columns = `g.id, g.citizen_id as "citizenId", g.kind, g.code, g.purpose_code as "purposeCode", g.purpose, g.categories, g.from_areas as "fromAreas", g.valid_from as "from", g.valid_to as "to", g.recorded_at as "recordedAt",
  g.recorded_by as "recordedBy", u.name as "recordedByName", g.recorded_team as "recordedTeam", g.reason, g.corrects, g.ended_at as "endedAt", g.ended_by as "endedBy", g.ended_because as "endedBecause", g.version, g.teams,
  (select jsonb_build_object('form', c.form, 'textVersion', c.text_version, 'givenAt', c.given_at, 'representative', c.representative, 'representativeKind', c.representative_kind,
     'journalReference', c.journal_reference, 'withdrawnAt', c.withdrawn_at, 'withdrawalChannel', c.withdrawal_channel)
   from consents c where c.municipality = g.municipality and c.ground_id = g.id) as consent,
  (select coalesce(jsonb_agg(jsonb_build_object('deed', d.deed, 'because', d.detail->'because', 'channel', d.detail->'channel', 'at', d.at, 'by', coalesce(w.name, d.actor), 'team', d.team) order by d.at, d.id), '[]')
   from ground_deeds d left join users w on w.municipality = d.municipality and w.username = d.actor where d.municipality = g.municipality and d.ground_id = g.id) as history`
const joined = `from grounds g left join users u on u.municipality = g.municipality and u.username = g.recorded_by`

/** Grounds about a citizen that the wall shows, newest first. */
export async function listGroundsOf(tx: Tx, citizenId: string): Promise<GroundRow[]> {
  return tx.prepared<GroundRow>(
    'grounds-of-citizen',
    `select ${columns} ${joined} where g.municipality = $1 and g.citizen_id = $2 order by g.recorded_at desc, g.id desc`,
    [tx.scope.municipality, citizenId],
  )
}

/** One ground that the wall shows. */
export async function findGroundRow(tx: Tx, id: string): Promise<GroundRow | undefined> {
  const [row] = await tx.prepared<GroundRow>('find-ground', `select ${columns} ${joined} where g.municipality = $1 and g.id = $2`, [
    tx.scope.municipality,
    id,
  ])
  return row
}

export interface NewGround {
  id: string
  citizenId: string
  kind: 'consent' | 'statute'
  code: string
  purposeCode: GroundRow['purposeCode']
  purpose: string
  categories: readonly string[]
  fromAreas: readonly string[]
  teams: readonly string[]
  from: Instant
  to: Instant | null
  reason: string
  corrects: string | null
  consent: {
    form: string
    textVersion: string
    givenAt: Instant
    representative: string | null
    representativeKind: string | null
    journalReference: string | null
  } | null
}

/** Writes a ground, whom it opens to, and the consent that it rests on. */
export function insertGround(tx: Tx, ground: NewGround): void {
  const { municipality, at, actor, team } = tx.scope
  const { id, citizenId, categories, fromAreas, from, to, consent } = ground
  tx.send(
    'insert-ground',
    `insert into grounds (municipality, id, citizen_id, kind, code, purpose_code, purpose, categories, from_areas, teams, valid_from, valid_to, recorded_at, recorded_by, recorded_team, reason, corrects)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      municipality,
      id,
      citizenId,
      ground.kind,
      ground.code,
      ground.purposeCode,
      ground.purpose,
      categories,
      fromAreas,
      ground.teams,
      from,
      to,
      at,
      actor,
      team,
      ground.reason,
      ground.corrects,
    ],
  )
  tx.send(
    'insert-ground-teams',
    `insert into ground_teams (municipality, ground_id, citizen_id, team, categories, from_areas, valid_from, valid_to)
     select $1, $2, $3, team, $4, $5, $6, $7 from unnest($8::text[]) team`,
    [municipality, id, citizenId, categories, fromAreas, from, to, ground.teams],
  )
  if (consent !== null) insertConsent(tx, id, consent)
  insertGroundDeed(tx, id, 'recorded', {})
}

function insertGroundDeed(tx: Tx, groundId: string, deed: GroundDeed['deed'], detail: Record<string, unknown>): void {
  const { municipality, at, actor, team } = tx.scope
  tx.send(
    'insert-ground-deed',
    'insert into ground_deeds (municipality, id, ground_id, deed, detail, at, actor, team) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [municipality, newId(), groundId, deed, JSON.stringify(detail), at, actor, team],
  )
}

function insertConsent(tx: Tx, groundId: string, consent: NonNullable<NewGround['consent']>): void {
  tx.send(
    'insert-consent',
    `insert into consents (municipality, ground_id, form, text_version, given_at, representative, representative_kind, journal_reference) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.scope.municipality,
      groundId,
      consent.form,
      consent.textVersion,
      consent.givenAt,
      consent.representative,
      consent.representativeKind,
      consent.journalReference,
    ],
  )
}

/** Ends a ground at the scope's time, or takes its end back where `because` is null. What it opened closes with the commit. */
export function setGroundEnd(tx: Tx, id: string, end: { because: string; channel: string | null } | null): void {
  const { municipality, at, actor } = tx.scope
  const endedAt = end === null ? null : at
  tx.send(
    'set-ground-end',
    `with told as (update grounds set ended_at = $3, ended_by = $4, ended_because = $5, version = version + 1 where municipality = $1 and id = $2),
       withdrawn as (update consents set withdrawn_at = case when $5::text = 'withdrawn' then $3::timestamptz end, withdrawal_channel = $6 where municipality = $1 and ground_id = $2)
     update ground_teams set ended_at = $3 where municipality = $1 and ground_id = $2`,
    [municipality, id, endedAt, end === null ? null : actor, end?.because ?? null, end?.channel ?? null],
  )
  insertGroundDeed(tx, id, end === null ? 'end-undone' : 'ended', end ?? {})
}

/** Whether the acting team may record and end grounds about this citizen. */
export async function mayRecordGrounds(tx: Tx, citizenId: string): Promise<boolean> {
  const [row] = await tx.prepared<{ may: boolean }>('may-record-grounds', 'select guard.may_record($1, $2) as may', [
    tx.scope.municipality,
    citizenId,
  ])
  return row?.may ?? false
}
