// The SQL of requests for coordination: registered, answered, withdrawn, and what their clocks have to do.
import type { Instant, RequestChannel, RequestDeed, RequestState, RequestWish } from '@roedtraad/domain'
import { newId } from './id.ts'
import type { Tx } from './scope.ts'

export interface CoordinationRequestRow {
  id: string
  citizenId: string
  /** Null where the wall does not show who she is (any more). */
  citizen: { name: string; birthDate: string | null; protected: boolean } | null
  team: string
  registeredTeam: string
  registeredBy: string
  registeredAt: Instant
  askedBy: string
  wish: RequestWish
  channel: RequestChannel
  dueAt: Instant
  state: RequestState
  contactName: string | null
  contactPhone: string | null
  answeredAt: Instant | null
  answeredBy: string | null
  contactDeedId: string | null
  remindedAt: Instant | null
  escalatedAt: Instant | null
  version: number
  /** Oldest first. */
  deeds: { deed: 'register' | RequestDeed; at: string; actor: string; team: string | null; detail: Record<string, unknown> }[]
  /** Names of those who acted, by username. */
  names: Record<string, string>
}

const columns = `r.id, r.citizen_id as "citizenId", case when c.id is not null then jsonb_build_object('name', c.name, 'birthDate', c.birth_date, 'protected', c.protected) end as citizen,
  r.team, r.registered_team as "registeredTeam", r.registered_by as "registeredBy", r.registered_at as "registeredAt", r.asked_by as "askedBy", r.wish, r.channel, r.due_at as "dueAt", r.state,
  r.contact_name as "contactName", r.contact_phone as "contactPhone", r.answered_at as "answeredAt", r.answered_by as "answeredBy", r.contact_deed_id as "contactDeedId",
  r.reminded_at as "remindedAt", r.escalated_at as "escalatedAt", r.version,
  (select coalesce(jsonb_agg(jsonb_build_object('deed', d.deed, 'at', d.at, 'actor', d.actor, 'team', d.team, 'detail', d.detail) order by d.id), '[]')
   from coordination_request_deeds d where d.municipality = r.municipality and d.request_id = r.id) as deeds,
  (select coalesce(jsonb_object_agg(u.username, u.name), '{}') from users u where u.municipality = r.municipality and u.username in (
     select d.actor from coordination_request_deeds d where d.municipality = r.municipality and d.request_id = r.id)) as names`
const joined = `from coordination_requests r left join citizens c on c.municipality = r.municipality and c.id = r.citizen_id`

/** One request that the wall shows. */
export async function findCoordinationRequest(tx: Tx, id: string): Promise<CoordinationRequestRow | undefined> {
  const [row] = await tx.prepared<CoordinationRequestRow>(
    'find-coordination-request',
    `select ${columns} ${joined} where r.municipality = $1 and r.id = $2`,
    [tx.scope.municipality, id],
  )
  return row
}

/** Requests that a team answers or has registered, those that are due first in front. */
export async function listRequestsOfTeam(tx: Tx, team: string, state: RequestState, limit: number): Promise<CoordinationRequestRow[]> {
  return tx.prepared<CoordinationRequestRow>(
    'coordination-requests-of-team',
    `select ${columns} ${joined} where r.municipality = $1 and $2 in (r.team, r.registered_team) and r.state = $3 order by r.due_at, r.id limit $4`,
    [tx.scope.municipality, team, state, limit],
  )
}

/** Requests for a citizen that the wall shows, newest first. */
export async function listRequestsOfCitizen(tx: Tx, citizenId: string): Promise<CoordinationRequestRow[]> {
  return tx.prepared<CoordinationRequestRow>(
    'coordination-requests-of-citizen',
    `select ${columns} ${joined} where r.municipality = $1 and r.citizen_id = $2 order by r.registered_at desc, r.id desc limit 100`,
    [tx.scope.municipality, citizenId],
  )
}

export interface NewRequest {
  id: string
  citizenId: string
  identityId: string
  team: string
  askedBy: string
  wish: RequestWish
  channel: RequestChannel
  dueAt: Instant
  escalateAt: Instant
}

