// The deeds of reading in: look at a file, read it in, go on, repair a line. A repeated attempt is the same deed.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { importsKey } from '../../api/import-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { CaseLogAnalysis, ImportLine, ImportLineList, ImportPreview, ImportReport } from '../../api/types.ts'

/** Asks what a file would become. */
export function usePreview() {
  const { client } = useApi()
  return useMutation({
    mutationFn: async (file: File) =>
      (await client.send<ImportPreview>({ method: 'POST', path: '/api/v1/imports/preview', file, key: crypto.randomUUID() })).data,
  })
}

/** Reads the file in, and goes to its report. */
export function useReadIn(file: File) {
  const api = useApi()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [key] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async () => (await api.client.send<ImportReport>({ method: 'POST', path: '/api/v1/imports', file, key })).data,
    onSuccess: ({ id }) => {
      void cache.invalidateQueries({ queryKey: importsKey(api) })
      void navigate({ to: '/indlaesning/$importId', params: { importId: id } })
    },
  })
}

const pathOf = (id: string) => `/api/v1/imports/${encodeURIComponent(id)}`

/** Goes on with a file whose reading was cut off. */
export function useContinue(id: string) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => api.client.send({ method: 'POST', path: `${pathOf(id)}/continuation`, key: crypto.randomUUID() }),
    onSettled: () => void cache.invalidateQueries({ queryKey: importsKey(api) }),
  })
}

/** Tries a refused line again with these cells. Answers the line as it then is. */
export function useRepair(id: string) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async ({ line, etag, cells }: Pick<ImportLine, 'line' | 'etag'> & { cells: string[] }) => {
      const deed = { method: 'POST', path: `${pathOf(id)}/lines/${line}/repair`, body: { cells }, etag, key: crypto.randomUUID() } as const
      return (await api.client.send<ImportLineList>(deed)).data.items[0]
    },
    onSuccess: () => void cache.invalidateQueries({ queryKey: importsKey(api) }),
    onError: (error) => {
      if (error instanceof ApiProblem && [409, 412].includes(error.status)) void cache.invalidateQueries({ queryKey: importsKey(api) })
    },
  })
}

/** Analyses a case log; `wish` names columns whose headings we could not know. */
export function useCaseLog() {
  const { client } = useApi()
  return useMutation({
    mutationFn: async ({ file, working, wish }: { file: File; working: boolean; wish: Record<string, string> }) => {
      const named = Object.entries(wish).filter(([, heading]) => heading.trim() !== '')
      const query = new URLSearchParams([...named, ['count', working ? 'working-days' : 'calendar-days']])
      return (
        await client.send<CaseLogAnalysis>({ method: 'POST', path: `/api/v1/case-logs/analysis?${query}`, file, key: crypto.randomUUID() })
      ).data
    },
  })
}
