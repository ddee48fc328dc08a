// Reads about who somebody is: what waits for a person, two citizens side by side, what was merged.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { components } from './client.generated.ts'
import type { Api } from './queries.ts'

type Schemas = components['schemas']
export type WaitingIdentities = Schemas['WaitingIdentities']
export type WaitingItem = WaitingIdentities['items'][number]
export type WaitingIdentity = Schemas['WaitingIdentity']
export type Candidate = WaitingIdentity['candidates'][number]
export type WaitingDecided = Schemas['WaitingDecided']
export type MergePreview = Schemas['MergePreview']
export type MergeSide = MergePreview['survivor']
export type MergeList = Schemas['MergeList']
export type Merge = MergeList['items'][number]
export type Merged = Schemas['Merged']
export type MergeSuggestions = Schemas['MergeSuggestions']
export type Suggestion = MergeSuggestions['items'][number]

/** Everything of these reads begins with this key. */
export const identitiesKey = ['identities']

export const waitingQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: [...identitiesKey, 'waiting', api.team],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return (await api.client.get<WaitingIdentities>(`/api/v1/waiting-identities${wanted}`, signal)).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: api.team !== null,
  })

export const waitingIdentityQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...identitiesKey, 'one', api.team, id, api.language],
    queryFn: async ({ signal }) =>
      (await api.client.get<WaitingIdentity>(`/api/v1/waiting-identities/${encodeURIComponent(id)}`, signal)).data,
    enabled: api.team !== null,
  })

export const suggestionsQuery = (api: Api) =>
  queryOptions({
    queryKey: [...identitiesKey, 'suggestions', api.team],
    queryFn: async ({ signal }) => (await api.client.get<MergeSuggestions>('/api/v1/merge-suggestions', signal)).data.items,
    enabled: api.team !== null,
  })

export const mergePreviewQuery = (api: Api, survivorId: string, absorbedId: string) =>
  queryOptions({
    queryKey: [...identitiesKey, 'preview', api.team, survivorId, absorbedId, api.language],
    queryFn: async ({ signal }) => {
      const wanted = new URLSearchParams({ absorbed: absorbedId })
      return (await api.client.get<MergePreview>(`/api/v1/citizens/${encodeURIComponent(survivorId)}/merge-preview?${wanted}`, signal)).data
    },
    enabled: api.team !== null,
    retry: false,
  })

export const mergesQuery = (api: Api, citizenId: string) =>
  queryOptions({
    queryKey: [...identitiesKey, 'merges', api.team, citizenId],
    queryFn: async ({ signal }) =>
      (await api.client.get<MergeList>(`/api/v1/citizens/${encodeURIComponent(citizenId)}/merges`, signal)).data.items,
    enabled: api.team !== null,
  })
