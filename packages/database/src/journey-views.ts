// What a list of journeys can be asked for, in SQL: one condition per view, the same for the list and for the figure that opens it.
import type { Instant, JourneyLevel } from '@roedtraad/domain'

/**
 * waiting: the team has something to answer; asked: another team has; overdue: something of the team's is past its day; new: changed by others since the reader looked;
 * loose: nobody has the thread in hand; told: the product freed a place of the team, or told the leads, since the reader looked.
 * opened, ended: within a window; open-at, loose-at: at its end.
 */
export const journeyViews = [
  'all',
  'waiting',
  'asked',
  'overdue',
  'new',
  'loose',
  'no-coordinator',
  'no-follow-up',
  'told',
  'opened',
  'ended',
  'open-at',
  'loose-at',
] as const
export type JourneyView = (typeof journeyViews)[number]

/** How a worker has a hand in it; unnamed: the team promised something and named nobody. */
export const workerParts = ['coordinator', 'substitute', 'promised', 'late', 'unnamed', 'unnamed-late'] as const
export type WorkerPart = (typeof workerParts)[number]

export interface JourneyFilter {
  team: string
  /** Only those in which this worker has a hand; as `part` says, where it does. */
  worker: string | null
  part: WorkerPart | null
  /** Only those in which this team takes part too. */
  withTeam: string | null
  level: JourneyLevel | null
  /** Null: both, for what is asked of the past. */
  status: 'open' | 'closed' | null
  view: JourneyView
  window: { from: Instant; to: Instant }
  /** Citizens found by name, or null without a search. */
  citizens: readonly string[] | null
  after: { dueAt: Instant; id: string } | null
}

/** Takes a value and gives its place in the statement. */
export type Place = (value: unknown) => string

/** A deed of the product about which the team's lead is told. */
export const toldSql = (
  team: string,
) => `d.deed in ('free-assignment', 'escalate-loop') and (d.deed = 'free-assignment' and coalesce(d.detail ->> 'team', ${team}) = ${team}
  or d.deed = 'escalate-loop' and exists (select from journey_promises p where p.municipality = d.municipality and p.journey_id = d.journey_id
    and p.id = (d.detail ->> 'loopId')::uuid and ${team} in (p.team, p.waiting_team)))`

const looseIn = (at: string) => `exists (select from jsonb_array_elements(j.thread -> 'loose') e
  where (e ->> 'from')::timestamptz <= ${at} and coalesce((e ->> 'to')::timestamptz, 'infinity') > ${at})`

function viewCondition({ team, view, window }: JourneyFilter, at: Instant, actor: string, p: Place): string {
  const promised = (who: string, kinds: string) =>
    `exists (select from journey_promises q where q.municipality = t.municipality and q.journey_id = t.journey_id and q.${who} = ${p(team)} and q.kind in (${kinds}))`
  const looked = () =>
    `coalesce((select l.looked_at from journey_looks l where l.municipality = t.municipality and l.journey_id = t.journey_id and l.username = ${p(actor)}), '-infinity')`
  switch (view) {
    case 'all':
      return 'true'
    case 'waiting':
      return promised('team', `'answer'`)
    case 'asked':
      return promised('waiting_team', `'answer', 'task'`)
    case 'overdue':
      return `t.next_due_at < ${p(at)}`
    case 'new':
      return `j.last_deed_at > ${looked()}`
    case 'loose':
      return `j.loose_since <= ${p(at)}`
    case 'no-coordinator':
      return 'j.coordinator is null'
    case 'no-follow-up':
      return 'j.goals_without_follow_up > 0'
    case 'told':
      return `exists (select from journey_deeds d where d.municipality = t.municipality and d.journey_id = t.journey_id and d.at > ${looked()} and ${toldSql(p(team))})`
    case 'opened':
      return `j.opened_at >= ${p(window.from)} and j.opened_at < ${p(window.to)}`
    case 'ended':
      return `j.closed_at >= ${p(window.from)} and j.closed_at < ${p(window.to)}`
    case 'open-at':
      return openAt(p(window.to))
    case 'loose-at':
      return `${openAt(p(window.to))} and ${looseIn(p(window.to))}`
  }
}

function partCondition({ team, worker, part }: JourneyFilter, at: Instant, p: Place): string | false {
  const promised = (whose: string, late: boolean) =>
    `exists (select from journey_promises q where q.municipality = t.municipality and q.journey_id = t.journey_id and q.team = ${p(team)} and q.worker ${whose}${late ? ` and q.due_at < ${p(at)}` : ''})`
  if (part === 'unnamed' || part === 'unnamed-late') return promised('is null', part === 'unnamed-late')
  if (worker === null) return false
  if (part === 'promised' || part === 'late') return promised(`= ${p(worker)}`, part === 'late')
  const asPart = part === null ? '' : ` and w.team = ${p(team)} and w.part = ${p(part)}`
  return `exists (select from journey_workers w where w.municipality = t.municipality and w.journey_id = t.journey_id and w.worker = ${p(worker)}${asPart})`
}

const openAt = (at: string) => `j.opened_at <= ${at} and (j.closed_at is null or j.closed_at > ${at})`

/** The journeys (`j`) of the team (`t`) that are asked for, as from and where. */
export function journeysFrom(filter: JourneyFilter, at: Instant, actor: string, municipality: string, p: Place): string {
  const { team, status, withTeam, level, citizens } = filter
  const conditions = [
    `t.municipality = ${p(municipality)} and t.team = ${p(team)} and t.valid_to is null`,
    status !== null && `t.status = ${p(status)}`,
    viewCondition(filter, at, actor, p),
    partCondition(filter, at, p),
    withTeam !== null &&
      `exists (select from journey_teams o where o.municipality = t.municipality and o.journey_id = t.journey_id and o.team = ${p(withTeam)} and o.valid_to is null)`,
    level !== null && `j.level = ${p(level)}`,
    citizens !== null && `t.citizen_id = any (${p(citizens)}::uuid[])`,
  ]
  return `from journey_teams t join journeys j on j.municipality = t.municipality and j.id = t.journey_id where ${conditions.filter((one) => one !== false).join(' and ')}`
}

/** A statement's text with its values. Texts differ only by what is asked, so their number is small. */
export function writeSql(write: (p: Place) => string): { text: string; values: unknown[] } {
  const values: unknown[] = []
  return { text: write((value) => `$${values.push(value)}`), values }
}

/** What a filter of this shape is called among the prepared statements. */
export function shapeOf({ view, part, status, worker, withTeam, level, citizens, after }: JourneyFilter): string {
  return [view, part ?? '', ...[status, worker, withTeam, level, citizens, after].map((one) => (one === null ? '-' : '+'))].join('')
}
