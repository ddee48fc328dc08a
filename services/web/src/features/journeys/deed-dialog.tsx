// One deed in a dialog: its fields, what is wrong with them, and what the journey's rules say.
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import { DeedField } from './deed-field.tsx'
import { deedForms, type Field, type FormDeed } from './deed-forms.ts'
import styles from './journey.module.css'
import { PageNews } from './page-news.tsx'
import { toDeed, toDetail, type Values } from './to-detail.ts'
import { useDeed } from './use-deed.ts'
import type { News } from './use-news.ts'

export interface OpenDeed {
  deed: FormDeed
  /** What the dialog does not ask for, because it is known where it was opened. */
  given: Record<string, unknown>
}

interface Props {
  journey: Journey
  /** What others do while the form is open. */
  news: News
  open: OpenDeed | null
  onClose: () => void
}

export function DeedDialog({ journey, news, open, onClose }: Props) {
  const { t } = useSpeech()
  return (
    <Dialog opened={open !== null} onClose={onClose} title={open === null ? '' : t.journeys.deeds[open.deed]}>
      {open && <DeedForm key={open.deed + JSON.stringify(open.given)} journey={journey} news={news} open={open} onSaved={onClose} />}
    </Dialog>
  )
}

function DeedForm({ journey, news, open, onSaved }: { journey: Journey; news: News; open: OpenDeed; onSaved: () => void }) {
  const { t } = useSpeech()
  const now = useNow()
  const { run, isPending, error } = useDeed(journey)
  const fields: readonly Field[] = deedForms[open.deed]
  const { team } = useSession()
  const [values, setValues] = useState<Values>(() => guess(open.deed, journey, team?.id))
  const [tried, setTried] = useState(false)
  const missing = fields.filter((field) => !field.optional && (values[field.name] ?? '') === '').map((field) => field.name)
  const [isComplete] = useState(missing.length === 0)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0)
      run({ deed: toDeed(open.deed), detail: { ...open.given, ...toDetail(open.deed, fields, values, { now, journey }) } }, onSaved)
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <PageNews news={news} inForm />
      {fields.map((field, index) => (
        <DeedField
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          journey={journey}
          team={String(values['team'] ?? values['to'] ?? '')}
          error={tried && missing.includes(field.name) ? t.journeys.missing : undefined}
          first={index === 0 && !isComplete}
        />
      ))}
      {error && <DeedProblem error={error} />}
      <Button type="submit" fullWidth loading={isPending} data-autofocus={isComplete || undefined}>
        {t.journeys.save}
      </Button>
    </form>
  )
}

/** What there is no choice about: a handover goes to the other team where there is only one. */
function guess(deed: FormDeed, journey: Journey, ownTeam: string | undefined): Values {
  if (deed !== 'hand-over-coordination') return {}
  const others = journey.teams.filter((one) => one.to === null && one.team !== ownTeam)
  return others.length === 1 ? { to: others[0]?.team } : {}
}

/** The refusal in the reader's words; and what somebody else did meanwhile. */
export function DeedProblem({ error }: { error: Error }) {
  const { t } = useSpeech()
  const words = error instanceof ApiProblem ? t.journeys.refusal[error.code] : undefined
  if (words === undefined || !(error instanceof ApiProblem)) return <ProblemNotice error={error} deed />
  return (
    <div className={styles.refusal} role="alert">
      <p className="strong">{t.problem.deedTitle}</p>
      <p>{words}</p>
      {error.status === 412 && (
        <ul>
          {error.errors.map((change) => (
            <li key={`${change.field} ${change.problem}`} className="small">
              {change.problem.split(',')[0]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
