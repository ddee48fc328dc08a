// Min dag: the list on the left and the card on the right; on a phone each is its own page.
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { alertKey, useApi } from '../../api/queries.ts'
import type { Alert } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Quiet } from '../../ui/quiet.tsx'
import { AlertDialogs } from './alert-dialogs.tsx'
import { AnsweringProvider, useAnswering } from './answering.tsx'
import styles from './day.module.css'
import { DayHeader } from './day-header.tsx'
import { Inbox } from './inbox.tsx'
import { currentAlertId, stepInList } from './list-focus.ts'
import { useInbox } from './use-inbox.ts'

/** `waiting`: what waits besides alerts, in a line. */
export function DayPage({ waiting }: { waiting?: ReactNode }) {
  const { team } = useSession()
  const { t } = useSpeech()
  if (team === null) return <Quiet level={1} title={t.noTeam.title} text={t.noTeam.text} />
  return (
    <AnsweringProvider>
      <Day waiting={waiting} />
    </AnsweringProvider>
  )
}

function Day({ waiting }: { waiting: ReactNode }) {
  const { t } = useSpeech()
  const { vis: view = 'open' } = useSearch({ from: '/day' })
  const { alertId } = useParams({ strict: false })
  const list = useRef<HTMLDivElement>(null)
  useListShortcuts(list, alertId)
  return (
    <div className={styles.day} data-card={alertId !== undefined}>
      <h1 className={styles.title}>{t.alerts.title}</h1>
      <div className={styles.list} ref={list}>
        <DayHeader view={view} waiting={waiting} />
        <Inbox view={view} selected={alertId} />
      </div>
      <div className={styles.pane}>
        <Outlet />
      </div>
      <AlertDialogs />
    </div>
  )
}

/** j and k move, a acknowledges and o asks for the outcome of what has the focus, else of the open card. */
function useListShortcuts(list: { current: HTMLElement | null }, openId: string | undefined) {
  const { vis: view = 'open' } = useSearch({ from: '/day' })
  const navigate = useNavigate()
  const api = useApi()
  const cache = useQueryClient()
  const { items } = useInbox(view)
  const { answer, openDialog } = useAnswering()
  // The open card may stand in no list: taken a moment ago, or opened from a link.
  const current = () => {
    const id = currentAlertId(list.current, openId)
    return items.find((item) => item.id === id) ?? (id === undefined ? undefined : cache.getQueryData<Alert>(alertKey(api, id)))
  }
  useShortcuts({
    j: () => stepInList(list.current, openId, 1),
    k: () => stepInList(list.current, openId, -1),
    a: () => {
      const alert = current()
      if (alert?.status !== 'open') return
      if (openId === undefined) stepInList(list.current, openId, 1)
      answer(alert, { deed: 'acknowledge' })
    },
    o: () => {
      const alert = current()
      if (alert && alert.outcome === null) openDialog('outcome', alert)
    },
    ...(openId === undefined ? {} : { u: () => void navigate({ to: '/', search: (before) => before }) }),
  })
}
