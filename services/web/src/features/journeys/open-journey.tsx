// From the citizen's page: go to her journey, or open one with level, reason and ground.
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { journeyTexts } from '@roedtraad/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/queries.ts'
import type { Citizen, Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import sheet from '../../ui/sheet.module.css'
import { DeedProblem } from './deed-dialog.tsx'
import { toGround } from './to-ground.ts'
import { useGroundChoices } from './use-ground-choices.ts'

const levels = ['inform', 'coordinate', 'one-plan'] as const
type Level = (typeof levels)[number]

export function OpenJourney({ citizen }: { citizen: Pick<Citizen, 'id' | 'journeyId'> }) {
  const { t } = useSpeech()
  const [opened, setOpened] = useState(false)
  if (citizen.journeyId !== null)
    return (
      <Link to="/forloeb/$journeyId" params={{ journeyId: citizen.journeyId }} data-screen-only>
        {t.journeys.goToJourney}
      </Link>
    )
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)} data-screen-only>
        {t.journeys.openFromCitizen}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t.journeys.openDialog.title}>
        <OpenForm citizenId={citizen.id} />
      </Dialog>
    </>
  )
}

function useOpening(citizenId: string) {
  const { client } = useApi()
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ body, key }: { body: Record<string, unknown>; key: string }) =>
      client.send<Journey>({ method: 'POST', path: '/api/v1/journeys', body: { citizenId, ...body }, key }),
    onSuccess: async ({ data }) => {
      void cache.invalidateQueries({ queryKey: ['journeys'] })
      void cache.invalidateQueries({ queryKey: ['citizens'] })
      await navigate({ to: '/forloeb/$journeyId', params: { journeyId: data.id } })
    },
  })
}

function OpenForm({ citizenId }: { citizenId: string }) {
  const { t } = useSpeech()
  const words = t.journeys.openDialog
  const opening = useOpening(citizenId)
  const [level, setLevel] = useState<Level>('coordinate')
  const [reason, setReason] = useState('')
  const [ground, setGround] = useState('statute:RSL-5')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isMissing) opening.mutate({ body: { level, reason: reason.trim(), ground: toGround(ground) }, key: crypto.randomUUID() })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{words.text}</p>
      <LevelField value={level} onChange={setLevel} />
      <Textarea
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        error={tried && isMissing ? t.journeys.missing : undefined}
        data-autofocus
      />
      <GroundField citizenId={citizenId} value={ground} onChange={setGround} />
      {opening.error && <DeedProblem error={opening.error} />}
      <Button type="submit" fullWidth loading={opening.isPending}>
        {words.title}
      </Button>
    </form>
  )
}

function LevelField({ value, onChange }: { value: Level; onChange: (value: Level) => void }) {
  const { t, language } = useSpeech()
  const texts = journeyTexts(language)
  const choices = levels.map((one) => ({ value: one, label: texts.level[one], hint: texts.levelMeaning[one] }))
  return <ChoiceList legend={t.journeys.openDialog.level} value={value} onChange={onChange} choices={choices} />
}

function GroundField({ citizenId, value, onChange }: { citizenId: string; value: string; onChange: (value: string) => void }) {
  const { t } = useSpeech()
  return (
    <NativeSelect
      label={t.journeys.openDialog.ground}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={useGroundChoices(citizenId)}
    />
  )
}
