// The course: four lanes on one time axis, and below what the reader's own area knows, as a line of time or as a table.
import { SegmentedControl } from '@mantine/core'
import { formatDate } from '@roedtraad/domain'
import { useState } from 'react'
import type { Citizen, Lane } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import type { Period } from '../../ui/time-axis.ts'
import styles from './citizen.module.css'
import { FactList } from './fact-list.tsx'
import { FactTable } from './fact-table.tsx'
import { LaneFigure } from './lane-figure.tsx'

type Shape = 'list' | 'table'

export function Course({ citizen }: { citizen: Citizen }) {
  const { t, language } = useSpeech()
  const [shape, setShape] = useState<Shape>('list')
  const [period, setPeriod] = useState<Period>('year')
  const open = citizen.lanes.filter((lane) => lane.open)
  return (
    <section className={styles.course}>
      <div className={styles.courseTop}>
        <h2>{t.citizens.course}</h2>
        <div className={styles.controls} data-screen-only>
          {shape === 'list' && (
            <SegmentedControl
              size="sm"
              aria-label={t.citizens.period.label}
              value={period}
              onChange={(value) => setPeriod(value as Period)}
              data={(['quarter', 'year', 'all'] as const).map((value) => ({ value, label: t.citizens.period[value] }))}
            />
          )}
          <SegmentedControl
            size="sm"
            aria-label={t.citizens.course}
            value={shape}
            onChange={(value) => setShape(value as Shape)}
            data={[
              { value: 'list', label: t.citizens.asList },
              { value: 'table', label: t.citizens.asTable },
            ]}
          />
        </div>
      </div>
      {shape === 'list' && <LaneFigure citizen={citizen} period={period} />}
      <OpenGrounds lanes={open} />
      {open.map((lane) => (shape === 'list' ? <FactList key={lane.area.id} lane={lane} /> : <FactTable key={lane.area.id} lane={lane} />))}
      <ClosedLanes lanes={citizen.lanes.filter((lane) => !lane.open)} language={language} />
    </section>
  )
}

function ClosedLanes({ lanes, language }: { lanes: readonly Lane[]; language: 'da' | 'en' }) {
  const { t } = useSpeech()
  if (lanes.length === 0) return null
  const reasons = [...new Set(lanes.map((lane) => lane.closedBecause))]
  const titles = [...new Set(lanes.flatMap((lane) => lane.missing.map((ground) => `${ground.title} (${ground.citation})`)))]
  return (
    <section className={styles.section}>
      <h3>{t.citizens.closedLanes}</h3>
      {reasons.map((reason) => (
        <p key={reason} className="soft">
          {lanes
            .filter((lane) => lane.closedBecause === reason)
            .map((lane) => lane.area.name[language])
            .join(', ')}
          {reason && `: ${reason}`}
        </p>
      ))}
      {titles.length > 0 && (
        <p className="soft small">
          {t.grounds.couldOpen} {titles.join(' · ')}
        </p>
      )}
    </section>
  )
}

/** By what the reader sees another area's facts, and until when: a quiet line, because it is the law and not the news. */
function OpenGrounds({ lanes }: { lanes: readonly Lane[] }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const lines = lanes.flatMap((lane) =>
    lane.grounds.map((ground) => {
      const what = `${lane.area.name[language]} (${ground.categories.map((one) => t.grounds.categories[one] ?? one).join(', ')})`
      return t.grounds.openBecause(what, ground.title, ground.to === null ? null : formatDate(ground.to, language, now))
    }),
  )
  return lines.map((line) => (
    <p key={line} className="soft small">
      {line}
    </p>
  ))
}
