// A caseworker's own list: mine, my team's, waiting for me, overdue, new since I looked, loose; and a search that forgives spelling.
import {
  everyJourney,
  inScope,
  type JourneyFilter,
  type JourneyListRow,
  type JourneyView,
  listJourneyRows,
  logAccess,
  searchJourneyCitizens,
  type WorkerPart,
} from '@roedtraad/database'
import { type Instant, type JourneyLevel, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export { journeyViews, workerParts } from '@roedtraad/database'

export interface JourneyPage {
  items: JourneyListRow[]
  nextCursor: string | null
  now: Instant
}

export interface JourneyListQuery {
  mine?: boolean
  team?: string
  /** Only those in which this worker has a hand. */
  worker?: string
  part?: WorkerPart
  /** Only those in which this team takes part too. */
  with?: string
  level?: JourneyLevel
  q?: string
  view?: JourneyView
  status?: 'open' | 'closed'
  /** The window of the views that ask about the past. */
  from?: Instant
  to?: Instant
  cursor?: string
  limit?: number
}

/** A page of the acting team's journeys, those with the earliest promise first. Throws Problem 403 `not-acting-team`, 400 `invalid-cursor`. */
export async function listJourneys(deps: Deps, actor: Actor, wanted: JourneyListQuery): Promise<JourneyPage> {
  const { team } = requireTeam(actor)
  if (wanted.team !== undefined && wanted.team !== team)
    throw new Problem(403, 'not-acting-team', 'You see the journeys of the team you act for. Choose that team in Acting-Team.')
  const limit = wanted.limit ?? 50
  const after = wanted.cursor === undefined ? null : readCursor(wanted.cursor)
  const text = wanted.q?.trim() ?? ''
  return inScope(deps.database, scopeOf(deps, actor, 'journey-list'), async (tx) => {
    const citizens = text === '' ? null : await searchJourneyCitizens(tx, text)
    const filter = { ...toFilter(wanted, team, actor.username, tx.scope.at), citizens, after }
    const rows = citizens?.length === 0 ? [] : await listJourneyRows(tx, filter, limit + 1)
    const items = rows.slice(0, limit)
    logAccess(tx, {
      what: text === '' ? 'list' : 'search',
      ground: 'journey-participant',
      citizens: [...new Set(items.map((row) => row.citizen_id))],
      categories: ['identity', 'service'],
      criterion: text === '' ? null : `name:${text}`,
    })
    const last = items.at(-1)
    return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null, now: tx.scope.at }
  })
}

const ofThePast: readonly JourneyView[] = ['opened', 'ended', 'open-at', 'loose-at']

function toFilter(wanted: JourneyListQuery, team: string, username: string, now: Instant): JourneyFilter {
  const { mine, worker = null, part = null, with: withTeam = null, level = null, view = 'all', from = now, to = now } = wanted
  const status = ofThePast.includes(view) ? null : (wanted.status ?? 'open')
  return { ...everyJourney(team), worker: mine === true ? username : worker, part, withTeam, level, view, status, window: { from, to } }
}

function writeCursor(row: JourneyListRow): string {
  return Buffer.from(JSON.stringify([row.next_due_at, row.id])).toString('base64url')
}

function readCursor(cursor: string): { dueAt: Instant; id: string } {
  try {
    const [dueAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string]
    if (Number.isNaN(Date.parse(dueAt)) || !/^[0-9a-f-]{36}$/.test(id)) throw new Error('not a cursor')
    return { dueAt, id }
  } catch {
    throw new Problem(400, 'invalid-cursor', 'The cursor is not one of ours. Take nextCursor of the page before, or leave it out.', [
      { field: 'cursor', problem: 'is not readable', remedy: 'take nextCursor of the page before' },
    ])
  }
}
