// Ending a ground and taking the end back, with the list remembered as the API answers it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Api, groundsKey, useApi } from '../../api/queries.ts'
import type { Ground, GroundList } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

type Because = 'withdrawn' | 'purpose-ended' | 'recorded-by-mistake'

export interface EndGround {
  end(ground: Ground, because: Because): void
  undo(ground: Ground): void
  pending: boolean
  error: Error | null
}

export function useEnding(citizenId: string): EndGround {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const remember = (list: GroundList) => {
    cache.setQueryData(groundsKey(api, citizenId), list.items)
    for (const about of ['citizens', 'journeys']) void cache.invalidateQueries({ queryKey: [about] })
  }
  const onError = () => void cache.invalidateQueries({ queryKey: ['grounds'] })
  const ending = useMutation({
    mutationFn: ({ ground, because }: { ground: Ground; because: Because }) =>
      send(api, 'POST', ground, because === 'withdrawn' ? { because, channel: 'counter' } : { because }),
    onSuccess: (list, { ground, because }) => {
      remember(list)
      const ended = list.items.find((one) => one.id === ground.id)
      const text =
        because === 'withdrawn' ? t.grounds.withdrawDone : because === 'purpose-ended' ? t.grounds.purposeEndedDone : t.grounds.mistakeDone
      offer({ text, undo: ended === undefined ? null : () => send(api, 'DELETE', ended).then(remember) })
    },
    onError,
  })
  const undoing = useMutation({
    mutationFn: (ground: Ground) => send(api, 'DELETE', ground),
    onSuccess: (list) => {
      remember(list)
      offer({ text: t.grounds.undoDone, undo: null })
    },
    onError,
  })
  return {
    end: (ground, because) => ending.mutate({ ground, because }),
    undo: (ground) => undoing.mutate(ground),
    pending: ending.isPending || undoing.isPending,
    error: ending.error ?? undoing.error,
  }
}

async function send(api: Api, method: 'POST' | 'DELETE', { id, etag }: Ground, body?: Record<string, string>): Promise<GroundList> {
  const path = `/api/v1/grounds/${encodeURIComponent(id)}/end`
  return (await api.client.send<GroundList>({ method, path, etag, key: crypto.randomUUID(), ...(body === undefined ? {} : { body }) })).data
}
