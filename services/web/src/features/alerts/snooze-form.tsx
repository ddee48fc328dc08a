// Putting an alert off: until when, and what is awaited.
import { Button, TextInput } from '@mantine/core'
import { formatInstant, type Instant } from '@roedtraad/domain'
import { type FormEvent, useState } from 'react'
import type { AlertItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { fromClock, morningIn, toClock } from '../../ui/clock.ts'
import sheet from '../../ui/sheet.module.css'
import { useAnswering } from './answering.tsx'

type When = 'tomorrow' | 'days' | 'date'

function useSnooze(alert: AlertItem) {
  const now = useNow()
  const { answer } = useAnswering()
  const [when, setWhen] = useState<When>('tomorrow')
  const [picked, setPicked] = useState(() => toClock(morningIn(now, 7)))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const times: Record<When, Instant | null> = { tomorrow: morningIn(now, 1), days: morningIn(now, 3), date: fromClock(picked) }
  const until = times[when]
  const faults = { until: until === null || until <= now, reason: reason.trim() === '' }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (until !== null && !faults.until && !faults.reason) answer(alert, { deed: 'snooze', until, reason: reason.trim() })
  }
  return { now, when, setWhen, picked, setPicked, reason, setReason, times, faults: tried ? faults : { until: false, reason: false }, save }
}

export function SnoozeForm({ alert }: { alert: AlertItem }) {
  const { t, language } = useSpeech()
  const words = t.alerts.snoozing
  const form = useSnooze(alert)
  const hint = (at: Instant | null) => (at === null ? undefined : formatInstant(at, language, form.now))
  return (
    <form onSubmit={form.save} className={sheet.form} noValidate>
      <ChoiceList
        legend={words.until}
        value={form.when}
        onChange={form.setWhen}
        choices={[
          { value: 'tomorrow', label: words.tomorrow, hint: hint(form.times.tomorrow) },
          { value: 'days', label: words.days, hint: hint(form.times.days) },
          { value: 'date', label: words.date, hint: undefined },
        ]}
      />
      {form.when === 'date' && (
        <TextInput
          type="datetime-local"
          label={words.pick}
          value={form.picked}
          min={toClock(form.now)}
          onChange={(event) => form.setPicked(event.currentTarget.value)}
          error={form.faults.until ? words.untilMissing : undefined}
        />
      )}
      <Reason value={form.reason} onChange={form.setReason} isMissing={form.faults.reason} />
      <Button type="submit" fullWidth>
        {words.save}
      </Button>
    </form>
  )
}

/** What is awaited, written or taken from the usual answers: one hand must be enough. */
function Reason({ value, onChange, isMissing }: { value: string; onChange: (reason: string) => void; isMissing: boolean }) {
  const { t } = useSpeech()
  const words = t.alerts.snoozing
  return (
    <>
      <TextInput
        label={words.reason}
        value={value}
        maxLength={500}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={isMissing ? words.reasonMissing : undefined}
      />
      <div className={sheet.suggestions}>
        {words.suggestions.map((suggestion) => (
          <button key={suggestion} type="button" className={sheet.suggestion} onClick={() => onChange(suggestion)}>
            {suggestion}
          </button>
        ))}
      </div>
    </>
  )
}
