// What is done to requests: registered, answered, withdrawn, and each taken back again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/queries.ts'
import type { CoordinationRequest } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

const pathOf = (id: string) => `/api/v1/coordination-requests/${encodeURIComponent(id)}`

/** Everything that a request may have changed is asked again. */
function useFresh() {
  const cache = useQueryClient()
  return async () => {
    await Promise.all(['requests', 'journeys', 'citizens'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
  }
}

export interface NewRequest {
  askedBy: string
  wish: CoordinationRequest['wish']
  channel: CoordinationRequest['channel']
}

/** Registers a request for a citizen; `told` says what the bar tells. */
export function useRegister(citizenId: string, told: (request: CoordinationRequest) => string) {
  const { client } = useApi()
  const fresh = useFresh()
  const { t } = useSpeech()
  const { offer } = useUndo()
  return useMutation({
    mutationFn: ({ body, key }: { body: NewRequest; key: string }) =>
      client.send<CoordinationRequest>({
        method: 'POST',
        path: `/api/v1/citizens/${encodeURIComponent(citizenId)}/coordination-requests`,
        body,
        key,
      }),
    onSuccess: async ({ data }) => {
      await fresh()
      const undo = () =>
        client
          .send({
            method: 'POST',
            path: `${pathOf(data.id)}/withdrawal`,
            body: { reason: t.undone },
            etag: data.etag,
            key: crypto.randomUUID(),
          })
          .then(fresh)
      offer({ text: told(data), undo })
    },
  })
}

export interface Change {
  way: 'answer' | 'withdrawal'
  /** Undefined takes it back. */
  body?: { name: string; phone: string } | { reason: string }
}

/** Answers or withdraws a request, with the version that the reader saw, and offers the way back. */
export function useChange(request: Pick<CoordinationRequest, 'id' | 'etag'>) {
  const { client } = useApi()
  const fresh = useFresh()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const send = ({ way, body }: Change, etag: string, key: string) =>
    client.send<CoordinationRequest>({
      method: body === undefined ? 'DELETE' : 'POST',
      path: `${pathOf(request.id)}/${way}`,
      etag,
      key,
      ...(body === undefined ? {} : { body }),
    })
  return useMutation({
    mutationFn: ({ change, key }: { change: Change; key: string }) => send(change, request.etag, key),
    onSuccess: async ({ data }, { change }) => {
      await fresh()
      const text = change.way === 'answer' ? t.requests.answerSaved : t.requests.withdrawnSaved
      if (change.body === undefined) offer({ text: t.undone, undo: null })
      else offer({ text, undo: () => send({ way: change.way }, data.etag, crypto.randomUUID()).then(fresh) })
    },
  })
}
