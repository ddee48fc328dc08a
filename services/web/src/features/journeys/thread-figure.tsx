// The product's one picture: four lanes with what lies in them, and the red thread through the lane of whoever holds the journey together.
import { SegmentedControl } from '@mantine/core'
import { formatDate } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { timelineQuery, useApi } from '../../api/queries.ts'
import type { Journey, JourneyTimeline } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaName, areaColour } from '../../ui/area.tsx'
import { ThreadLines } from '../../ui/thread-lines.tsx'
import { type Axis, listTicks, type Period, place, stackSpans, toAxis, touches } from '../../ui/time-axis.ts'
import styles from './thread.module.css'
import { useWidth } from './use-width.ts'

const lane = 56
const mostTicks = 8
const spanRows = 2

export function ThreadFigure({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const now = useNow()
  const [period, setPeriod] = useState<Period>('all')
  const { data: timeline } = useQuery(timelineQuery(useApi(), journey.id))
  const axis = toAxis(period, now, journey.openedAt)
  return (
    <section>
      <div className={styles.top}>
        <h2>{t.journeys.thread}</h2>
        <SegmentedControl
          size="sm"
          data-screen-only
          aria-label={t.citizens.period.label}
          value={period}
          onChange={(value) => setPeriod(value as Period)}
          data={(['quarter', 'year', 'all'] as const).map((value) => ({ value, label: t.citizens.period[value] }))}
        />
      </div>
      <p className="hidden">{journey.threadText}</p>
      <Lanes journey={journey} lanes={timeline?.lanes ?? []} axis={axis} now={now} />
      <LooseNow journey={journey} />
    </section>
  )
}

function Lanes({ journey, lanes, axis, now }: { journey: Journey; lanes: JourneyTimeline['lanes']; axis: Axis; now: string }) {
  const { t, language } = useSpeech()
  const { ref, width } = useWidth<HTMLDivElement>()
  const figure = useRef<HTMLElement>(null)
  // On a phone the picture is wider than the screen: what is now comes first.
  useEffect(() => {
    if (width > 0) figure.current?.scrollTo({ left: figure.current.scrollWidth })
  }, [width])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and whoever uses the keyboard must be able to scroll it too.
    <figure className={styles.figure} ref={figure} tabIndex={0} aria-label={t.journeys.thread}>
      <div className={styles.lanes}>
        {lanes.map((one) => (
          <div key={one.area.id} className={styles.lane}>
            <div className={styles.name}>
              <AreaName area={one.area.id} name={one.area.name[language]} />
            </div>
            <div className={styles.track}>
              <Marks lane={one} axis={axis} />
            </div>
          </div>
        ))}
        <div className={styles.overlay} ref={ref}>
          {width > 0 && (
            <ThreadLines thread={journey.thread} axis={axis} width={width} lane={lane} now={now} closedAt={journey.closed?.at ?? null} />
          )}
          <span className={styles.now} style={{ left: `${place(now, axis)}%` }} />
        </div>
      </div>
      <Ticks axis={axis} now={now} />
    </figure>
  )
}

/** What has no length is a dot, what lasts a line; both quieter than the thread. */
function Marks({ lane: { area, items }, axis }: { lane: JourneyTimeline['lanes'][number]; axis: Axis }) {
  const shown = items.filter((item) => touches(item.from, item.to, axis))
  const rows = stackSpans(
    shown.filter((item) => item.to !== item.from),
    spanRows,
  )
  return shown.map((item) => {
    const left = place(item.from, axis)
    const row = rows.get(item)
    const background = areaColour(area.id)
    if (row === undefined)
      return <span key={item.id} className={styles.point} style={{ left: `${left}%`, background }} title={item.text} aria-hidden />
    const width = place(item.to ?? axis.to, axis) - left
    return (
      <span
        key={item.id}
        className={styles.span}
        style={{ left: `${left}%`, width: `${width}%`, bottom: 6 + row * 7, background }}
        title={item.text}
        aria-hidden
      />
    )
  })
}

function Ticks({ axis, now }: { axis: Axis; now: string }) {
  const { t, language } = useSpeech()
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { month: 'short' })
  const nowAt = place(now, axis)
  return (
    <figcaption className={styles.ticks}>
      <span className="hidden">
        {formatDate(axis.from, language, now)} – {formatDate(now, language, now)}
      </span>
      {listTicks(axis, mostTicks)
        .map((tick) => ({ tick, at: place(tick.toISOString(), axis) }))
        .filter(({ at }) => at < nowAt - 5)
        .map(({ tick, at }) => (
          <span key={tick.toISOString()} style={{ left: `${at}%` }} aria-hidden>
            {format.format(tick)}
          </span>
        ))}
      <span className={styles.nowWord} style={{ left: `${nowAt}%` }} aria-hidden>
        {t.citizens.now}
      </span>
    </figcaption>
  )
}

/** In words under the picture: that the thread is loose, since when and why. */
function LooseNow({ journey }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const end = journey.thread.loose.at(-1)
  if (end === undefined || end.to !== null) return <p className="soft small">{journey.threadText}</p>
  return (
    <p className={styles.looseNow}>
      <span className="strong">{t.journeys.loose}</span> {t.citizens.since} {formatDate(end.from, language, now)}: {end.text}
    </p>
  )
}
