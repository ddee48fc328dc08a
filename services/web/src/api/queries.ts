// Every read of the screen: its address and the key it is remembered under. The language is part of the key, because the API writes the sentences.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type CallContext, type Client, createClient, NoConnection } from './client.ts'
import type {
  Alert,
  AlertFilings,
  AlertPage,
  Briefing,
  Citizen,
  CitizenSearch,
  CoordinationRequestList,
  FoundCitizen,
  GroundList,
  GroundTable,
  Journey,
  JourneyPage,
  JourneyTimeline,
  Me,
  Paper,
  TeamList,
} from './types.ts'

export interface Api extends CallContext {
  client: Client
}

export const ApiContext = createContext<Api | null>(null)

/** The API for the person who is logged in, the acting team and the chosen language. */
export function useApi(): Api {
  const api = useContext(ApiContext)
  if (api === null) throw new Error('useApi stands outside the session')
  return api
}

/** A client with its context beside it. */
export function createApi(context: CallContext): Api {
  return { ...context, client: createClient(context) }
}

const pageSize = 50
const returnMilliseconds = 3_000

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const { data } = await createClient({ csrfToken: null, team: null, language: 'da' }).get<Me>('/api/v1/me', signal)
      return { ...data, receivedAt: Date.now() }
    },
    staleTime: Number.POSITIVE_INFINITY,
    // While nobody answers, ask again: a page that is open when the service comes back heals by itself.
    refetchInterval: (query) => (query.state.error instanceof NoConnection ? returnMilliseconds : false),
  })

export type InboxStatus = 'open' | 'acknowledged' | 'closed' | null

export const inboxKey = (api: Api) => ['alerts', 'inbox', api.team]

export const inboxQuery = (api: Api, status: InboxStatus) =>
  infiniteQueryOptions({
    queryKey: [...inboxKey(api), api.language, status],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = new URLSearchParams({ limit: String(pageSize) })
      if (status) wanted.set('status', status)
      if (api.team) wanted.set('team', api.team)
      if (pageParam) wanted.set('cursor', pageParam)
      return (await api.client.get<AlertPage>(`/api/v1/alerts?${wanted}`, signal)).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: api.team !== null,
  })

export const alertKey = (api: Api, id: string) => ['alerts', 'card', api.team, id, api.language]

export const alertQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: alertKey(api, id),
    queryFn: async ({ signal }) => {
      const { data, etag } = await api.client.get<Alert>(`/api/v1/alerts/${encodeURIComponent(id)}`, signal)
      return { ...data, etag: etag ?? data.etag }
    },
    enabled: api.team !== null,
  })

export const citizenKey = (api: Api, id: string) => ['citizens', api.team, id, api.language]

export const citizenQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: citizenKey(api, id),
    queryFn: ({ signal }) => api.client.get<Citizen>(`/api/v1/citizens/${encodeURIComponent(id)}`, signal),
    enabled: api.team !== null,
  })

/** Searches; what was asked travels in the body and never in an address. */
export async function searchCitizens(api: Api, wanted: CitizenSearch): Promise<FoundCitizen[]> {
  const deed = { method: 'POST', path: '/api/v1/citizens/search', body: wanted, key: crypto.randomUUID() } as const
  return (await api.client.send<{ items: FoundCitizen[] }>(deed)).data.items
}

/** What the list is asked for, as its query says it. */
export type JourneyWish = Record<string, string>

export const journeyListQuery = (api: Api, wish: JourneyWish) =>
  infiniteQueryOptions({
    queryKey: ['journeys', 'list', api.team, api.language, wish],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = new URLSearchParams({ limit: String(pageSize), ...wish })
      if (pageParam) wanted.set('cursor', pageParam)
      return (await api.client.get<JourneyPage>(`/api/v1/journeys?${wanted}`, signal)).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: api.team !== null,
  })

export const journeyKey = (api: Api, id: string) => ['journeys', 'page', api.team, id, api.language]

export const journeyQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: journeyKey(api, id),
    queryFn: async ({ signal }) => (await api.client.get<Journey>(`/api/v1/journeys/${encodeURIComponent(id)}`, signal)).data,
    enabled: api.team !== null,
  })

export const timelineQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['journeys', 'timeline', api.team, id, api.language],
    queryFn: async ({ signal }) =>
      (await api.client.get<JourneyTimeline>(`/api/v1/journeys/${encodeURIComponent(id)}/timeline`, signal)).data,
    enabled: api.team !== null,
  })

const staffMilliseconds = 300_000

export const teamsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['teams'],
    queryFn: async ({ signal }) => (await api.client.get<TeamList>('/api/v1/teams', signal)).data.items,
    staleTime: staffMilliseconds,
  })

export const groundTableQuery = (api: Api) =>
  queryOptions({
    queryKey: ['ground-table'],
    queryFn: async ({ signal }) => (await api.client.get<GroundTable>('/api/v1/ground-table', signal)).data.items,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const groundsKey = (api: Api, citizenId: string) => ['grounds', api.team, citizenId]

export const groundsQuery = (api: Api, citizenId: string) =>
  queryOptions({
    queryKey: groundsKey(api, citizenId),
    queryFn: async ({ signal }) =>
      (await api.client.get<GroundList>(`/api/v1/citizens/${encodeURIComponent(citizenId)}/grounds`, signal)).data.items,
    enabled: api.team !== null,
  })

export const requestsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['requests', 'waiting', api.team, api.language],
    queryFn: async ({ signal }) =>
      (await api.client.get<CoordinationRequestList>('/api/v1/coordination-requests?state=waiting', signal)).data,
    enabled: api.team !== null,
  })

export const citizenRequestsQuery = (api: Api, citizenId: string) =>
  queryOptions({
    queryKey: ['requests', 'citizen', api.team, citizenId, api.language],
    queryFn: async ({ signal }) =>
      (await api.client.get<CoordinationRequestList>(`/api/v1/citizens/${encodeURIComponent(citizenId)}/coordination-requests`, signal))
        .data.items,
    enabled: api.team !== null,
  })

export const planQuery = (api: Api, journeyId: string) =>
  queryOptions({
    queryKey: ['journeys', 'plan', api.team, journeyId, api.language],
    queryFn: async ({ signal }) => (await api.client.get<Paper>(`/api/v1/journeys/${encodeURIComponent(journeyId)}/plan`, signal)).data,
    enabled: api.team !== null,
    gcTime: 0,
  })

export const briefingQuery = (api: Api, journeyId: string, meetingId: string | undefined) =>
  queryOptions({
    queryKey: ['journeys', 'briefing', api.team, journeyId, meetingId ?? null, api.language],
    queryFn: async ({ signal }) => {
      const wanted = meetingId === undefined ? '' : `?meeting=${encodeURIComponent(meetingId)}`
      return (await api.client.get<Briefing>(`/api/v1/journeys/${encodeURIComponent(journeyId)}/briefing${wanted}`, signal)).data
    },
    enabled: api.team !== null,
    gcTime: 0,
  })

export const alertFilingsQuery = (api: Api, alertId: string) =>
  queryOptions({
    queryKey: ['filings', api.team, alertId],
    queryFn: async ({ signal }) =>
      (await api.client.get<AlertFilings>(`/api/v1/alerts/${encodeURIComponent(alertId)}/filings`, signal)).data.items,
    enabled: api.team !== null,
  })
