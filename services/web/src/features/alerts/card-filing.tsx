// A closed alert goes to the case that it belongs to; here stands where it is filed, and how that goes.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { alertFilingsQuery, useApi } from '../../api/queries.ts'
import type { Alert, AlertFilings } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import styles from './card.module.css'

type Filing = AlertFilings['items'][number]
type OnCase = Pick<Filing, 'kle' | 'caseId'>

/** Most documents have reached their case by then: the card looks once. */
const filedMilliseconds = 3_000

function useFiling(alertId: string) {
  const api = useApi()
  const cache = useQueryClient()
  const { queryKey } = alertFilingsQuery(api, alertId)
  return useMutation({
    mutationFn: ({ onCase, key }: { onCase: OnCase; key: string }) =>
      api.client.send<AlertFilings>({ method: 'POST', path: `/api/v1/alerts/${encodeURIComponent(alertId)}/filings`, body: onCase, key }),
    onSuccess: ({ data }) => {
      cache.setQueryData(queryKey, data.items)
      setTimeout(() => void cache.invalidateQueries({ queryKey }), filedMilliseconds)
    },
  })
}

export function CardFiling({ alert }: { alert: Alert }) {
  const { t } = useSpeech()
  const { data = [] } = useQuery(alertFilingsQuery(useApi(), alert.id))
  const [opened, setOpened] = useState(false)
  const filing = useFiling(alert.id)
  const retry = ({ kle, caseId }: Filing) => filing.mutate({ onCase: { kle, caseId }, key: crypto.randomUUID() })
  return (
    <section className={styles.section}>
      <h3>{t.journeys.deeds.file}</h3>
      {data.map((one) => (
        <Standing key={one.id} filing={one} onRetry={() => retry(one)} />
      ))}
      {data.length === 0 && (
        <Button variant="default" onClick={() => setOpened(true)} data-screen-only>
          {t.paper.file}
        </Button>
      )}
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t.paper.file}>
        <FilingForm alertId={alert.id} onSaved={() => setOpened(false)} />
      </Dialog>
    </section>
  )
}

function Standing({ filing: { state, caseId, reason }, onRetry }: { filing: Filing; onRetry: () => void }) {
  const { t } = useSpeech()
  if (state !== 'failed') return <p>{t.paper.filing[state](caseId)}</p>
  return (
    <p>
      {t.paper.filing.failed(caseId, t.paper.reasons[reason ?? ''] ?? reason ?? '')}{' '}
      <button type="button" className="plain" onClick={onRetry} data-screen-only>
        {t.journeys.deeds['retry-filing']}
      </button>
    </p>
  )
}

function FilingForm({ alertId, onSaved }: { alertId: string; onSaved: () => void }) {
  const { t } = useSpeech()
  const filing = useFiling(alertId)
  const [onCase, setOnCase] = useState<OnCase>({ kle: '', caseId: '' })
  const [tried, setTried] = useState(false)
  const field = (name: keyof OnCase) => ({
    label: t.journeys.fields[name],
    value: onCase[name],
    onChange: (event: { currentTarget: { value: string } }) => setOnCase({ ...onCase, [name]: event.currentTarget.value }),
    error: tried && onCase[name].trim() === '' ? t.journeys.missing : undefined,
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const said = { kle: onCase.kle.trim(), caseId: onCase.caseId.trim() }
    if (said.kle !== '' && said.caseId !== '') filing.mutate({ onCase: said, key: crypto.randomUUID() }, { onSuccess: onSaved })
  }
  const words = filing.error instanceof ApiProblem ? t.journeys.refusal[filing.error.code] : undefined
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <TextInput {...field('kle')} maxLength={12} data-autofocus />
      <TextInput {...field('caseId')} maxLength={200} />
      {filing.error && (words === undefined ? <ProblemNotice error={filing.error} deed /> : <p role="alert">{words}</p>)}
      <Button type="submit" fullWidth loading={filing.isPending}>
        {t.paper.file}
      </Button>
    </form>
  )
}
