// The right side of Min dag before a card is chosen: how to get on, what I have taken and not finished, and what journeys want of me.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import styles from './day.module.css'
import { useInbox } from './use-inbox.ts'

const most = 6

export function DayStart({ journeys }: { journeys: ReactNode }) {
  const { t } = useSpeech()
  const { items } = useInbox('mine')
  usePageTitle(t.alerts.title)
  return (
    <div className={styles.start}>
      <div className={styles.hint}>
        <h2>{t.alerts.choose.title}</h2>
        <p className="soft">{t.alerts.choose.text}</p>
        <p className="soft small">{t.alerts.choose.keys}</p>
      </div>
      {items.length > 0 && (
        <section className={styles.promises}>
          <h2>{t.alerts.yours}</h2>
          <p className="soft">{t.alerts.yoursText}</p>
          <ul>
            {items.slice(0, most).map((alert) => (
              <li key={alert.id} className={styles.promise}>
                <Link to="/tegn/$alertId" params={{ alertId: alert.id }} search={{ vis: 'mine' }}>
                  {alert.sentence}
                </Link>
                <p className="soft small">
                  {t.alerts.acknowledgedByMe} {alert.acknowledgedBy && <Moment at={alert.acknowledgedBy.at} />}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {journeys}
    </div>
  )
}
