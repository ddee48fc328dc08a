// Why a file was refused whole, in the reader's own language where we know the reason.
import { ApiProblem } from '../../api/client.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

export function ImportProblem({ error }: { error: Error }) {
  const { t } = useSpeech()
  const known = error instanceof ApiProblem ? t.imports.problems[error.code] : undefined
  if (!(error instanceof ApiProblem) || known === undefined) return <ProblemNotice error={error} deed />
  const named = error.errors.map(({ field }) => t.imports.columns[field] ?? t.imports.caseLog.wishes[field] ?? field).join(', ')
  const text = named === '' ? known : `${known} ${named}.`
  return <ProblemNotice error={new ApiProblem(400, error.code, text, [])} deed />
}
