// What the rule offers beside the usual answers: one tap says that the admission was planned. It changes the stay, so it carries the citizen's ETag.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Api, useApi } from '../../api/queries.ts'
import type { Alert, Citizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import styles from './card.module.css'

export function PlannedActions({ alert }: { alert: Alert }) {
  const planning = usePlanning(alert.citizenId)
  const offered = alert.actions.filter((action) => action.id === 'planned' && action.stayId !== undefined)
  if (offered.length === 0) return null
  return (
    <div className={styles.extra} data-screen-only>
      {offered.map(({ id, label, stayId = '' }) => (
        <Button
          key={id}
          variant="default"
          loading={planning.isPending}
          onClick={() => planning.mutate({ stayId, key: crypto.randomUUID() })}
        >
          {label}
        </Button>
      ))}
      {planning.error && <ProblemNotice error={planning.error} deed />}
    </div>
  )
}

function usePlanning(citizenId: string) {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const refresh = () =>
    Promise.all([cache.invalidateQueries({ queryKey: ['alerts'] }), cache.invalidateQueries({ queryKey: ['citizens'] })])
  return useMutation({
    mutationFn: ({ stayId, key }: { stayId: string; key: string }) => setPlanned(api, { citizenId, stayId, key, method: 'POST' }),
    onSuccess: (_answer, { stayId }) => {
      void refresh()
      const undo = () => setPlanned(api, { citizenId, stayId, key: crypto.randomUUID(), method: 'DELETE' }).then(refresh)
      offer({ text: t.alerts.done.planned, undo })
    },
  })
}

async function setPlanned(
  api: Api,
  { citizenId, stayId, key, method }: { citizenId: string; stayId: string; key: string; method: 'POST' | 'DELETE' },
) {
  const base = `/api/v1/citizens/${encodeURIComponent(citizenId)}`
  const { etag } = await api.client.get<Citizen>(base)
  const path = `${base}/hospital-stays/${encodeURIComponent(stayId)}/planned`
  return api.client.send<Citizen>({ method, path, key, ...(etag ? { etag } : {}) })
}
