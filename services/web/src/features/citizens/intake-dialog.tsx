// A citizen comes to the counter: the team opens a relation for fourteen days and says why.
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/queries.ts'
import type { FoundCitizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'

export function IntakeDialog({ citizen, onClose }: { citizen: FoundCitizen | null; onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <Dialog opened={citizen !== null} onClose={onClose} title={t.citizens.intake.title}>
      {citizen && <IntakeForm key={citizen.id} citizen={citizen} />}
    </Dialog>
  )
}

function IntakeForm({ citizen }: { citizen: FoundCitizen }) {
  const { t } = useSpeech()
  const words = t.citizens.intake
  const opening = useIntake(citizen.id)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isMissing) opening.mutate({ reason: reason.trim(), key: crypto.randomUUID() })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{words.text(citizen.name)}</p>
      <Textarea
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        error={tried && isMissing ? words.missing : undefined}
        data-autofocus
      />
      {opening.error && <ProblemNotice error={opening.error} deed />}
      <Button type="submit" fullWidth loading={opening.isPending}>
        {words.save}
      </Button>
    </form>
  )
}

function useIntake(citizenId: string) {
  const { client } = useApi()
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ reason, key }: { reason: string; key: string }) =>
      client.send({ method: 'POST', path: `/api/v1/citizens/${encodeURIComponent(citizenId)}/intake`, body: { reason }, key }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['citizens'] })
      await navigate({ to: '/borgere/$citizenId', params: { citizenId } })
    },
  })
}
