// Answering alerts from the list and from the card alike: one place sends, remembers the new shape, offers the way back, and tells what somebody else changed.
import { textsIn } from '@roedtraad/domain'
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { type Api, alertKey, alertQuery, inboxKey, useApi } from '../../api/queries.ts'
import type { Alert, AlertItem, AlertPage } from '../../api/types.ts'
import { type Speech, useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { type AlertDeed, inverseOf, sendAnswer, tellChanges } from './answer.ts'

export interface Refusal {
  alertId: string
  error: Error
  /** What somebody else has changed, when that is why. */
  changes: string[]
}
type DialogName = 'outcome' | 'snooze'

interface Answering {
  answer(alert: AlertItem, deed: AlertDeed): void
  pending: string | null
  refusal: Refusal | null
  dialog: { name: DialogName; alert: AlertItem } | null
  openDialog(name: DialogName, alert: AlertItem): void
  closeDialog(): void
}

const AnsweringContext = createContext<Answering | null>(null)

export function useAnswering(): Answering {
  const answering = useContext(AnsweringContext)
  if (answering === null) throw new Error('useAnswering stands outside Min dag')
  return answering
}

interface Sent {
  alert: AlertItem
  deed: AlertDeed
  key: string
}

export function AnsweringProvider({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<Answering['dialog']>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { mutate, variables, isPending } = useSending(setRefusal)
  const pending = isPending ? variables.alert.id : null
  const answering = useMemo(
    () => ({
      answer: (alert: AlertItem, deed: AlertDeed) => {
        setRefusal(null)
        setDialog(null)
        mutate({ alert, deed, key: crypto.randomUUID() })
      },
      pending,
      refusal,
      dialog,
      openDialog: (name: DialogName, alert: AlertItem) => setDialog({ name, alert }),
      closeDialog: () => setDialog(null),
    }),
    [mutate, pending, refusal, dialog],
  )
  return <AnsweringContext value={answering}>{children}</AnsweringContext>
}

function useSending(setRefusal: (refusal: Refusal) => void) {
  const api = useApi()
  const cache = useQueryClient()
  const speech = useSpeech()
  const { offer } = useUndo()
  const t = speech.t.alerts
  return useMutation({
    mutationFn: ({ alert, deed, key }: Sent) => sendAnswer(api, alert, deed, key),
    onSuccess: (fresh, { deed }) => {
      remember(cache, api, fresh)
      const inverse = inverseOf(deed)
      const undo = inverse && (async () => remember(cache, api, await sendAnswer(api, fresh, inverse, crypto.randomUUID())))
      offer({ text: deed.deed === 'undo' ? speech.t.undone : t.done[deed.deed], undo })
    },
    onError: async (error, { alert }) => {
      const isStale = error instanceof ApiProblem && (error.status === 412 || error.status === 409)
      const changes = isStale ? await lookAgain(cache, api, alert, speech) : []
      setRefusal({ alertId: alert.id, error, changes })
    },
  })
}

/** Fetches the alert as it is now, and tells what is different from what was seen. */
async function lookAgain(cache: QueryClient, api: Api, seen: AlertItem, { t, language }: Speech): Promise<string[]> {
  void cache.invalidateQueries({ queryKey: inboxKey(api) })
  const now = await cache.fetchQuery({ ...alertQuery(api, seen.id), staleTime: 0 }).catch(() => undefined)
  return now ? tellChanges(seen, now, t.alerts, textsIn(language).urgency) : []
}

/** Puts the alert's new shape everywhere it is shown, and lets the lists be fetched anew in the background. */
function remember(cache: QueryClient, api: Api, fresh: Alert): void {
  cache.setQueryData(alertKey(api, fresh.id), fresh)
  cache.setQueriesData<InfiniteData<AlertPage>>({ queryKey: inboxKey(api) }, (data) => data && replaceIn(data, fresh))
  void cache.invalidateQueries({ queryKey: inboxKey(api) })
}

function replaceIn(data: InfiniteData<AlertPage>, fresh: AlertItem): InfiniteData<AlertPage> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => (item.id === fresh.id ? { ...item, ...fresh } : item)),
  }))
  return { ...data, pages }
}
