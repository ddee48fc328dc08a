// The inbox and the opened card. Sentences are made here, when read: from the rule's words, the facts that the reader's wall shows, and her language.
import {
  type AlertRow,
  countOpen,
  findAlert,
  type InboxFilter,
  inScope,
  listDeeds,
  listFactsById,
  listInbox,
  logAccess,
  rankOf,
  type Tx,
} from '@roedtraad/database'
import { type Rule, renderSentence } from '@roedtraad/detection'
import { type AlertStatus, type Fact, findKind, type Instant, maskName, Problem, textsIn, type Urgency } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { findRule } from '../rules/active-rules.ts'

export type Language = 'da' | 'en'

export interface AlertView {
  row: AlertRow
  rule: Rule | undefined
  /** Evidence that the reader may see, oldest first. */
  evidence: Fact[]
  citizen: { id: string; name: string; birthDate: string | null; protected: boolean }
  sentence: string
  /** The acting team's own status. */
  status: AlertStatus
}

export interface InboxPage {
  items: AlertView[]
  nextCursor: string | null
}

/** A page of the acting team's inbox. `cursor` is the `nextCursor` of the page before. Throws Problem 403 for another team than the acting one. */
export async function readInbox(
  deps: Deps,
  actor: Actor,
  wanted: { team?: string; status?: AlertStatus; urgency?: Urgency; cursor?: string; limit?: number; language: Language },
): Promise<InboxPage> {
  const { team } = requireTeam(actor)
  if (wanted.team !== undefined && wanted.team !== team)
    throw new Problem(403, 'not-acting-team', 'You see the inbox of the team you act for. Choose that team in Acting-Team.')
  const limit = wanted.limit ?? 50
  const filter: InboxFilter = {
    team,
    status: wanted.status ?? null,
    urgency: wanted.urgency ?? null,
    after: wanted.cursor === undefined ? null : readCursor(wanted.cursor),
    limit: limit + 1,
  }
  return inScope(deps.database, scopeOf(deps, actor, 'alert-inbox'), async (tx) => {
    const rows = await listInbox(tx, filter)
    const page = rows.slice(0, limit)
    const items = await toViews(tx, page, team, wanted.language)
    logAccess(tx, {
      what: 'list',
      ground: 'alert-recipient',
      citizens: [...new Set(page.map((row) => row.citizen_id))],
      categories: categoriesOf(items),
    })
    const last = page.at(-1)
    return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null }
  })
}

/** One alert with its history. Throws Problem 404 for one that the acting team did not receive, whether it exists or not. */
export async function getAlert(
  deps: Deps,
  actor: Actor,
  alertId: string,
  language: Language,
): Promise<AlertView & { deeds: Awaited<ReturnType<typeof listDeeds>> }> {
  const { team } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'alert-card'), async (tx) => {
    const row = await findAlert(tx, alertId)
    if (row === undefined) throw new Problem(404, 'not-found', 'There is no such alert for your team.')
    const [view] = await toViews(tx, [row], team, language)
    if (view === undefined) throw new Problem(404, 'not-found', 'There is no such alert for your team.')
    logAccess(tx, { what: 'read', ground: 'alert-recipient', citizens: [row.citizen_id], categories: categoriesOf([view]) })
    return { ...view, deeds: await listDeeds(tx, alertId) }
  })
}

/** How many open alerts the acting team has. */
export async function countOpenAlerts(deps: Deps, actor: Actor): Promise<number> {
  const { team } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'alert-count'), (tx) => countOpen(tx, team))
}

async function toViews(tx: Tx, rows: readonly AlertRow[], team: string, language: Language): Promise<AlertView[]> {
  const visible = new Map(
    (await listFactsById(tx, [...new Set(rows.flatMap((row) => lastSignal(row)?.evidence ?? []))])).map((fact) => [fact.id, fact]),
  )
  return rows.map((row) => {
    const rule = findRule(row.rule_id, row.rule_version)
    const evidence = (lastSignal(row)?.evidence ?? []).map((id) => visible.get(id)).filter((fact) => fact !== undefined)
    const citizen = toCitizen(row, language)
    const status = row.recipients.find((recipient) => recipient.team === team)?.status ?? 'closed'
    return {
      row,
      rule,
      evidence: evidence.sort(byTime),
      citizen,
      status,
      sentence: sentenceOf(row, rule, evidence, citizen.name, readAt(row, tx.scope.at), language),
    }
  })
}

/** A card that the world has closed keeps telling what it told then. */
function readAt(row: AlertRow, now: Instant): Instant {
  return row.closed_at ?? now
}

const byTime = (a: Fact, b: Fact) => (a.from < b.from ? -1 : 1)

/** The signal that the card speaks of: the latest. */
function lastSignal(row: AlertRow): AlertRow['signals'][number] | undefined {
  return row.signals.at(-1)
}

function toCitizen(row: AlertRow, language: Language): AlertView['citizen'] {
  if (row.citizen === null) return { id: row.citizen_id, name: textsIn(language).word.citizen, birthDate: null, protected: false }
  return { ...row.citizen, name: row.citizen.protected ? maskName(row.citizen.name) : row.citizen.name }
}

function sentenceOf(
  row: AlertRow,
  rule: Rule | undefined,
  evidence: readonly Fact[],
  name: string,
  now: Instant,
  language: Language,
): string {
  if (rule === undefined) return textsIn(language).word.coordinationNeeded
  return renderSentence(rule, { occasionKey: row.occasion_key, sentence: lastSignal(row)?.sentence ?? 0 }, evidence, {
    name,
    now,
    language,
  })
}

function categoriesOf(views: readonly AlertView[]): string[] {
  return [...new Set(['identity', ...views.flatMap((view) => view.evidence.map((fact) => findKind(fact.kind)?.category ?? 'service'))])]
}

function writeCursor(row: AlertRow): string {
  return Buffer.from(JSON.stringify([rankOf(row.urgency), row.raised_at, row.id])).toString('base64url')
}

function readCursor(cursor: string): { rank: number; raisedAt: Instant; id: string } {
  try {
    const [rank, raisedAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [number, string, string]
    if (!Number.isInteger(rank) || Number.isNaN(Date.parse(raisedAt)) || !/^[0-9a-f-]{36}$/.test(id)) throw new Error('not a cursor')
    return { rank, raisedAt, id }
  } catch {
    throw new Problem(400, 'invalid-cursor', 'The cursor is not one of ours. Take nextCursor of the page before, or leave it out.', [
      { field: 'cursor', problem: 'is not readable', remedy: 'take nextCursor of the page before' },
    ])
  }
}
