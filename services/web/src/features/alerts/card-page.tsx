// The opened card: fetched by id, so that a link from a mail or a colleague opens it too.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { alertQuery, useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { AlertCard } from './alert-card.tsx'
import styles from './card.module.css'

export function CardPage() {
  const { alertId } = useParams({ from: '/day/tegn/$alertId' })
  const { t } = useSpeech()
  const query = useQuery(alertQuery(useApi(), alertId))
  usePageTitle(query.data?.title ?? t.alerts.title)
  return (
    <>
      <Link to="/" search={(before) => before} className={styles.back} data-screen-only>
        ‹ {t.alerts.backToList}
      </Link>
      {query.data && <AlertCard key={alertId} alert={query.data} />}
      {query.isPending && (
        <div className={styles.padded}>
          <Waiting lines={4} />
        </div>
      )}
      {query.isError && !query.data && (
        <div className={styles.padded}>
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
    </>
  )
}
