// Reads of the reports of files.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Api } from './queries.ts'
import type { ImportLineList, ImportReport, LineState } from './types.ts'

export const importsKey = (api: Api) => ['imports', api.team]

export const importListQuery = (api: Api) =>
  queryOptions({
    queryKey: [...importsKey(api), 'list'],
    queryFn: async ({ signal }) => (await api.client.get<{ items: ImportReport[] }>('/api/v1/imports', signal)).data.items,
    enabled: api.team !== null,
  })

export const importQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...importsKey(api), 'one', id],
    queryFn: async ({ signal }) => (await api.client.get<ImportReport>(`/api/v1/imports/${encodeURIComponent(id)}`, signal)).data,
    enabled: api.team !== null,
  })

export const importLinesQuery = (api: Api, id: string, state: LineState | null) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(api), 'lines', id, state, api.language],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = new URLSearchParams({ ...(state === null ? {} : { state }), ...(pageParam === null ? {} : { cursor: pageParam }) })
      return (await api.client.get<ImportLineList>(`/api/v1/imports/${encodeURIComponent(id)}/lines?${wanted}`, signal)).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: api.team !== null,
  })
