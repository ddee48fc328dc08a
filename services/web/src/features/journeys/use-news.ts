// The open journey with what others do to it meanwhile. What the reader is writing stands elsewhere and is not touched.
import { useState } from 'react'
import type { Journey } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { keepNew, listNews, type Opened, rememberOpened } from './journey-news.ts'

export interface News {
  entries: Journey['history']
  /** She has read it. */
  seen(): void
}

/** `journey` as last fetched; its page is mounted anew for another one. */
export function useNews(journey: Journey): { journey: Journey; news: News } {
  const { me } = useSession()
  const [opened] = useState<Opened>(() => rememberOpened(journey))
  const [told, setTold] = useState<Opened>(opened)
  const entries = listNews(journey, told, me.username)
  return { journey: keepNew(journey, opened), news: { entries, seen: () => setTold(rememberOpened(journey)) } }
}
