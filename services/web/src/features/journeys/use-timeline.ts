// What is seen of the timeline: which stretch, which facts, and which one of them is chosen.
import type { Instant } from '@roedtraad/domain'
import { useMemo, useState } from 'react'
import type { JourneyTimeline } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { type Axis, type Period, toAxis } from '../../ui/time-axis.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { pan, reveal, zoom } from './timeline-axis.ts'
import { filterItems, type TimelineFilter, type TimelineItem, toItems } from './timeline-items.ts'

const closer = 0.5
const panShare = 0.5

type Look = 'closer' | 'farther' | 'earlier' | 'later'

export interface TimelineView {
  axis: Axis
  /** Null once it was zoomed or moved by hand. */
  period: Period | null
  /** Everything there is, and what the filter lets through. */
  all: TimelineItem[]
  items: TimelineItem[]
  filter: TimelineFilter
  /** Index in `items`, or -1. */
  chosen: number
  setPeriod(period: Period): void
  setFilter(filter: TimelineFilter): void
  look(how: Look): void
  /** Chooses by index, kept within the list, and moves there. */
  choose(index: number): void
}

/** `timeline` undefined while it is fetched. */
export function useTimeline(timeline: JourneyTimeline | undefined, openedAt: Instant, now: Instant): TimelineView {
  const { axis, whole, period, move, setPeriod } = useStretch(openedAt, now)
  const { all, items, filter, setFilter } = useItems(timeline)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = useMemo(() => (chosenId === null ? -1 : items.findIndex((item) => item.id === chosenId)), [items, chosenId])
  const choose = (index: number) => {
    const item = items[Math.min(items.length - 1, Math.max(0, index))]
    if (item === undefined) return
    setChosenId(item.id)
    const next = reveal(axis, item.fromMs, whole)
    if (next !== axis) move(next)
  }
  const look = (how: Look) => move(lookAt(how, axis, whole, items[chosen]?.fromMs))
  return { axis, period, all, items, filter, chosen, setPeriod, setFilter, look, choose }
}

/** The next stretch; what is chosen stays where it is on the screen when one looks closer, if it is seen. */
function lookAt(how: Look, axis: Axis, whole: Axis, chosenAt: number | undefined): Axis {
  if (how === 'earlier' || how === 'later') return pan(axis, how === 'earlier' ? -panShare : panShare, whole)
  const isSeen = chosenAt !== undefined && chosenAt >= Date.parse(axis.from) && chosenAt <= Date.parse(axis.to)
  return zoom(axis, how === 'closer' ? closer : 1 / closer, whole, isSeen ? chosenAt : undefined)
}

/** A named period up to now, until it is zoomed or moved. */
function useStretch(openedAt: Instant, now: Instant) {
  const [period, setNamed] = useState<Period | null>('all')
  const [moved, setMoved] = useState<Axis | null>(null)
  const move = (next: Axis) => {
    setNamed(null)
    setMoved(next)
  }
  const setPeriod = (next: Period) => {
    setNamed(next)
    setMoved(null)
  }
  const whole = toAxis('all', now, openedAt)
  return { axis: moved ?? toAxis(period ?? 'all', now, openedAt), whole, period, move, setPeriod }
}

function useItems(timeline: JourneyTimeline | undefined) {
  const { t } = useSpeech()
  const { areaOf } = useTeamNames()
  const [filter, setFilter] = useState<TimelineFilter>({ area: '', kind: '', who: '' })
  const deedLabel = t.lists.timeline.deeds
  // biome-ignore lint/correctness/useExhaustiveDependencies: areaOf is made anew at every turn and answers the same.
  const all = useMemo(() => (timeline === undefined ? [] : toItems(timeline, areaOf, deedLabel)), [timeline, deedLabel])
  const items = useMemo(() => filterItems(all, filter), [all, filter])
  return { all, items, filter, setFilter }
}
