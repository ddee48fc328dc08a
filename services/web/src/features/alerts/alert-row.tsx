// One alert in the list: the sentence opens the card, and the one thing to do stands beside it.
import { Button } from '@mantine/core'
import { formatInstant } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { AlertItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemText } from '../../ui/problem-notice.tsx'
import { useAnswering } from './answering.tsx'
import styles from './inbox.module.css'
import { OutcomeMenu } from './outcome-menu.tsx'
import { isPressing } from './urgency.tsx'
import { snoozedUntil, type View } from './views.ts'

interface Props {
  alert: AlertItem
  view: View
  selected: boolean
}

export const AlertRow = memo(function AlertRow({ alert, view, selected }: Props) {
  const { refusal } = useAnswering()
  const refused = refusal?.alertId === alert.id && !selected ? refusal : null
  return (
    <li className={styles.row} data-selected={selected}>
      <div className={styles.words}>
        <Link
          to="/tegn/$alertId"
          params={{ alertId: alert.id }}
          search={view === 'open' ? {} : { vis: view }}
          className={isPressing(alert.urgency) && alert.status === 'open' ? `${styles.sentence} strong` : styles.sentence}
          data-alert={alert.id}
          aria-current={selected ? 'true' : undefined}
          resetScroll={false}
        >
          {alert.sentence}
        </Link>
        <p className={styles.meta}>
          <Moment at={alert.occurredAt ?? alert.raisedAt} />
        </p>
        <Standing alert={alert} />
        {refused && (
          <p className={styles.meta} role="alert">
            {refused.changes.length > 0 ? refused.changes.join(' ') : <ProblemText error={refused.error} />}
          </p>
        )}
      </div>
      <NextStep alert={alert} />
    </li>
  )
})

/** Who has taken it, what it came to, or until when it rests. */
function Standing({ alert }: { alert: AlertItem }) {
  const { t, language } = useSpeech()
  const { me, team } = useSession()
  const now = useNow()
  const until = snoozedUntil(alert, { team: team?.id ?? null, now })
  const words: string[] = []
  if (alert.outcome) words.push(`${t.alerts.answered(t.alerts.outcome.label[alert.outcome.outcome])} – ${alert.outcome.by}`)
  else if (alert.closedBecause && alert.closedBecause !== 'answered')
    words.push(t.alerts.endedByItself[alert.closedBecause] ?? t.alerts.changed.closed)
  else if (alert.acknowledgedBy && alert.acknowledgedBy.name === me.name) words.push(t.alerts.acknowledgedByMe)
  else if (alert.acknowledgedBy) words.push(t.alerts.acknowledgedBy(alert.acknowledgedBy.name))
  if (until) words.push(t.alerts.snoozedUntil(formatInstant(until, language, now)))
  return words.length === 0 ? null : <p className={styles.meta}>{words.join(' · ')}</p>
}

function NextStep({ alert }: { alert: AlertItem }) {
  const { t } = useSpeech()
  const { me } = useSession()
  const { answer, pending, openDialog } = useAnswering()
  const isMine = alert.status === 'acknowledged' && alert.acknowledgedBy?.name === me.name
  if (alert.status !== 'open' && !isMine) return null
  const acknowledge = { text: t.alerts.acknowledge, label: t.alerts.acknowledgeFor(alert.citizen.name) }
  const write = { text: t.alerts.writeOutcome, label: t.alerts.writeOutcomeFor(alert.citizen.name) }
  const { text, label } = isMine ? write : acknowledge
  return (
    <div className={styles.steps}>
      <Button
        variant="default"
        size="sm"
        className={styles.step}
        loading={pending === alert.id}
        onClick={() => (isMine ? openDialog('outcome', alert) : answer(alert, { deed: 'acknowledge' }))}
        aria-label={label}
      >
        {text}
      </Button>
      <OutcomeMenu alert={alert} />
    </div>
  )
}
