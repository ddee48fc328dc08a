// Ending a stay that the hospital did not end: when, and how one knows.
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { HospitalStay } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { fromClock, toClock } from '../../ui/clock.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import type { useStayDeed } from './use-stay-deed.ts'

interface Props {
  stay: HospitalStay
  opened: boolean
  deed: ReturnType<typeof useStayDeed>
  onClose: () => void
}

export function EndStayDialog({ stay, opened, deed, onClose }: Props) {
  const { t } = useSpeech()
  return (
    <Dialog opened={opened} onClose={onClose} title={t.citizens.stays.endDialog.title}>
      <EndStayForm stay={stay} deed={deed} onSaved={onClose} />
    </Dialog>
  )
}

function useEnding({ stay, deed, onSaved }: { stay: HospitalStay; deed: Props['deed']; onSaved: () => void }) {
  const now = useNow()
  const [picked, setPicked] = useState(() => toClock(now))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const at = fromClock(picked)
  const faults = { at: at === null || at <= stay.from || at > now, reason: reason.trim() === '' }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (at !== null && !faults.at && !faults.reason) deed.run({ deed: 'end', at, reason: reason.trim() }, onSaved)
  }
  return { now, picked, setPicked, reason, setReason, faults: tried ? faults : { at: false, reason: false }, save }
}

function EndStayForm({ stay, deed, onSaved }: { stay: HospitalStay; deed: Props['deed']; onSaved: () => void }) {
  const { t } = useSpeech()
  const words = t.citizens.stays.endDialog
  const { now, picked, setPicked, reason, setReason, faults, save } = useEnding({ stay, deed, onSaved })
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{words.text}</p>
      <TextInput
        type="datetime-local"
        label={words.at}
        value={picked}
        min={toClock(stay.from)}
        max={toClock(now)}
        onChange={(event) => setPicked(event.currentTarget.value)}
        error={faults.at ? words.atMissing : undefined}
      />
      <Textarea
        label={words.reason}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={faults.reason ? words.reasonMissing : undefined}
      />
      {deed.error && <ProblemNotice error={deed.error} deed />}
      <Button type="submit" fullWidth loading={deed.isPending}>
        {words.save}
      </Button>
    </form>
  )
}
