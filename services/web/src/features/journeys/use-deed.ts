// Does a deed to the open journey, with the version that the reader saw, and offers the way back: its withdrawal.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../../api/client.ts'
import { type Api, journeyKey, useApi } from '../../api/queries.ts'
import type { Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

/** Most documents have reached their case by then: the page looks once. */
const filedMilliseconds = 3_000

export interface DeedWish {
  deed: string
  detail: Record<string, unknown>
}

export function useDeed(journey: Pick<Journey, 'id' | 'etag'>) {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const remember = (fresh: Journey) => {
    cache.setQueryData(journeyKey(api, fresh.id), fresh)
    void cache.invalidateQueries({ queryKey: ['journeys', 'list'] })
    void cache.invalidateQueries({ queryKey: ['journeys', 'timeline'] })
  }
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ wish, key }: { wish: DeedWish; key: string }) => send(api, journey, '/deeds', wish, key),
    onSuccess: (fresh, { wish }) => {
      remember(fresh)
      if (wish.deed === 'file' || wish.deed === 'retry-filing')
        setTimeout(() => void cache.invalidateQueries({ queryKey: journeyKey(api, fresh.id) }), filedMilliseconds)
      offer({ text: t.journeys.saved, undo: wish.deed === 'withdraw' ? null : () => withdraw(api, fresh, t.undone).then(remember) })
    },
    onError: (failure) => {
      if (failure instanceof ApiProblem && failure.status === 412) void cache.invalidateQueries({ queryKey: ['journeys', 'page'] })
    },
  })
  const run = (wish: DeedWish, onSaved?: () => void) => mutate({ wish, key: crypto.randomUUID() }, { onSuccess: () => onSaved?.() })
  return { run, isPending, error, reset }
}

/** The newest deed of the history is the one just done. */
function withdraw(api: Api, journey: Journey, reason: string): Promise<Journey> {
  const deedId = journey.history[0]?.id ?? ''
  return send(api, journey, `/deeds/${encodeURIComponent(deedId)}/withdrawal`, { reason }, crypto.randomUUID())
}

async function send(api: Api, { id, etag }: Pick<Journey, 'id' | 'etag'>, path: string, body: unknown, key: string): Promise<Journey> {
  const deed = { method: 'POST', path: `/api/v1/journeys/${encodeURIComponent(id)}${path}`, body, key, etag } as const
  return (await api.client.send<Journey>(deed)).data
}

/** Takes one deed of the history back, with its reason. */
export function useWithdrawal(journey: Pick<Journey, 'id' | 'etag'>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ deedId, reason, key }: { deedId: string; reason: string; key: string }) =>
      send(api, journey, `/deeds/${encodeURIComponent(deedId)}/withdrawal`, { reason }, key),
    onSuccess: (fresh) => {
      cache.setQueryData(journeyKey(api, fresh.id), fresh)
      void cache.invalidateQueries({ queryKey: ['journeys', 'list'] })
    },
  })
}
