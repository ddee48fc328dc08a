// Why a request could not be registered or changed, in the reader's words.
import { ApiProblem } from '../../api/client.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import styles from './requests.module.css'

export function RequestProblem({ error }: { error: Error }) {
  const { t } = useSpeech()
  const words = error instanceof ApiProblem ? t.requests.refusal[error.code] : undefined
  if (words === undefined) return <ProblemNotice error={error} deed />
  return (
    <div className={styles.refusal} role="alert">
      <p className="strong">{t.problem.deedTitle}</p>
      <p>{words}</p>
    </div>
  )
}
