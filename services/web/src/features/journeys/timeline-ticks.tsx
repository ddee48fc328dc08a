// Which days or months are seen, below the picture.
import { formatDate } from '@roedtraad/domain'
import { useSpeech } from '../../app/texts/index.ts'
import { type Axis, place } from '../../ui/time-axis.ts'
import styles from './thread.module.css'
import { listMarks } from './timeline-axis.ts'

const most = 8
/** So near to now (per cent) that its word would stand on it. */
const near = 5

export function TimelineTicks({ axis, now }: { axis: Axis; now: string }) {
  const { t, language } = useSpeech()
  const { unit, at: ticks } = listMarks(axis, most)
  const parts = unit === 'day' ? ({ day: 'numeric', month: 'short' } as const) : ({ month: 'short' } as const)
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { ...parts, timeZone: 'Europe/Copenhagen' })
  const nowAt = now >= axis.from && now <= axis.to ? place(now, axis) : null
  const named = ticks
    .map((tick) => ({ tick, at: place(tick.toISOString(), axis) }))
    .filter(({ at }) => at < 100 - near && (nowAt === null || Math.abs(at - nowAt) > near))
  return (
    <figcaption className={styles.ticks}>
      <span className="hidden">
        {formatDate(axis.from, language, now)} – {formatDate(axis.to < now ? axis.to : now, language, now)}
      </span>
      {named.map(({ tick, at }) => (
        <span key={tick.toISOString()} style={{ left: `${at}%` }} aria-hidden>
          {format.format(tick)}
        </span>
      ))}
      {nowAt !== null && (
        <span className={styles.nowWord} style={{ left: `${nowAt}%` }} aria-hidden>
          {t.citizens.now}
        </span>
      )}
    </figcaption>
  )
}
