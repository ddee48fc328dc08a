// What has happened with the alert, oldest first. Nothing is ever taken out of it.
import type { Alert } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import styles from './card.module.css'

export function CardHistory({ alert }: { alert: Alert }) {
  const { t } = useSpeech()
  return (
    <section className={styles.section}>
      <h3>{t.alerts.history}</h3>
      <ol className={styles.history}>
        {alert.history.map((entry) => (
          <li key={`${entry.at} ${entry.what} ${entry.text}`}>
            <span className="soft">
              <Moment at={entry.at} relative={false} />
            </span>
            <span>
              {entry.text}
              <span className="soft"> – {entry.by ?? t.alerts.system}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
