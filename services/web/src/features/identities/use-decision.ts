// Deciding whom a number means, and the way back: a number that was given to somebody is taken from her again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { identitiesKey, type WaitingDecided, type WaitingIdentity } from '../../api/identity-queries.ts'
import { type Api, useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

type Decision = { decision: string; citizenId?: string; reason: string }

export function useDecision(waiting: WaitingIdentity) {
  const api = useApi()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: identitiesKey })
    await cache.invalidateQueries({ queryKey: ['citizens'] })
  }
  return useMutation({
    mutationFn: async (body: Decision) => {
      const path = `/api/v1/waiting-identities/${encodeURIComponent(waiting.id)}/decision`
      return (await api.client.send<WaitingDecided>({ method: 'POST', path, body, etag: waiting.etag, key: crypto.randomUUID() })).data
    },
    onSuccess: async ({ mergeId }, { decision }) => {
      await navigate({ to: '/matchning' })
      const back =
        mergeId !== null
          ? () => undoMerge(api, { id: mergeId, etag: '"1"' }, t.undone)
          : decision === 'set-aside'
            ? () => putBack(api, waiting.id, t.undone)
            : null
      offer({ text: t.identities.saved[decision] ?? '', undo: back === null ? null : () => back().then(refresh) })
      await refresh()
    },
  })
}

async function putBack(api: Api, waitingId: string, reason: string): Promise<void> {
  const path = `/api/v1/waiting-identities/${encodeURIComponent(waitingId)}/put-back`
  await api.client.send({ method: 'POST', path, body: { reason }, key: crypto.randomUUID() })
}

/** Tells two apart again. */
export async function undoMerge(api: Api, merge: { id: string; etag: string }, reason: string): Promise<void> {
  const path = `/api/v1/merges/${encodeURIComponent(merge.id)}/undo`
  await api.client.send({ method: 'POST', path, body: { reason }, etag: merge.etag, key: crypto.randomUUID() })
}
