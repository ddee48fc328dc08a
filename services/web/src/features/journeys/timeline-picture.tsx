// The picture of the timeline. It is one control: arrows go from fact to fact, plus and minus zoom, and what is chosen is said in words below.
// A lane is three lines and not an element for each fact, so five thousand facts cost what ten do.
import { formatInstant } from '@roedtraad/domain'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { Journey, JourneyTimeline } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaName, areaColour } from '../../ui/area.tsx'
import { laneOrder, ThreadLines } from '../../ui/thread-lines.tsx'
import { place } from '../../ui/time-axis.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { findNearest, toLanePaths } from './lane-paths.ts'
import styles from './thread.module.css'
import { whoOf } from './timeline-items.ts'
import { TimelineTicks } from './timeline-ticks.tsx'
import type { TimelineView } from './use-timeline.ts'
import { useWidth } from './use-width.ts'

const lane = 56
const reachPixels = 14

interface Props {
  journey: Journey
  lanes: JourneyTimeline['lanes']
  view: TimelineView
}

export function TimelinePicture({ journey, lanes, view }: Props) {
  const { t } = useSpeech()
  const now = useNow()
  const { ref, width } = useWidth<HTMLDivElement>()
  const figure = useRef<HTMLElement>(null)
  // On a phone the picture is wider than the screen: what is now comes first.
  useEffect(() => {
    if (width > 0) figure.current?.scrollTo({ left: figure.current.scrollWidth })
  }, [width])
  const said = useSaid(view)
  return (
    <figure className={styles.figure} ref={figure}>
      <div
        className={styles.lanes}
        role="slider"
        tabIndex={0}
        aria-label={t.journeys.thread}
        aria-description={t.lists.timeline.keys}
        aria-valuemin={0}
        aria-valuemax={view.items.length}
        aria-valuenow={view.chosen + 1}
        aria-valuetext={said}
        onKeyDown={(event) => onKey(event, view)}
        onPointerDown={(event) => onPointer(event, ref.current, view)}
      >
        <LaneNames lanes={lanes} />
        <div className={styles.overlay} ref={ref}>
          {width > 0 && <Drawn journey={journey} view={view} width={width} now={now} />}
        </div>
      </div>
      <TimelineTicks axis={view.axis} now={now} />
      <p className={styles.chosen} aria-hidden>
        {said}
      </p>
    </figure>
  )
}

function LaneNames({ lanes }: { lanes: JourneyTimeline['lanes'] }) {
  const { language } = useSpeech()
  return lanes.map((one) => (
    <div key={one.area.id} className={styles.lane}>
      <div className={styles.name}>
        <AreaName area={one.area.id} name={one.area.name[language]} />
      </div>
      <div className={styles.track} />
    </div>
  ))
}

function Drawn({ journey, view, width, now }: { journey: Journey; view: TimelineView; width: number; now: string }) {
  const { axis } = view
  return (
    <>
      <Marks view={view} width={width} />
      <ThreadLines thread={journey.thread} axis={axis} width={width} lane={lane} now={now} closedAt={journey.closed?.at ?? null} />
      {now >= axis.from && now <= axis.to && <span className={styles.now} style={{ left: `${place(now, axis)}%` }} />}
      <Cursor view={view} />
    </>
  )
}

/** Chooses what lies nearest to the finger, in the lane that it touches. */
function onPointer({ clientX, clientY }: PointerEvent, drawn: HTMLElement | null, { axis, items, choose }: TimelineView): void {
  const box = drawn?.getBoundingClientRect()
  if (box === undefined || box.width === 0) return
  const area = laneOrder[Math.floor((clientY - box.top) / lane)]
  const from = Date.parse(axis.from)
  const perPixel = (Date.parse(axis.to) - from) / box.width
  const inLane = items.filter((item) => item.area === area)
  const nearest = findNearest(inLane, from + (clientX - box.left) * perPixel, reachPixels * perPixel)
  if (nearest !== undefined) choose(items.indexOf(nearest))
}

/** What is chosen, in words; or what there is to choose from. */
function useSaid({ items, chosen }: TimelineView): string {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const words = t.lists.timeline
  const item = items[chosen]
  if (item === undefined) return items.length === 0 ? words.none : `${words.shown(items.length)}. ${words.choose}`
  const who = whoOf(item, nameOf, t.lists.product)
  const parts = [formatInstant(item.from, language, now), item.text, who, words.of(chosen + 1, items.length)]
  return parts.filter((part) => part !== '').join(' · ')
}

function onKey(event: KeyboardEvent, view: TimelineView): void {
  const { chosen, items, choose, look } = view
  const last = items.length - 1
  const keys = new Map([
    ['ArrowLeft', () => choose(chosen === -1 ? last : chosen - 1)],
    ['ArrowRight', () => choose(chosen === -1 ? last : chosen + 1)],
    ['Home', () => choose(0)],
    ['End', () => choose(last)],
    ['PageUp', () => look('earlier')],
    ['PageDown', () => look('later')],
    ['+', () => look('closer')],
    ['-', () => look('farther')],
  ])
  const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key)
  if (run === undefined) return
  event.preventDefault()
  event.stopPropagation()
  run()
}

/** What has no length is a dot, what lasts a line, a deed a stroke; all quieter than the thread. */
function Marks({ view: { items, axis }, width }: { view: TimelineView; width: number }) {
  const { from, to } = axis
  const paths = useMemo(() => {
    const bounds = { from: Date.parse(from), to: Date.parse(to) }
    return laneOrder.map((area) => ({
      area,
      ...toLanePaths(
        items.filter((item) => item.area === area),
        bounds,
        width,
      ),
    }))
  }, [items, from, to, width])
  return (
    <svg className={styles.marks} width={width} height={lane * laneOrder.length} aria-hidden focusable="false">
      {paths.map(({ area, points, spans, deeds }, index) => (
        <g key={area} transform={`translate(0 ${index * lane})`} style={{ stroke: areaColour(area) }}>
          <path d={spans} className={styles.spans} />
          <path d={points} className={styles.points} />
          <path d={deeds} className={styles.deeds} />
        </g>
      ))}
    </svg>
  )
}

function Cursor({ view: { items, chosen, axis } }: { view: TimelineView }) {
  const item = items[chosen]
  const row = item === undefined ? -1 : laneOrder.indexOf(item.area)
  if (item === undefined || item.from < axis.from || item.from > axis.to) return null
  const span = row === -1 ? { top: 0, height: '100%' } : { top: row * lane, height: lane }
  return <span className={styles.cursor} style={{ left: `${place(item.from, axis)}%`, ...span }} />
}
