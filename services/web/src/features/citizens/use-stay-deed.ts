// Sends what is said about a stay by hand, with the ETag that the reader saw, and offers the way back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../../api/client.ts'
import { type Api, citizenKey, useApi } from '../../api/queries.ts'
import type { Citizen } from '../../api/types.ts'
import { type ScreenTexts, useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

export type StayDeed = { deed: 'end'; at: string; reason: string } | { deed: 'undo-end' } | { deed: 'plan' } | { deed: 'undo-plan' }

interface Place {
  citizenId: string
  stayId: string
  etag: string | null
}

export function useStayDeed(citizenId: string, stayId: string, etag: string | null) {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const remember = (answer: Awaited<ReturnType<typeof sendStayDeed>>) => {
    cache.setQueryData(citizenKey(api, citizenId), answer)
    void cache.invalidateQueries({ queryKey: ['alerts'] })
  }
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ deed, key }: { deed: StayDeed; key: string }) => sendStayDeed(api, { citizenId, stayId, etag }, deed, key),
    onSuccess: (answer, { deed }) => {
      remember(answer)
      const back = inverseOf(deed)
      const place = { citizenId, stayId, etag: answer.etag }
      const undo = back && (async () => remember(await sendStayDeed(api, place, back, crypto.randomUUID())))
      offer({ text: tellDone(deed, t), undo })
    },
    onError: (failure) => {
      if (failure instanceof ApiProblem && (failure.status === 412 || failure.status === 409))
        void cache.invalidateQueries({ queryKey: ['citizens'] })
    },
  })
  const run = (deed: StayDeed, onSaved?: () => void) => mutate({ deed, key: crypto.randomUUID() }, { onSuccess: () => onSaved?.() })
  return { run, isPending, error, reset }
}

function inverseOf(deed: StayDeed): StayDeed | null {
  if (deed.deed === 'end') return { deed: 'undo-end' }
  return deed.deed === 'plan' ? { deed: 'undo-plan' } : null
}

function tellDone(deed: StayDeed, t: ScreenTexts): string {
  if (deed.deed === 'end') return t.citizens.stays.ended
  return deed.deed === 'plan' ? t.alerts.done.planned : t.undone
}

function sendStayDeed(api: Api, { citizenId, stayId, etag }: Place, deed: StayDeed, key: string) {
  const base = `/api/v1/citizens/${encodeURIComponent(citizenId)}/hospital-stays/${encodeURIComponent(stayId)}`
  const what = deed.deed === 'end' || deed.deed === 'undo-end' ? 'end' : 'planned'
  return api.client.send<Citizen>({
    method: deed.deed.startsWith('undo') ? 'DELETE' : 'POST',
    path: `${base}/${what}`,
    key,
    ...(deed.deed === 'end' ? { body: { at: deed.at, reason: deed.reason } } : {}),
    ...(etag ? { etag } : {}),
  })
}
