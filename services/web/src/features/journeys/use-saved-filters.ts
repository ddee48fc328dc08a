// Keeps, names and removes filters; what was removed can be brought back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { savedFiltersKey } from '../../api/board-queries.ts'
import type { Deed } from '../../api/client.ts'
import { useApi } from '../../api/queries.ts'
import type { SavedFilter, SavedFilters } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'

const base = '/api/v1/saved-filters'

export function useSavedFilters() {
  const { client } = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const send = async (deed: Omit<Deed, 'key'>) => {
    const { data, etag } = await client.send<SavedFilters>({ ...deed, key: crypto.randomUUID() })
    cache.setQueryData(savedFiltersKey, data.items)
    return etag
  }
  const onError = () => void cache.invalidateQueries({ queryKey: savedFiltersKey })
  const keep = useMutation({
    mutationFn: ({ name, filter }: SavedFilter) => send({ method: 'POST', path: base, body: { name, filter } }),
    onSuccess: () => offer({ text: t.lists.kept, undo: null }),
  })
  const rename = useMutation({
    mutationFn: ({ id, etag, name, filter }: SavedFilter) => send({ method: 'PUT', path: `${base}/${id}`, body: { name, filter }, etag }),
    onSuccess: () => offer({ text: t.lists.renamed, undo: null }),
    onError,
  })
  const remove = useMutation({
    mutationFn: ({ id, etag }: SavedFilter) => send({ method: 'DELETE', path: `${base}/${id}`, etag }),
    onSuccess: (etag, { id }) => {
      const path = `${base}/${id}/restoration`
      offer({ text: t.lists.removed, undo: etag === null ? null : () => send({ method: 'POST', path, etag }) })
    },
    onError,
  })
  return { keep, rename, remove }
}
