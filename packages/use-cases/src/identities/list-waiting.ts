// Manuel matchning: identifiers without a national number, with what their sender says of them, and who could be meant. For workers of an area that the sender sends for; the wall of the queue says so.
import {
  findWaitingGroup,
  inScope,
  listCandidates,
  listTellings,
  listWaitingEvents,
  listWaitingGroups,
  logAccess,
  type Tx,
  type WaitingGroup,
} from '@roedtraad/database'
import {
  type CandidateReason,
  type Instant,
  identifierKind,
  listReasons,
  maskIdentifier,
  maskName,
  Problem,
  type Told,
  weightOf,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { toTold } from '../events/judge-arrivals.ts'
import { readWaiting } from '../events/take-in.ts'

export interface WaitingIdentity {
  id: string
  system: string
  masked: string
  /** another-person: the number is known, and the sender tells of somebody else. */
  problem: 'nobody-known' | 'another-person'
  told: Told | null
  events: number
  senders: string[]
  since: Instant
}

export interface Candidate {
  id: string
  name: string
  birthDate: string | null
  protected: boolean
  reasons: CandidateReason[]
}

export interface WaitingDetail extends WaitingIdentity {
  /** The whole value, for asking the sender; null for a CPR number. */
  value: string | null
  said: { kind: string; at: Instant; source: string }[]
  candidates: Candidate[]
  version: number
}

const pageSize = 50
const mostSaid = 50
const mostCandidates = 10

/** What waits, oldest first. */
export async function listWaitingIdentities(
  deps: Deps,
  actor: Actor,
  cursor?: string,
): Promise<{ items: WaitingIdentity[]; nextCursor: string | null }> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'matching'), async (tx) => {
    const groups = await listWaitingGroups(tx, cursor ?? null, pageSize + 1)
    const page = groups.slice(0, pageSize)
    const items = await presentGroups(tx, deps, page)
    logAccess(tx, { what: 'list', ground: 'area-of-sender', citizens: [], categories: ['identity'], criterion: 'waiting-identities' })
    return { items, nextCursor: groups.length > pageSize ? (page.at(-1)?.id ?? null) : null }
  })
}

/** One of them, with all that was said and who could be meant. Throws Problem 404 for what is not there, or not for this team's area. */
export async function getWaitingIdentity(deps: Deps, actor: Actor, id: string): Promise<WaitingDetail> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'matching'), async (tx) => {
    const group = await getWaitingGroup(tx, id)
    const [item] = await presentGroups(tx, deps, [group])
    if (item === undefined) throw new Error('a group that waits was not presented')
    const events = (await listWaitingEvents(tx, group, mostSaid)).map((row) => readWaiting(deps, row))
    const candidates = item.told === null || group.anotherPerson ? [] : await findCandidates(tx, item.told)
    logAccess(tx, {
      what: 'read',
      ground: 'area-of-sender',
      citizens: candidates.map((one) => one.id),
      categories: ['identity'],
      criterion: `waiting:${id}`,
    })
    const [first] = events
    return {
      ...item,
      value: identifierKind(group.system) === 'cpr' ? null : (first?.identifier.value ?? null),
      said: events.map((event) => ({ kind: event.kind, at: event.occurredAt, source: event.source })),
      candidates,
      version: versionOf(group),
    }
  })
}

/** The group, or Problem 404. */
export async function getWaitingGroup(tx: Tx, id: string): Promise<WaitingGroup> {
  const group = await findWaitingGroup(tx, id)
  if (group === undefined)
    throw new Problem(404, 'not-found', 'Nothing waits here under this address, or it is not for your area. Reload the list.')
  return group
}

/** What was said of who it is; another visit that is told changes nothing of the question. */
export function versionOf(group: WaitingGroup): number {
  return group.tellings.length + 1
}

async function presentGroups(tx: Tx, deps: Deps, groups: readonly WaitingGroup[]): Promise<WaitingIdentity[]> {
  const wanted = groups.flatMap((group) => [group.id, ...group.tellings.slice(-1)])
  const read = new Map((await listTellings(tx, wanted)).map((row) => [row.id, readWaiting(deps, row)]))
  return groups.map((group) => {
    const telling = read.get(group.tellings.at(-1) ?? '')
    const { id, system, anotherPerson, events, senders, since } = group
    return {
      id,
      system,
      masked: maskIdentifier(system, read.get(id)?.identifier.value ?? ''),
      problem: anotherPerson ? ('another-person' as const) : ('nobody-known' as const),
      told: telling === undefined ? null : toTold(telling.detail),
      events,
      senders,
      since,
    }
  })
}

async function findCandidates(tx: Tx, told: Told): Promise<Candidate[]> {
  const words = told.name.split(/\s+/).filter(Boolean)
  const rows = await listCandidates(tx, { birthDate: told.birthDate, words })
  return rows
    .map((row) => ({ row, reasons: listReasons(told, { name: row.name, birthDate: row.birth_date }) }))
    .filter(({ reasons }) => reasons.length > 0 && !reasons.includes('other-name'))
    .sort((a, b) => weightOf(b.reasons) - weightOf(a.reasons))
    .slice(0, mostCandidates)
    .map(({ row, reasons }) => ({
      id: row.id,
      name: row.protected ? maskName(row.name) : row.name,
      birthDate: row.birth_date,
      protected: row.protected,
      reasons,
    }))
}
