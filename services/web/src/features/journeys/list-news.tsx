// Says what somebody else did to a journey of the list while it is looked at. The list itself shows it already.
import { useEffect, useRef, useState } from 'react'
import type { JourneyItem } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './list.module.css'
import { findNews } from './list-changes.ts'

export function ListNews({ items }: { items: JourneyItem[] }) {
  const { t } = useSpeech()
  const { me } = useSession()
  const seen = useRef(new Map<string, string>())
  const [news, setNews] = useState<JourneyItem | null>(null)
  useEffect(() => {
    const changed = findNews(items, seen.current, me.name)
    for (const item of items) seen.current.set(item.id, item.latest?.at ?? '')
    if (changed) setNews(changed)
  }, [items, me.name])
  return (
    <p className={styles.news} role="status">
      {news?.latest && t.lists.listChanged(news.citizen.name, news.latest.by ?? t.lists.product, news.latest.text)}
    </p>
  )
}
