// Fælles forløb: who it is about and who holds it; nu, næste, hvem, siden sidst; the thread; the plan; the people; the history.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { journeyQuery, useApi } from '../../api/queries.ts'
import type { Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { DeedsProvider } from './deeds.tsx'
import { History } from './history.tsx'
import styles from './journey.module.css'
import { JourneyHeader } from './journey-header.tsx'
import { Loops } from './loops.tsx'
import { Meetings } from './meetings.tsx'
import { Notes } from './notes.tsx'
import { Overview } from './overview.tsx'
import { PageNews } from './page-news.tsx'
import { People } from './people.tsx'
import { Plan } from './plan.tsx'
import { ThreadFigure } from './thread-figure.tsx'
import { useNews } from './use-news.ts'

export function JourneyPage() {
  const { journeyId } = useParams({ from: '/forloeb/$journeyId' })
  const { t } = useSpeech()
  const query = useQuery(journeyQuery(useApi(), journeyId))
  // The name stays out of the browser's title bar, which others may see.
  usePageTitle(t.journeys.title)
  if (query.isPending) return <Waiting lines={6} />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  return <OpenJourney key={query.data.id} found={query.data} />
}

function OpenJourney({ found }: { found: Journey }) {
  const { journey, news } = useNews(found)
  return (
    <DeedsProvider journey={journey} news={news}>
      <article className={styles.page}>
        <PageNews news={news} />
        <JourneyHeader journey={journey} />
        <Overview journey={journey} />
        <ThreadFigure journey={journey} />
        <div className={styles.columns}>
          <div className={styles.main}>
            <Plan journey={journey} />
            <Loops journey={journey} />
            <Meetings journey={journey} />
            <Notes journey={journey} />
          </div>
          <div className={styles.side}>
            <People journey={journey} />
            <History journey={journey} />
          </div>
        </div>
      </article>
    </DeedsProvider>
  )
}
