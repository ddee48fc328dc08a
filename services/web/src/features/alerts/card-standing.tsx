// Where the alert stands: who has taken it, what it came to, and what somebody else changed while it was being read.
import { formatInstant } from '@roedtraad/domain'
import type { Alert } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useAnswering } from './answering.tsx'
import styles from './card.module.css'
import { snoozedUntil } from './views.ts'

export function CardStanding({ alert }: { alert: Alert }) {
  const { refusal } = useAnswering()
  const refused = refusal?.alertId === alert.id ? refusal : null
  return (
    <>
      {refused && refused.changes.length > 0 && <Changes changes={refused.changes} />}
      {refused && refused.changes.length === 0 && <ProblemNotice error={refused.error} deed />}
      <Answer alert={alert} />
    </>
  )
}

function Changes({ changes }: { changes: readonly string[] }) {
  const { t } = useSpeech()
  return (
    <div className={styles.changed} role="alert">
      <p className="strong">{t.alerts.changed.title}</p>
      {changes.map((change) => (
        <p key={change}>{change}</p>
      ))}
      <p>{t.alerts.changed.nothingSaved}</p>
    </div>
  )
}

function Answer({ alert }: { alert: Alert }) {
  const { t, language } = useSpeech()
  const { me, team } = useSession()
  const now = useNow()
  const { answer } = useAnswering()
  const { outcome, acknowledgedBy, closedBecause } = alert
  const until = snoozedUntil(alert, { team: team?.id ?? null, now })
  const undo = (what: 'acknowledgement' | 'outcome' | 'snooze', label: string) => (
    <button type="button" className="plain" onClick={() => answer(alert, { deed: 'undo', what })}>
      {label}
    </button>
  )
  return (
    <div className={styles.standing}>
      {outcome && (
        <p>
          <span className="strong">{t.alerts.answered(t.alerts.outcome.label[outcome.outcome])}</span> – {outcome.by},{' '}
          <Moment at={outcome.at} />
          {outcome.reason && <q className={styles.reason}>{outcome.reason}</q>} {undo('outcome', t.alerts.undoOutcome)}
        </p>
      )}
      {!outcome && closedBecause && closedBecause !== 'answered' && <p className="strong">{t.alerts.endedByItself[closedBecause]}</p>}
      {!outcome && acknowledgedBy && (
        <p>
          {acknowledgedBy.name === me.name ? t.alerts.acknowledgedByMe : t.alerts.acknowledgedBy(acknowledgedBy.name)},{' '}
          <Moment at={acknowledgedBy.at} /> {alert.status === 'acknowledged' && undo('acknowledgement', t.alerts.undoAcknowledgement)}
        </p>
      )}
      {until && (
        <p>
          {t.alerts.snoozedUntil(formatInstant(until, language, now))} {undo('snooze', t.alerts.takeUp)}
        </p>
      )}
    </div>
  )
}
