// What the alert came to. "Wrong" asks what was wrong, because somebody has to correct it.
import { Button, Textarea } from '@mantine/core'
import { type AlertOutcome, alertOutcomes } from '@roedtraad/domain'
import { type FormEvent, useState } from 'react'
import type { AlertItem } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import sheet from '../../ui/sheet.module.css'
import { useAnswering } from './answering.tsx'

export function OutcomeForm({ alert }: { alert: AlertItem }) {
  const { t } = useSpeech()
  const { answer } = useAnswering()
  const [outcome, setOutcome] = useState<AlertOutcome | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const words = t.alerts.outcome
  const lacksReason = outcome === 'wrong' && reason.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (outcome && !lacksReason) answer(alert, { deed: 'outcome', outcome, reason: reason.trim() })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <ChoiceList
        legend={words.choose}
        value={outcome}
        onChange={setOutcome}
        choices={alertOutcomes.map((value) => ({ value, label: words.label[value], hint: words.hint[value] }))}
        error={tried && outcome === null ? words.chooseMissing : undefined}
      />
      <Textarea
        label={outcome === 'wrong' ? words.reasonRequired : words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
        required={outcome === 'wrong'}
        withAsterisk={false}
        error={tried && lacksReason ? words.reasonMissing : undefined}
      />
      <Button type="submit" fullWidth>
        {words.save}
      </Button>
    </form>
  )
}
