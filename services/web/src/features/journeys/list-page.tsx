// Forløb: a caseworker's own list, the most pressing first, each with its thread; and a search that forgives spelling.
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { journeyListQuery, useApi } from '../../api/queries.ts'
import { useSession } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { type JourneyView, journeyViews, toWish } from './journey-views.ts'
import styles from './list.module.css'
import { JourneyRow } from './list-row.tsx'

/** `waiting`: what waits for the team besides journeys, shown where it looks for that. */
export function JourneyListPage({ waiting, waitingLine }: { waiting: ReactNode; waitingLine: ReactNode }) {
  const { team } = useSession()
  const { t } = useSpeech()
  usePageTitle(t.journeys.title)
  if (team === null) return <Quiet level={1} title={t.noTeam.title} text={t.noTeam.text} />
  return <JourneyList waiting={waiting} waitingLine={waitingLine} />
}

function JourneyList({ waiting, waitingLine }: { waiting: ReactNode; waitingLine: ReactNode }) {
  const { t } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const { liste: view = 'all' } = useSearch({ from: '/forloeb' })
  const [text, setText] = useState('')
  const list = useRef<HTMLUListElement>(null)
  useShortcuts({ j: () => step(list.current, 1), k: () => step(list.current, -1) })
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.journeys.title}
      </h1>
      <div className={styles.tools} data-screen-only>
        <Views view={view} />
        <TextInput
          type="search"
          className={styles.search}
          aria-label={t.journeys.search}
          placeholder={t.journeys.searchPlaceholder}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={100}
        />
      </div>
      {view === 'waiting' && waiting}
      {view === 'all' && <p className={styles.line}>{waitingLine}</p>}
      <Rows view={view} text={text} list={list} />
    </div>
  )
}

function Views({ view }: { view: JourneyView }) {
  const { t } = useSpeech()
  return (
    <nav className={styles.views} aria-label={t.journeys.list}>
      {journeyViews.map((one) => (
        <Link
          key={one}
          to="/forloeb"
          search={one === 'all' ? {} : { liste: one }}
          className={styles.view}
          aria-current={one === view ? 'page' : undefined}
        >
          {t.journeys.views[one]}
        </Link>
      ))}
    </nav>
  )
}

function Rows({ view, text, list }: { view: JourneyView; text: string; list: React.RefObject<HTMLUListElement | null> }) {
  const { t } = useSpeech()
  const query = useInfiniteQuery({ ...journeyListQuery(useApi(), toWish(view, text)), placeholderData: (before) => before })
  if (query.isPending) return <Waiting />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Quiet {...(text.trim() === '' ? t.journeys.empty[view] : t.journeys.empty.search)} />
  return (
    <>
      <ul className={styles.rows} ref={list} aria-label={t.journeys.list}>
        {items.map((journey) => (
          <JourneyRow key={journey.id} journey={journey} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} data-screen-only>
          {t.journeys.more}
        </Button>
      )}
    </>
  )
}

/** Moves the focus to the next or the one before; from anywhere else to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-journey]') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}
