// The right side of Min dag before a card is chosen: what I have taken and not finished, and how to get on.
import { Link, useSearch } from '@tanstack/react-router'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import styles from './day.module.css'
import { useInbox } from './use-inbox.ts'

const most = 6

export function DayStart() {
  const { t } = useSpeech()
  const { vis: view = 'open' } = useSearch({ from: '/day' })
  const { items } = useInbox('mine')
  const isEmpty = useInbox(view).items.length === 0
  usePageTitle(t.alerts.title)
  if (isEmpty && items.length === 0) return null
  return (
    <div className={styles.start}>
      <h2>{t.alerts.choose.title}</h2>
      <p className="soft">{t.alerts.choose.text}</p>
      <p className="soft small">{t.alerts.choose.keys}</p>
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
    </div>
  )
}
