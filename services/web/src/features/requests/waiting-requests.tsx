// The requests that wait for the acting team, for its lists; nothing where none does.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requestsQuery, useApi } from '../../api/queries.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ChangeDialog, type Changing } from './change-dialog.tsx'
import { RequestItem } from './request-item.tsx'
import styles from './requests.module.css'

/** Those that the acting team answers, and those that it registered and another team answers. */
function useWaiting() {
  const { team } = useSession()
  const { data } = useQuery(requestsQuery(useApi()))
  const items = data?.items ?? []
  return {
    ours: items.filter((request) => request.team === team?.id),
    theirs: items.filter((request) => request.team !== team?.id),
    more: data?.more ?? false,
  }
}

export function WaitingRequests() {
  const { t } = useSpeech()
  const { ours, theirs, more } = useWaiting()
  const [changing, setChanging] = useState<Changing | null>(null)
  const list = (requests: typeof ours) => (
    <ul>
      {requests.map((request) => (
        <RequestItem key={request.id} request={request} onChange={setChanging} named />
      ))}
    </ul>
  )
  if (ours.length + theirs.length === 0) return null
  return (
    <section className={styles.waiting} aria-labelledby="waiting-requests">
      <h2 id="waiting-requests">{ours.length > 0 ? t.requests.waiting(ours.length) : t.requests.title}</h2>
      {list(ours)}
      {theirs.length > 0 && <h3>{t.requests.byOthers}</h3>}
      {list(theirs)}
      {more && <p className="soft small">{t.requests.more}</p>}
      <ChangeDialog changing={changing} onClose={() => setChanging(null)} />
    </section>
  )
}

/** One line for Min dag, with the way to the list. */
export function WaitingRequestsLine() {
  const { t } = useSpeech()
  const { ours } = useWaiting()
  if (ours.length === 0) return null
  return (
    <Link to="/forloeb" search={{ liste: 'waiting' }}>
      {t.requests.waiting(ours.length)}
    </Link>
  )
}
