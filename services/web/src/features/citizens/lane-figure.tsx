// Four lanes on one axis. A picture for the eye: everything in it also stands in the list below, so a screen reader is told only what it shows.
import { formatDate } from '@roedtraad/domain'
import { IconLock } from '@tabler/icons-react'
import type { Citizen, Lane, LaneFact } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaName, areaColour } from '../../ui/area.tsx'
import { type Axis, listTicks, type Period, place, stackSpans, toAxis, touches } from '../../ui/time-axis.ts'
import styles from './lanes.module.css'

const mostTicks = 8
const spanRows = 3

export function LaneFigure({ citizen, period }: { citizen: Citizen; period: Period }) {
  const now = useNow()
  const { t } = useSpeech()
  const starts = citizen.lanes.flatMap((lane) => lane.facts.map((fact) => fact.from))
  const earliest = starts.reduce<string | null>((first, start) => (first === null || start < first ? start : first), null)
  const axis = toAxis(period, now, earliest)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and whoever uses the keyboard must be able to scroll it too.
    <figure className={styles.figure} tabIndex={0} aria-label={t.citizens.course}>
      <div className={styles.lanes}>
        {citizen.lanes.map((lane) => (
          <LaneLine key={lane.area.id} lane={lane} axis={axis} />
        ))}
        <Overlay citizen={citizen} axis={axis} now={now} />
      </div>
      <Ticks axis={axis} now={now} />
      {citizen.hospitalStays?.some((stay) => stay.state !== 'cancelled' && touches(stay.from, stay.to, axis)) && (
        <p className={styles.legend}>
          <span className={styles.sample} aria-hidden /> {t.citizens.atHospital}
        </p>
      )}
    </figure>
  )
}

function LaneLine({ lane, axis }: { lane: Lane; axis: Axis }) {
  const { t, language } = useSpeech()
  const shown = lane.facts.filter((fact) => touches(fact.from, fact.to, axis))
  return (
    <div className={styles.lane}>
      <div className={styles.name}>
        <AreaName area={lane.area.id} name={lane.area.name[language]} />
      </div>
      <div className={styles.track} data-open={lane.open}>
        {lane.open ? (
          <span className="hidden">{shown.length === 0 ? t.citizens.laneEmpty : t.citizens.facts(shown.length)}</span>
        ) : (
          <span className={styles.closed}>
            <IconLock size={16} aria-hidden /> {t.citizens.laneClosed}
          </span>
        )}
        <Marks facts={shown} axis={axis} colour={areaColour(lane.area.id)} />
      </div>
    </div>
  )
}

/** What has no length is a dot above; what lasts is a line below. */
function Marks({ facts, axis, colour }: { facts: readonly LaneFact[]; axis: Axis; colour: string }) {
  const rows = stackSpans(
    facts.filter((fact) => fact.to !== fact.from),
    spanRows,
  )
  return facts.map((fact) => {
    const left = place(fact.from, axis)
    const row = rows.get(fact)
    if (row === undefined) {
      return <span key={fact.id} className={styles.point} style={{ left: `${left}%`, background: colour }} title={fact.text} aria-hidden />
    }
    const width = place(fact.to ?? axis.to, axis) - left
    const style = { left: `${left}%`, width: `${width}%`, top: 22 + row * 8, background: colour }
    return <span key={fact.id} className={styles.span} data-lasting={fact.to === null} style={style} title={fact.text} aria-hidden />
  })
}

/** Time at hospital lies across all lanes; and so does now. */
function Overlay({ citizen, axis, now }: { citizen: Citizen; axis: Axis; now: string }) {
  const stays = (citizen.hospitalStays ?? []).filter((stay) => stay.state !== 'cancelled' && touches(stay.from, stay.to, axis))
  return (
    <div className={styles.overlay} aria-hidden>
      {stays.map((stay) => {
        const left = place(stay.from, axis)
        return (
          <span key={stay.id} className={styles.hospital} style={{ left: `${left}%`, width: `${place(stay.to ?? now, axis) - left}%` }} />
        )
      })}
      <span className={styles.now} style={{ left: `${place(now, axis)}%` }} />
    </div>
  )
}

function Ticks({ axis, now }: { axis: Axis; now: string }) {
  const { t, language } = useSpeech()
  const ticks = listTicks(axis, mostTicks)
  const isLong = Date.parse(axis.to) - Date.parse(axis.from) > 3 * 366 * 86_400_000
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', isLong ? { year: 'numeric' } : { month: 'short' })
  const nowAt = place(now, axis)
  return (
    <figcaption className={styles.ticks}>
      <span className="hidden">
        {formatDate(axis.from, language, now)} – {formatDate(now, language, now)}
      </span>
      {ticks
        .filter((tick) => place(tick.toISOString(), axis) < nowAt - 5)
        .map((tick) => (
          <span key={tick.toISOString()} style={{ left: `${place(tick.toISOString(), axis)}%` }} aria-hidden>
            {format.format(tick)}
          </span>
        ))}
      <span className={styles.nowWord} style={{ left: `${nowAt}%` }} aria-hidden>
        {t.citizens.now}
      </span>
    </figcaption>
  )
}
