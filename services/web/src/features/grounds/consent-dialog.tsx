// Recording a consent: which one, what may be shared with whom, how it was given and until when. The rest follows from the ground table.
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { addDays, areas } from '@roedtraad/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { groundsKey, groundTableQuery, teamsQuery, useApi } from '../../api/queries.ts'
import type { GroundList, GroundTable } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { toClock } from '../../ui/clock.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import { Giving } from './giving.tsx'
import styles from './grounds.module.css'
import { listMissing, lists, self, toBody, type Written } from './written.ts'

export function ConsentDialog({ citizenId, opened, onClose }: { citizenId: string; opened: boolean; onClose: () => void }) {
  const { t } = useSpeech()
  const { data: table = [] } = useQuery(groundTableQuery(useApi()))
  const consents = table.filter((ground) => ground.kind === 'consent')
  return (
    <Dialog opened={opened} onClose={onClose} title={t.grounds.dialog.title}>
      {consents.length > 0 && <ConsentForm citizenId={citizenId} consents={consents} onSaved={onClose} />}
    </Dialog>
  )
}

type Rule = GroundTable['items'][number]
/** A consent is asked for again before it lapses of itself. */
const usualDays = 180

function useConsent(citizenId: string, onSaved: () => void) {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  return useMutation({
    mutationFn: ({ body, key }: { body: Record<string, unknown>; key: string }) =>
      api.client.send<GroundList>({ method: 'POST', path: `/api/v1/citizens/${encodeURIComponent(citizenId)}/grounds`, body, key }),
    onSuccess: ({ data }) => {
      cache.setQueryData(groundsKey(api, citizenId), data.items)
      void cache.invalidateQueries({ queryKey: ['citizens'] })
      offer({ text: t.grounds.recorded, undo: null })
      onSaved()
    },
  })
}

function useWritten(consents: readonly Rule[]) {
  const now = useNow()
  const [written, setWritten] = useState<Written>(() => ({
    code: consents[0]?.code ?? '',
    ...nothingChosen,
    form: 'written',
    purposeCode: 'coordination',
    purpose: '',
    givenBy: self,
    representative: '',
    givenAt: toClock(now).slice(0, 10),
    to: toClock(addDays(now, usualDays)).slice(0, 10),
  }))
  // Another consent opens other things: what was chosen for the one before does not carry over.
  const set = <K extends keyof Written>(name: K, value: Written[K]) =>
    setWritten((before) => ({ ...before, ...(name === 'code' ? nothingChosen : {}), [name]: value }))
  return { written, set }
}

const nothingChosen = { categories: [], fromAreas: [], teams: [] }

function ConsentForm({ citizenId, consents, onSaved }: { citizenId: string; consents: readonly Rule[]; onSaved: () => void }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const words = t.grounds.dialog
  const recording = useConsent(citizenId, onSaved)
  const { written, set } = useWritten(consents)
  const [tried, setTried] = useState(false)
  const rule = consents.find((one) => one.code === written.code) ?? consents[0]
  const choices = useChoices(rule)
  const missing = listMissing(written)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) recording.mutate({ body: toBody(written, t.grounds.textVersion, now), key: crypto.randomUUID() })
  }
  const named = consents.map(({ code, title, citation }) => ({ value: code, label: `${title[language]} (${citation})` }))
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <NativeSelect label={words.what} value={written.code} onChange={(event) => set('code', event.currentTarget.value)} data={named} />
      {lists.map((name) => (
        <Several
          key={name}
          label={name === 'fromAreas' ? words.from : words[name]}
          value={written[name]}
          onChange={(value) => set(name, value)}
          wrong={tried && missing.includes(name)}
          choices={choices[name]}
        />
      ))}
      <Giving written={written} set={set} forms={rule?.forms ?? []} missing={tried ? missing : []} />
      {recording.error && <ProblemNotice error={recording.error} deed />}
      <Button type="submit" fullWidth loading={recording.isPending}>
        {words.save}
      </Button>
    </form>
  )
}

/** What the ground table lets this consent open, and to whom. */
function useChoices(rule: Rule | undefined): Record<(typeof lists)[number], [string, string][]> {
  const { t, language } = useSpeech()
  const { data: teams = [] } = useQuery(teamsQuery(useApi()))
  return {
    fromAreas: areas.filter((area) => rule?.from.includes(area.id)).map((area) => [area.id, area.name[language]]),
    categories: (rule?.categories ?? []).map((one) => [one, t.grounds.categories[one] ?? one]),
    teams: teams.filter((team) => rule?.to.includes(team.area)).map((team) => [team.id, team.name[language]]),
  }
}

interface SeveralProps {
  label: string
  value: string[]
  onChange: (value: string[]) => void
  choices: [string, string][]
  wrong: boolean
}

function Several({ label, value, onChange, choices, wrong }: SeveralProps) {
  const { t } = useSpeech()
  return (
    <Checkbox.Group label={label} value={value} onChange={onChange} error={wrong ? t.grounds.dialog.missing : undefined}>
      <div className={styles.checks}>
        {choices.map(([id, name]) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
