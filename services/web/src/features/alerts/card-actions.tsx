// The next step as one primary button, and the few others beside it. On a phone it stays at the bottom of the screen.
import { Button } from '@mantine/core'
import type { Alert } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useAnswering } from './answering.tsx'
import styles from './card.module.css'

export function CardActions({ alert }: { alert: Alert }) {
  const { t } = useSpeech()
  const { answer, pending, openDialog } = useAnswering()
  if (alert.outcome) return null
  const loading = pending === alert.id
  const outcome = () => openDialog('outcome', alert)
  if (alert.status === 'closed') {
    return (
      <div className={styles.actions} data-action-bar data-screen-only>
        <Button variant="default" onClick={outcome} loading={loading}>
          {t.alerts.tellAnyway}
        </Button>
      </div>
    )
  }
  const isOpen = alert.status === 'open'
  return (
    <div className={styles.actions} data-action-bar data-screen-only>
      <Button className={styles.primary} loading={loading} onClick={isOpen ? () => answer(alert, { deed: 'acknowledge' }) : outcome}>
        {isOpen ? t.alerts.acknowledge : t.alerts.writeOutcome}
      </Button>
      {isOpen && (
        <Button variant="default" disabled={loading} onClick={outcome}>
          {t.alerts.writeOutcome}
        </Button>
      )}
      <Button variant="default" disabled={loading} onClick={() => openDialog('snooze', alert)}>
        {t.alerts.snooze}
      </Button>
    </div>
  )
}
