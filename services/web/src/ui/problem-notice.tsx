// What went wrong, what it means, and what to do. One place decides the words, so that no raw error reaches a page.
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem, NoConnection } from '../api/client.ts'
import { useSpeech } from '../app/texts/index.ts'
import styles from './problem-notice.module.css'

export function ProblemText({ error }: { error: Error }) {
  const { t } = useSpeech()
  if (error instanceof NoConnection) return t.problem.network
  if (!(error instanceof ApiProblem)) return t.problem.server
  if (error.status === 403) return t.problem.forbidden
  if (error.status === 404) return t.problem.notFound
  if (error.status === 409 || error.status === 412) return t.problem.stale
  if (error.status === 429) return t.problem.tooMany
  return error.status < 500 && error.message ? error.message : t.problem.server
}

interface Props {
  error: Error
  onRetry?: () => void
  /** Whether it was a deed that failed, and not a look. */
  deed?: boolean
  /** Whether it stands alone on the page, outside the frame. */
  alone?: boolean
}

export function ProblemNotice({ error, onRetry, deed = false, alone = false }: Props) {
  const { t } = useSpeech()
  const Place = alone ? 'main' : 'div'
  return (
    <Place className={alone ? styles.alone : undefined}>
      <div className={styles.notice} role="alert">
        <IconAlertTriangle size={20} aria-hidden className={styles.icon} />
        <div>
          <p className="strong">{deed ? t.problem.deedTitle : t.problem.title}</p>
          <p>
            <ProblemText error={error} />
          </p>
          {onRetry && (
            <Button variant="default" mt={12} onClick={onRetry}>
              {t.problem.retry}
            </Button>
          )}
        </div>
      </div>
    </Place>
  )
}
