// One small picture of counts by week: columns from zero, the last week in ink, its figure beside the name.
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './board.module.css'
import { toColumns, trendSize } from './trend-columns.ts'

interface Props {
  name: string
  points: { from: string; to: string; count: number }[]
  /** The view of the list that holds what a point counts. */
  view: 'open-at' | 'loose-at' | 'opened' | 'ended'
}

export function TrendFigure({ name, points, view }: Props) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { columns, top } = toColumns(points.map((point) => point.count))
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <figure className={styles.trend}>
      <figcaption>
        <span className="strong">{name}</span>{' '}
        <Link
          to="/forloeb"
          search={{ liste: view, fra: last.from, til: last.to }}
          className={styles.latest}
          aria-label={`${name}: ${last.count}`}
        >
          {last.count}
        </Link>
        <span className="hidden">{t.board.trendSaid(name, first.count, last.count)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${trendSize.width} ${trendSize.height}`} aria-hidden focusable="false" className={styles.plot}>
        <line x1={0} x2={trendSize.width} y1={trendSize.height - 0.5} y2={trendSize.height - 0.5} className={styles.axis} />
        {columns.map((column, index) => (
          <rect
            key={points[index]?.from}
            x={column.x}
            y={column.y}
            width={column.width}
            height={column.height}
            className={index === columns.length - 1 ? styles.columnNow : styles.column}
          />
        ))}
      </svg>
      <p className={styles.ends} aria-hidden>
        <span>{formatDate(first.from, language, now)}</span>
        <span>0–{top}</span>
      </p>
    </figure>
  )
}
