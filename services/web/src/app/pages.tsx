// The way between pages: in the header on a wide screen, under the thumb on a phone.
import { IconChartBar, IconRoute, IconSunHigh, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useMatchRoute } from '@tanstack/react-router'
import { useApi } from '../api/queries.ts'
import { openCountKey } from './live.ts'
import { useSession } from './session.tsx'
import styles from './shell.module.css'
import { useSpeech } from './texts/index.ts'

export function Pages() {
  const { t } = useSpeech()
  const { team } = useSession()
  const matches = useMatchRoute()
  const onCard = matches({ to: '/tegn/$alertId' }) !== false
  return (
    <nav className={styles.pages} aria-label={t.nav.label}>
      <Link
        to="/"
        className={styles.page}
        activeOptions={{ exact: true, includeSearch: false }}
        {...(onCard ? { 'data-status': 'active' } : {})}
      >
        <IconSunHigh size={20} aria-hidden />
        {t.nav.day}
        <OpenCount />
      </Link>
      <Link to="/forloeb" className={styles.page}>
        <IconRoute size={20} aria-hidden />
        {t.nav.journeys}
      </Link>
      <Link to="/borgere" className={styles.page}>
        <IconUsers size={20} aria-hidden />
        {t.nav.citizens}
      </Link>
      {team?.lead && (
        <Link to="/tavlen" className={styles.page}>
          <IconChartBar size={20} aria-hidden />
          {t.nav.board}
        </Link>
      )}
    </nav>
  )
}

/** How many open alerts the team has, as the live stream last said. */
function OpenCount() {
  const { team } = useApi()
  const { t } = useSpeech()
  const { data: open } = useQuery<number>({ queryKey: openCountKey(team), queryFn: () => 0, enabled: false })
  if (open === undefined) return null
  return (
    <span className={styles.count}>
      <span aria-hidden>{open}</span>
      <span className="hidden">{t.alerts.waiting(open)}</span>
    </span>
  )
}
