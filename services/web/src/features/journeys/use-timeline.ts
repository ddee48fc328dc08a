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
  look(how: 'closer' | 'farther' | 'earlier' | 'later'): void
  /** Chooses by index, kept within the list, and moves there. */
  choose(index: number): void
}

/** `timeline` undefined while it is fetched. */
export function useTimeline(timeline: JourneyTimeline | undefined, openedAt: Instant, now: Instant): TimelineView {
  const { t } = useSpeech()
  const { areaOf } = useTeamNames()
  const [period, setPeriod] = useState<Period | null>('all')
  const [moved, setMoved] = useState<Axis | null>(null)
  const [filter, setFilter] = useState<TimelineFilter>({ area: '', kind: '', who: '' })
  const [chosenId, setChosenId] = useState<string | null>(null)
  const deedLabel = t.lists.timeline.deeds
  // biome-ignore lint/correctness/useExhaustiveDependencies: areaOf is made anew at every turn and answers the same.
  const all = useMemo(() => (timeline === undefined ? [] : toItems(timeline, areaOf, deedLabel)), [timeline, deedLabel])
  const items = useMemo(() => filterItems(all, filter), [all, filter])
  const chosen = useMemo(() => (chosenId === null ? -1 : items.findIndex((item) => item.id === chosenId)), [items, chosenId])
  const whole = toAxis('all', now, openedAt)
  const axis = moved ?? toAxis(period ?? 'all', now, openedAt)
  const move = (next: Axis) => {
    setPeriod(null)
    setMoved(next)
  }
  const at = items[chosen]?.fromMs
  const around = at !== undefined && at >= Date.parse(axis.from) && at <= Date.parse(axis.to) ? at : undefined
  const moves = {
    closer: () => zoom(axis, closer, whole, around),
    farther: () => zoom(axis, 1 / closer, whole, around),
    earlier: () => pan(axis, -panShare, whole),
    later: () => pan(axis, panShare, whole),
  }
  return {
    axis,
    period,
    all,
    items,
    filter,
    chosen,
    setFilter,
    setPeriod: (next) => {
      setPeriod(next)
      setMoved(null)
    },
    look: (how) => move(moves[how]()),
    choose: (index) => {
      const item = items[Math.min(items.length - 1, Math.max(0, index))]
      if (item === undefined) return
      setChosenId(item.id)
      const next = reveal(axis, item.fromMs, whole)
      if (next !== axis) move(next)
    },
  }
}
