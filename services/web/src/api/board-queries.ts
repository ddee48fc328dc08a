// What the board and the list's own filters read.
import { queryOptions } from '@tanstack/react-query'
import type { Api } from './queries.ts'
import type { AbsencePreview, Board, SavedFilters } from './types.ts'

/** Live updates renew the board; this is for what changes by the clock alone. */
const renewedMilliseconds = 60_000

export const boardQuery = (api: Api) =>
  queryOptions({
    queryKey: ['board', 'board', api.team, api.language],
    queryFn: async ({ signal }) => (await api.client.get<Board>('/api/v1/board', signal)).data,
    refetchInterval: renewedMilliseconds,
    enabled: api.team !== null,
  })

export const absenceQuery = (api: Api, wanted: { worker: string; from: string; to: string }) =>
  queryOptions({
    queryKey: ['board', 'absence', api.team, api.language, wanted],
    queryFn: async ({ signal }) =>
      (await api.client.get<AbsencePreview>(`/api/v1/board/absence?${new URLSearchParams(wanted)}`, signal)).data,
    placeholderData: (before) => before,
    enabled: api.team !== null,
  })

export const savedFiltersKey = ['saved-filters']

export const savedFiltersQuery = (api: Api) =>
  queryOptions({
    queryKey: savedFiltersKey,
    queryFn: async ({ signal }) => (await api.client.get<SavedFilters>('/api/v1/saved-filters', signal)).data.items,
  })
