// What the list can be asked for, as it stands in the address: views for everybody, and those that a figure of the board opens.
import type { JourneyWish } from '../../api/queries.ts'
import type { SavedFilter } from '../../api/types.ts'

/** The ways to look that stand above the list. */
export const journeyViews = ['all', 'mine', 'waiting', 'overdue', 'new', 'loose', 'closed'] as const
/** Those that are opened from elsewhere. */
const furtherViews = ['asked', 'no-coordinator', 'no-follow-up', 'told', 'opened', 'ended', 'open-at', 'loose-at'] as const
export type JourneyView = (typeof journeyViews)[number] | (typeof furtherViews)[number]

export const journeyLevels = ['inform', 'coordinate', 'one-plan'] as const
export type Level = (typeof journeyLevels)[number]

/** Whether a view is opened from elsewhere, and has no place of its own above the list. */
export function isFurther(view: JourneyView): view is (typeof furtherViews)[number] {
  return furtherViews.some((one) => one === view)
}

const parts = ['coordinator', 'substitute', 'promised', 'late', 'unnamed', 'unnamed-late'] as const
type Part = (typeof parts)[number]

/** The address of the list. Nothing about a citizen stands in it: what is searched for never does. */
export interface JourneySearch {
  liste?: JourneyView
  niveau?: Level
  /** A team that takes part too. */
  med?: string
  /** A worker of the own team. */
  hos?: string
  /** How she has a hand in it. */
  som?: Part
  /** The window of views that ask about the past. */
  fra?: string
  til?: string
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined)
const instantOf = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined)

/** Reads an address; what it does not know is left out. */
export function readJourneySearch(search: Record<string, unknown>): JourneySearch {
  const read = {
    liste: [...journeyViews, ...furtherViews].find((view) => view === search['liste']),
    niveau: journeyLevels.find((level) => level === search['niveau']),
    med: textOf(search['med']),
    hos: textOf(search['hos']),
    som: parts.find((part) => part === search['som']),
    fra: instantOf(search['fra']),
    til: instantOf(search['til']),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as JourneySearch
}

/** What the API is asked for. */
export function toWish({ liste: view = 'all', niveau, med, hos, som, fra, til }: JourneySearch, q: string): JourneyWish {
  const isPlain = view === 'mine' || view === 'closed'
  return {
    ...(view === 'mine' ? { mine: 'true' } : {}),
    view: isPlain ? 'all' : view,
    status: view === 'closed' ? 'closed' : 'open',
    ...(niveau && { level: niveau }),
    ...(med && { with: med }),
    ...(hos && { worker: hos }),
    ...(som && { part: som }),
    ...(fra && { from: fra }),
    ...(til && { to: til }),
    ...(q.trim() !== '' && { q: q.trim() }),
  }
}

/** What a kept filter says. A window of the past is not kept: it would say something else next week. */
export function toFilter({ liste, niveau, med, hos }: JourneySearch): SavedFilter['filter'] {
  const view = liste === undefined || liste === 'mine' || liste === 'closed' ? undefined : liste
  return {
    ...(liste === 'mine' && { mine: true }),
    ...(liste === 'closed' && { status: 'closed' as const }),
    ...(view && { view }),
    ...(niveau && { level: niveau }),
    ...(med && { with: med }),
    ...(hos && { worker: hos }),
  }
}

/** The address of a kept filter. */
export function fromFilter({ mine, status, view, level, with: med, worker }: SavedFilter['filter']): JourneySearch {
  const liste = mine ? 'mine' : status === 'closed' ? 'closed' : view
  return {
    ...(liste && liste !== 'all' && { liste }),
    ...(level && { niveau: level }),
    ...(med && { med }),
    ...(worker && { hos: worker }),
  }
}

const inOrder = (search: JourneySearch) => JSON.stringify(Object.entries(search).sort())

/** Whether two addresses ask for the same. */
export function isSameSearch(one: JourneySearch, other: JourneySearch): boolean {
  return inOrder(one) === inOrder(other)
}
