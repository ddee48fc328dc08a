// The card: the sentence, what to do, why, the rule, and what has happened since. The deed that comes next lies at the bottom, under the thumb.
import { textsIn } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { Alert } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import styles from './card.module.css'
import { CardActions } from './card-actions.tsx'
import { CardFiling } from './card-filing.tsx'
import { CardHistory } from './card-history.tsx'
import { CardReason } from './card-reason.tsx'
import { CardStanding } from './card-standing.tsx'
import { PlannedActions } from './planned-actions.tsx'
import { UrgencyIcon } from './urgency.tsx'

export function AlertCard({ alert }: { alert: Alert }) {
  const { t } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const isOver = alert.status === 'closed'
  return (
    <article className={styles.card}>
      <div className={styles.body}>
        <CardTop alert={alert} />
        <h2 className={styles.sentence} ref={heading} tabIndex={-1}>
          {alert.sentence}
        </h2>
        <p className={styles.citizen} data-screen-only>
          <Link to="/borgere/$citizenId" params={{ citizenId: alert.citizenId }}>
            {t.alerts.openCitizen}
          </Link>
        </p>
        <CardStanding alert={alert} />
        {!isOver && (
          <section className={styles.section}>
            <h3>{t.alerts.todo}</h3>
            <p>{alert.action}</p>
            <PlannedActions alert={alert} />
          </section>
        )}
        <CardReason alert={alert} />
        <CardHistory alert={alert} />
        {isOver && <CardFiling alert={alert} />}
      </div>
      <CardActions alert={alert} />
    </article>
  )
}

function CardTop({ alert }: { alert: Alert }) {
  const { language } = useSpeech()
  return (
    <p className={styles.top}>
      <span className={styles.urgency}>
        <UrgencyIcon urgency={alert.urgency} /> {textsIn(language).urgency[alert.urgency]}
      </span>
      <span>{alert.title}</span>
      <span className="soft">
        <Moment at={alert.occurredAt ?? alert.raisedAt} />
      </span>
    </p>
  )
}