/** Writes a request in the actor's name. */
export function insertCoordinationRequest(tx: Tx, request: NewRequest): void {
  const { municipality, actor, team, at } = tx.scope
  const { id, citizenId, identityId, askedBy, wish, channel, dueAt, escalateAt } = request
  tx.send(
    'insert-coordination-request',
    `insert into coordination_requests (municipality, id, citizen_id, identity_id, team, registered_team, registered_by, registered_at, asked_by, wish, channel, due_at, escalate_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [municipality, id, citizenId, identityId, request.team, team, actor, at, askedBy, wish, channel, dueAt, escalateAt],
  )
}

/** What a request's row becomes with a deed; the deed itself is written beside it. */
export interface RequestChange {
  state: RequestState
  answer: { name: string; phone: string; contactDeedId: string | null } | null
  reminded: boolean
  escalated: boolean
}

/** Sets the row, a version on. Who answered and when comes from the scope. */
export function setCoordinationRequest(tx: Tx, id: string, { state, answer, reminded, escalated }: RequestChange): void {
  const { municipality, actor, at } = tx.scope
  tx.send(
    'set-coordination-request',
    `update coordination_requests set version = version + 1, state = $3, contact_name = $4, contact_phone = $5, contact_deed_id = $6, answered_at = $7, answered_by = $8,
       reminded_at = case when $9 then $11::timestamptz else reminded_at end, escalated_at = case when $10 then $11::timestamptz else escalated_at end where municipality = $1 and id = $2`,
    [
      municipality,
      id,
      state,
      answer?.name ?? null,
      answer?.phone ?? null,
      answer?.contactDeedId ?? null,
      answer === null ? null : at,
      answer === null ? null : actor,
      reminded,
      escalated,
      at,
    ],
  )
}

/** Writes what was done. */
export function insertRequestDeed(tx: Tx, requestId: string, deed: 'register' | RequestDeed, detail: Record<string, unknown>): void {
  const { municipality, at, actor, team } = tx.scope
  tx.send(
    'insert-request-deed',
    'insert into coordination_request_deeds (municipality, id, request_id, deed, detail, at, actor, team) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [municipality, newId(), requestId, deed, JSON.stringify(detail), at, actor, team],
  )
}

/** A request that waits follows the coordination: whoever coordinates now answers. */
export function moveWaitingRequest(tx: Tx, citizenId: string, team: string): void {
  tx.send(
    'move-coordination-request',
    `update coordination_requests set team = $3, version = version + 1 where municipality = $1 and citizen_id = $2 and state = 'waiting' and team <> $3`,
    [tx.scope.municipality, citizenId, team],
  )
}

/** The contact that the citizen was last given, if one stands. */
export async function findGivenContact(tx: Tx, citizenId: string): Promise<{ requestId: string; name: string; phone: string } | undefined> {
  const [row] = await tx.prepared<{ requestId: string; name: string; phone: string }>(
    'find-given-contact',
    `select id as "requestId", contact_name as name, contact_phone as phone from coordination_requests
     where municipality = $1 and citizen_id = $2 and state = 'answered' order by answered_at desc, id desc limit 1`,
    [tx.scope.municipality, citizenId],
  )
  return row
}

/** Requests whose clock has something to do. */
export async function listDueRequestDeeds(
  tx: Tx,
  limit: number,
): Promise<{ id: string; citizenId: string; deed: 'remind' | 'escalate' }[]> {
  return tx.prepared(
    'due-request-deeds',
    `(select id, citizen_id as "citizenId", 'remind' as deed from coordination_requests where municipality = $1 and state = 'waiting' and reminded_at is null and due_at <= $2 order by due_at limit $3)
     union all
     (select id, citizen_id, 'escalate' from coordination_requests where municipality = $1 and state = 'waiting' and escalated_at is null and escalate_at <= $2 order by escalate_at limit $3)
     limit $3`,
    [tx.scope.municipality, tx.scope.at, limit],
  )
}
