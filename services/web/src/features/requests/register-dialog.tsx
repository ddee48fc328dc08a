// Registers what somebody asks for: three fields, each with what is asked most often filled in, so that Enter is enough.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { formatDate, requestChannels, requestWishes } from '@roedtraad/domain'
import { type FormEvent, useState } from 'react'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import sheet from '../../ui/sheet.module.css'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { RequestProblem } from './request-problem.tsx'
import { type NewRequest, useRegister } from './use-request.ts'

export interface AskedFor {
  id: string
  name: string
}

export function RegisterDialog({ citizen, onClose }: { citizen: AskedFor | null; onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <Dialog opened={citizen !== null} onClose={onClose} title={t.requests.register}>
      {citizen && <RegisterForm key={citizen.id} citizen={citizen} onSaved={onClose} />}
    </Dialog>
  )
}

function RegisterForm({ citizen, onSaved }: { citizen: AskedFor; onSaved: () => void }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const words = t.requests
  const registering = useRegister(citizen.id, ({ team, dueAt }) => words.registered(nameOf(team), formatDate(dueAt, language, now)))
  const [body, setBody] = useState<NewRequest>({ askedBy: words.citizenHerself, wish: 'coordination', channel: 'phone' })
  const isMissing = body.askedBy.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isMissing)
      registering.mutate({ body: { ...body, askedBy: body.askedBy.trim() }, key: crypto.randomUUID() }, { onSuccess: onSaved })
  }
  const choose = <K extends 'wish' | 'channel'>(name: K, values: readonly NewRequest[K][], texts: Record<NewRequest[K], string>) => ({
    value: body[name],
    onChange: (event: { currentTarget: { value: string } }) => setBody({ ...body, [name]: event.currentTarget.value }),
    data: values.map((value) => ({ value, label: texts[value] })),
  })
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{words.registerText(citizen.name)}</p>
      <TextInput
        label={words.askedBy}
        value={body.askedBy}
        onChange={(event) => setBody({ ...body, askedBy: event.currentTarget.value })}
        onFocus={(event) => event.currentTarget.select()}
        maxLength={200}
        error={isMissing ? words.missing : undefined}
        data-autofocus
      />
      <NativeSelect label={words.wish} {...choose('wish', requestWishes, words.wishes)} />
      <NativeSelect label={words.channel} {...choose('channel', requestChannels, words.channels)} />
      {registering.error && <RequestProblem error={registering.error} />}
      <Button type="submit" fullWidth loading={registering.isPending}>
        {words.register}
      </Button>
    </form>
  )
}
