// The requests that wait for the acting team, for its lists; nothing where none does.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requestsQuery, useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ChangeDialog, type Changing } from './change-dialog.tsx'
import { RequestItem } from './request-item.tsx'
import styles from './requests.module.css'

export function WaitingRequests() {
  const { t } = useSpeech()
  const { data } = useQuery(requestsQuery(useApi()))
  const [changing, setChanging] = useState<Changing | null>(null)
  if (data === undefined || data.items.length === 0) return null
  return (
    <section className={styles.waiting} aria-labelledby="waiting-requests">
      <h2 id="waiting-requests">{t.requests.waiting(data.items.length)}</h2>
      <ul>
        {data.items.map((request) => (
          <RequestItem key={request.id} request={request} onChange={setChanging} named />
        ))}
      </ul>
      {data.more && <p className="soft small">{t.requests.more}</p>}
      <ChangeDialog changing={changing} onClose={() => setChanging(null)} />
    </section>
  )
}

/** One line for Min dag, with the way to the list. */
export function WaitingRequestsLine() {
  const { t } = useSpeech()
  const { data } = useQuery(requestsQuery(useApi()))
  if (data === undefined || data.items.length === 0) return null
  return (
    <Link to="/forloeb" search={{ liste: 'waiting' }}>
      {t.requests.waiting(data.items.length)}
    </Link>
  )
}
