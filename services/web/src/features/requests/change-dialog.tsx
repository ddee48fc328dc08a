// Answers a request with a named contact and a number, or says why it is wanted no more.
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CoordinationRequest } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import sheet from '../../ui/sheet.module.css'
import { RequestProblem } from './request-problem.tsx'
import { useChange } from './use-request.ts'

export type Changing = { way: 'answer' | 'withdrawal'; request: CoordinationRequest }

export function ChangeDialog({ changing, onClose }: { changing: Changing | null; onClose: () => void }) {
  const { t } = useSpeech()
  const title = changing?.way === 'withdrawal' ? t.requests.withdraw : t.requests.answer
  return (
    <Dialog opened={changing !== null} onClose={onClose} title={title}>
      {changing?.way === 'answer' && <AnswerForm key={changing.request.id} request={changing.request} onSaved={onClose} />}
      {changing?.way === 'withdrawal' && <WithdrawForm key={changing.request.id} request={changing.request} onSaved={onClose} />}
    </Dialog>
  )
}

interface Props {
  request: CoordinationRequest
  onSaved: () => void
}

/** The one who answers is most often the contact. */
function AnswerForm({ request, onSaved }: Props) {
  const { t } = useSpeech()
  const { me } = useSession()
  const changing = useChange(request)
  const [name, setName] = useState(me.name)
  const [phone, setPhone] = useState('')
  const [tried, setTried] = useState(false)
  const field = (value: string, set: (value: string) => void) => ({
    value,
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
    error: tried && value.trim() === '' ? t.requests.missing : undefined,
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || phone.trim() === '') return
    const change = { way: 'answer' as const, body: { name: name.trim(), phone: phone.trim() } }
    changing.mutate({ change, key: crypto.randomUUID() }, { onSuccess: onSaved })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{request.askedBy}</p>
      <p className="soft small">{t.requests.answerText}</p>
      <TextInput label={t.requests.contactName} {...field(name, setName)} maxLength={200} />
      <TextInput label={t.requests.contactPhone} {...field(phone, setPhone)} type="tel" maxLength={40} data-autofocus />
      {changing.error && <RequestProblem error={changing.error} />}
      <Button type="submit" fullWidth loading={changing.isPending}>
        {t.requests.saveAnswer}
      </Button>
    </form>
  )
}

function WithdrawForm({ request, onSaved }: Props) {
  const { t } = useSpeech()
  const changing = useChange(request)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isMissing) return
    changing.mutate({ change: { way: 'withdrawal', body: { reason: reason.trim() } }, key: crypto.randomUUID() }, { onSuccess: onSaved })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <Textarea
        label={t.requests.withdrawReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        error={tried && isMissing ? t.requests.missing : undefined}
        data-autofocus
      />
      {changing.error && <RequestProblem error={changing.error} />}
      <Button type="submit" fullWidth loading={changing.isPending}>
        {t.requests.withdraw}
      </Button>
    </form>
  )
}
