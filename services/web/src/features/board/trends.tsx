// Twelve weeks as small multiples, and the same as a table in which every figure opens its list.
import { SegmentedControl } from '@mantine/core'
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Board } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './board.module.css'
import { counted, Heads } from './heads.tsx'
import { TrendFigure } from './trend-figure.tsx'

const trends = [
  { name: 'open', view: 'open-at' },
  { name: 'loose', view: 'loose-at' },
  { name: 'opened', view: 'opened' },
  { name: 'ended', view: 'ended' },
] as const

export function Trends({ weeks }: { weeks: Board['weeks'] }) {
  const { t } = useSpeech()
  const [form, setForm] = useState<'picture' | 'table'>('picture')
  return (
    <section className={styles.section}>
      <div className={styles.top}>
        <h2 id="trends">{t.board.trends}</h2>
        <SegmentedControl
          size="sm"
          data-screen-only
          aria-label={t.board.form}
          value={form}
          onChange={(value) => setForm(value === 'table' ? 'table' : 'picture')}
          data={[
            { value: 'picture', label: t.board.asPicture },
            { value: 'table', label: t.board.asTable },
          ]}
        />
      </div>
      {form === 'table' ? (
        <Table weeks={weeks} />
      ) : (
        <div className={styles.multiples}>
          {trends.map(({ name, view }) => (
            <TrendFigure key={name} name={t.board.trend[name]} view={view} points={weeks.map((week) => ({ ...week, count: week[name] }))} />
          ))}
        </div>
      )}
    </section>
  )
}

function Table({ weeks }: { weeks: Board['weeks'] }) {
  const { t, language } = useSpeech()
  const now = useNow()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.scroll} aria-labelledby="trends" tabIndex={0}>
      <table className={styles.table}>
        <Heads columns={[{ text: t.board.column.week }, ...trends.map(({ name }) => counted(t.board.trend[name]))]} />
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.from}>
              <th scope="row">{formatDate(week.from, language, now)}</th>
              {trends.map(({ name, view }) => (
                <td key={name} data-number>
                  <Link to="/forloeb" search={{ liste: view, fra: week.from, til: week.to }}>
                    {week[name]}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
