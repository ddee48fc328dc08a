// Why the alert is there: the facts it rests on, and the rule in prose with its statute.
import { formatInstant } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { Alert, Evidence } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { nameSource } from '../../ui/name-source.ts'
import styles from './card.module.css'

export function CardReason({ alert }: { alert: Alert }) {
  const { t } = useSpeech()
  return (
    <>
      <section className={styles.section}>
        <h3>{t.alerts.why}</h3>
        {alert.evidence.length === 0 && <p className="soft">{t.alerts.whyNone}</p>}
        <ul className={styles.chips}>
          {alert.evidence.map((fact) => (
            <li key={fact.factId}>
              <Chip fact={fact} citizenId={alert.citizenId} />
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <h3>{t.alerts.rule}</h3>
        <p>{alert.because}</p>
        <dl className={styles.grounds}>
          <dt>{t.alerts.purpose}</dt>
          <dd>{alert.purpose}</dd>
          <dt>{t.alerts.statute}</dt>
          <dd>{alert.statute}</dd>
        </dl>
        <p className="soft small">{t.alerts.ruleVersion(alert.rule.id, alert.rule.version)}</p>
      </section>
    </>
  )
}

/** One fact: what, when, and who says so. It opens where it stands on the citizen's page. */
function Chip({ fact, citizenId }: { fact: Evidence; citizenId: string }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const hash = fact.kind.startsWith('hospital.') ? 'sygehusophold' : `oplysning-${fact.factId}`
  return (
    <Link to="/borgere/$citizenId" params={{ citizenId }} hash={hash} className={styles.chip} title={fact.text}>
      <span className="strong">{fact.label}</span>
      <time dateTime={fact.occurredAt}>{formatInstant(fact.occurredAt, language, now)}</time>
      <span className="soft">{nameSource(fact.source, t)}</span>
    </Link>
  )
}
