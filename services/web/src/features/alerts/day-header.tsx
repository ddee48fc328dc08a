// What waits, in a sentence, and the ways to look at it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../api/queries.ts'
import { openCountKey } from '../../app/live.ts'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './day.module.css'
import { useInbox } from './use-inbox.ts'
import { type View, views } from './views.ts'

export function DayHeader({ view, waiting }: { view: View; waiting: ReactNode }) {
  const { t } = useSpeech()
  const { team } = useApi()
  const mine = useInbox('mine').items.length
  const { data: open } = useQuery<number>({ queryKey: openCountKey(team), queryFn: () => 0, enabled: false })
  return (
    <div className={styles.top}>
      <p className={styles.summary} role="status">
        {open !== undefined && <span>{t.alerts.waiting(open)} </span>}
        {mine > 0 && view !== 'mine' && (
          <Link to="/" search={{ vis: 'mine' }}>
            {t.alerts.promised(mine)}
          </Link>
        )}{' '}
        {waiting}
      </p>
      <nav className={styles.views} aria-label={t.alerts.views.label} data-screen-only>
        {views.map((one) => (
          <Link
            key={one}
            to="/"
            search={one === 'open' ? {} : { vis: one }}
            className={styles.view}
            aria-current={one === view ? 'page' : undefined}
            resetScroll={false}
          >
            {t.alerts.views[one]}
          </Link>
        ))}
      </nav>
    </div>
  )
}
