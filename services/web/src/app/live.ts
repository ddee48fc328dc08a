// Live updates: one stream per tab for the acting team. What it says is only "look again"; the reading goes the usual way, through the wall.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../api/queries.ts'
import { watchJourneys } from './live-journeys.ts'

const patienceMilliseconds = 2_500
const returnMilliseconds = 3_000
/** Many changes in one breath are one look. */
const gatherMilliseconds = 250

/** First words of the keys of everything that is read about a citizen. */
const aboutCitizens = ['citizens', 'grounds', 'journeys']

export const openCountKey = (team: string | null) => ['open-count', team]

/** Keeps the alerts fresh while mounted. Returns whether the connection has been gone for a while. */
export function useLive(): boolean {
  const { team } = useApi()
  const cache = useQueryClient()
  const [lost, setLost] = useState(false)
  useEffect(() => watchNetwork(setLost), [])
  useEffect(() => {
    if (team === null) return
    return openStream(team, cache, setLost)
  }, [team, cache])
  return lost
}

function watchNetwork(setLost: (lost: boolean) => void): () => void {
  const gone = () => setLost(true)
  const back = () => setLost(false)
  window.addEventListener('offline', gone)
  window.addEventListener('online', back)
  return () => {
    window.removeEventListener('offline', gone)
    window.removeEventListener('online', back)
  }
}

/** What may be seen has changed: a lane that stands open closes, and one that was closed opens. */
function lookAtCitizens(cache: QueryClient): void {
  for (const about of aboutCitizens) void cache.invalidateQueries({ queryKey: [about] })
}

/** Opens the stream and opens it again whenever it breaks. Returns how to close it. */
function openStream(team: string, cache: QueryClient, setLost: (lost: boolean) => void): () => void {
  const timers = { patience: 0, again: 0, gather: 0 }
  const journeys = watchJourneys(cache)
  let source: EventSource
  let interrupted = false
  const look = () => {
    clearTimeout(timers.gather)
    timers.gather = window.setTimeout(() => void cache.invalidateQueries({ queryKey: ['alerts'] }), gatherMilliseconds)
  }
  const heard = (message: MessageEvent<string>) => {
    const { open } = JSON.parse(message.data) as { open?: number }
    if (typeof open === 'number') cache.setQueryData(openCountKey(team), open)
  }
  const connect = () => {
    source = new EventSource(`/api/v1/live?team=${encodeURIComponent(team)}`)
    source.addEventListener('hello', (message) => {
      clearTimeout(timers.patience)
      setLost(false)
      heard(message)
      if (interrupted) void cache.invalidateQueries()
      interrupted = false
    })
    source.addEventListener('alerts', heard)
    source.addEventListener('alerts', look)
    source.addEventListener('journeys', journeys.hear)
    source.addEventListener('citizens', () => lookAtCitizens(cache))
    source.onerror = () => {
      if (!interrupted) timers.patience = window.setTimeout(() => setLost(true), patienceMilliseconds)
      interrupted = true
      // The browser comes back by itself after a broken line, but not after an answer that was no stream.
      if (source.readyState === EventSource.CLOSED) timers.again = window.setTimeout(connect, returnMilliseconds)
    }
  }
  connect()
  return () => {
    for (const timer of Object.values(timers)) clearTimeout(timer)
    journeys.stop()
    source.close()
  }
}
