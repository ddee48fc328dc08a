// Everything that was done, newest first; what was taken back stays, struck through. Any of it can be taken back from here.
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Journey } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Moment } from '../../ui/moment.tsx'
import sheet from '../../ui/sheet.module.css'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedProblem } from './deed-dialog.tsx'
import styles from './journey.module.css'
import { useWithdrawal } from './use-deed.ts'

type Entry = Journey['history'][number]
const portion = 12

export function History({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const [shown, setShown] = useState(portion)
  const [withdrawing, setWithdrawing] = useState<Entry | null>(null)
  const rest = journey.history.length - shown
  return (
    <section className={styles.section}>
      <h2>{t.journeys.history}</h2>
      <ol>
        {journey.history.slice(0, shown).map((entry) => (
          <HistoryItem key={entry.id} entry={entry} journey={journey} onWithdraw={() => setWithdrawing(entry)} />
        ))}
      </ol>
      {rest > 0 && (
        <button type="button" className="plain" onClick={() => setShown(shown + 4 * portion)}>
          {t.citizens.more(rest)}
        </button>
      )}
      <Dialog opened={withdrawing !== null} onClose={() => setWithdrawing(null)} title={t.journeys.withdraw}>
        {withdrawing && <WithdrawForm key={withdrawing.id} journey={journey} entry={withdrawing} onSaved={() => setWithdrawing(null)} />}
      </Dialog>
    </section>
  )
}

function HistoryItem({ entry, journey, onWithdraw }: { entry: Entry; journey: Journey; onWithdraw: () => void }) {
  const { t } = useSpeech()
  const { team } = useSession()
  const { nameOf } = useTeamNames()
  const mayWithdraw = entry.by !== null && !entry.withdrawn && entry.deed !== 'open' && (entry.by.team === team?.id || journey.holds)
  return (
    <li className={styles.entry}>
      <p data-withdrawn={entry.withdrawn}>
        <span className="strong">{entry.by === null ? t.journeys.product : entry.by.name}</span>{' '}
        <span className={styles.told}>{entry.text}</span>
      </p>
      <p className="soft small">
        {entry.by && `${nameOf(entry.by.team)} · `}
        <Moment at={entry.at} relative={false} />
        {entry.withdrawn && ` · ${t.journeys.withdrawn}`}
      </p>
      {mayWithdraw && (
        <button type="button" className="plain" onClick={onWithdraw} data-screen-only aria-label={`${t.journeys.withdraw}: ${entry.text}`}>
          {t.journeys.withdraw}
        </button>
      )}
    </li>
  )
}

function WithdrawForm({ journey, entry, onSaved }: { journey: Journey; entry: Entry; onSaved: () => void }) {
  const { t } = useSpeech()
  const { mutate, isPending, error } = useWithdrawal(journey)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isMissing) mutate({ deedId: entry.id, reason: reason.trim(), key: crypto.randomUUID() }, { onSuccess: onSaved })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{entry.text}</p>
      <Textarea
        label={t.journeys.withdrawReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        error={tried && isMissing ? t.journeys.missing : undefined}
        data-autofocus
      />
      {error && <DeedProblem error={error} />}
      <Button type="submit" fullWidth loading={isPending}>
        {t.journeys.withdraw}
      </Button>
    </form>
  )
}
