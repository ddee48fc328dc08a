// The inbox in one view: what is fetched so far, and the way to more.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { inboxQuery, useApi } from '../../api/queries.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { belongsTo, statusOf, type View } from './views.ts'

/** The alerts of a view, in the API's order. */
export function useInbox(view: View) {
  const api = useApi()
  const { me } = useSession()
  const now = useNow()
  const query = useInfiniteQuery(inboxQuery(api, statusOf(view)))
  const items = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.items) ?? []
    const once = [...new Map(all.map((item) => [item.id, item])).values()]
    return once.filter((item) => belongsTo(view, item, { name: me.name, team: api.team, now }))
  }, [query.data, view, me.name, api.team, now])
  return { query, items }
}
