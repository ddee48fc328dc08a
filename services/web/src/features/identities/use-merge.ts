// Merging, and telling apart again at once: the way back stands in the bar, and later on the citizen's page.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ApiProblem } from '../../api/client.ts'
import { identitiesKey, type Merge, type Merged, type MergePreview } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { undoMerge } from './use-decision.ts'

/** Everything that may look otherwise after two became one, or two again. */
function useRefresh() {
  const cache = useQueryClient()
  return async () => {
    for (const key of ['identities', 'citizens', 'journeys', 'alerts', 'grounds']) await cache.invalidateQueries({ queryKey: [key] })
  }
}

export function useMerge({ survivor, absorbed, etag }: MergePreview) {
  const api = useApi()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const { t } = useSpeech()
  const { offer } = useUndo()
  return useMutation({
    mutationFn: async (reason: string) => {
      const path = `/api/v1/citizens/${encodeURIComponent(survivor.id)}/merges`
      const body = { absorbedId: absorbed.id, reason }
      return (await api.client.send<Merged>({ method: 'POST', path, body, etag, key: crypto.randomUUID() })).data
    },
    onSuccess: async (merged) => {
      await navigate({ to: '/borgere/$citizenId', params: { citizenId: merged.citizenId } })
      offer({
        text: t.identities.merge.saved,
        undo: () => undoMerge(api, { id: merged.mergeId, etag: merged.etag }, t.undone).then(refresh),
      })
      await refresh()
    },
    onError: (failure) => {
      if (failure instanceof ApiProblem && failure.status === 412) void cache.invalidateQueries({ queryKey: identitiesKey })
    },
  })
}

export function useApart(onDone: () => void) {
  const api = useApi()
  const refresh = useRefresh()
  const { t } = useSpeech()
  const { offer } = useUndo()
  return useMutation({
    mutationFn: ({ merge, reason }: { merge: Merge; reason: string }) => undoMerge(api, merge, reason),
    onSuccess: async () => {
      offer({ text: t.identities.merge.apart, undo: null })
      onDone()
      await refresh()
    },
  })
}
