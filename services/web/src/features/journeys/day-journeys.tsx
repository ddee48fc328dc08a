// What journeys want of me today: what waits for an answer, what I have promised for this week, and what others changed. For Min dag.
import { addDays, formatDate } from '@roedtraad/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type JourneyWish, journeyListQuery, useApi } from '../../api/queries.ts'
import type { JourneyItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './day-journeys.module.css'
import { type JourneyView, toWish } from './journey-views.ts'

const most = 5
const promisedWithinDays = 7

export function DayJourneys() {
  const { t } = useSpeech()
  const now = useNow()
  const week = addDays(now, promisedWithinDays)
  const waiting = useJourneys(toWish({ liste: 'waiting' }, ''))
  const mine = useJourneys(toWish({ liste: 'mine' }, ''))
  const fresh = useJourneys(toWish({ liste: 'new' }, ''))
  const promised = mine?.filter(({ next }) => next !== null && next.dueAt !== null && next.dueAt <= week)
  const words = t.journeys.day
  if ([waiting, promised, fresh].every((list) => list?.length === 0)) return <p className="soft">{words.nothing}</p>
  return (
    <>
      <Section title={words.waiting} view="waiting" journeys={waiting} tell={(journey) => <Promised journey={journey} />} />
      <Section title={words.promised} view="mine" journeys={promised} tell={(journey) => <Promised journey={journey} />} />
      <Section
        title={words.fresh}
        view="new"
        journeys={fresh}
        tell={({ latest }) => latest && t.lists.changed(latest.by ?? t.lists.product, latest.text)}
      />
    </>
  )
}

/** The first page of a list; undefined until it has come. */
function useJourneys(wish: JourneyWish): JourneyItem[] | undefined {
  return useInfiniteQuery(journeyListQuery(useApi(), wish)).data?.pages[0]?.items
}

interface SectionProps {
  title: string
  view: JourneyView
  journeys: readonly JourneyItem[] | undefined
  tell: (journey: JourneyItem) => React.ReactNode
}

function Section({ title, view, journeys, tell }: SectionProps) {
  const { t } = useSpeech()
  if (journeys === undefined || journeys.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <ul>
        {journeys.slice(0, most).map((journey) => (
          <li key={journey.id} className={styles.row}>
            <Link to="/forloeb/$journeyId" params={{ journeyId: journey.id }}>
              {journey.citizen.name}
            </Link>
            <p className="soft small">{tell(journey)}</p>
          </li>
        ))}
      </ul>
      {journeys.length > most && (
        <Link to="/forloeb" search={{ liste: view }}>
          {t.journeys.day.all}
        </Link>
      )}
    </section>
  )
}

function Promised({ journey: { next, overdue } }: { journey: JourneyItem }) {
  const { t, language } = useSpeech()
  const now = useNow()
  if (next === null) return null
  return (
    <>
      {overdue > 0 && <strong>{t.journeys.overdue(overdue)} · </strong>}
      {next.kindText}: {next.title}
      {next.dueAt && ` – ${t.journeys.due} ${formatDate(next.dueAt, language, now)}`}
    </>
  )
}
