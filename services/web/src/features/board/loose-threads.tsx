// The loose threads, longest first, each with its picture.
import { formatDate } from '@roedtraad/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { journeyListQuery, useApi } from '../../api/queries.ts'
import type { JourneyItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Spark } from '../../ui/spark.tsx'
import styles from './board.module.css'

const most = 6

export function LooseThreads() {
  const { t } = useSpeech()
  const { data } = useInfiniteQuery(journeyListQuery(useApi(), { view: 'loose', status: 'open' }))
  const items = (data?.pages.flatMap((page) => page.items) ?? []).toSorted((a, b) =>
    (a.loose?.since ?? '') < (b.loose?.since ?? '') ? -1 : 1,
  )
  return (
    <section className={styles.section}>
      <h2>{t.board.loose}</h2>
      {data && items.length === 0 && <p className="soft">{t.board.looseNone}</p>}
      <ul className={styles.rows}>
        {items.slice(0, most).map((journey) => (
          <Row key={journey.id} journey={journey} />
        ))}
      </ul>
      {items.length > most && (
        <Link to="/forloeb" search={{ liste: 'loose' }}>
          {t.board.looseAll}
        </Link>
      )}
    </section>
  )
}

function Row({ journey }: { journey: JourneyItem }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { loose } = journey
  return (
    <li className={styles.row}>
      <div>
        <Link to="/forloeb/$journeyId" params={{ journeyId: journey.id }}>
          {journey.citizen.name}
        </Link>
        {loose && (
          <p className="small">
            {t.citizens.since} {formatDate(loose.since, language, now)}: {loose.text}
          </p>
        )}
      </div>
      <Spark journey={journey} />
    </li>
  )
}
