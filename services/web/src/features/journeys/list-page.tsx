// Forløb: a caseworker's own list, the most pressing first, each with its thread; her own filters, and a search that forgives spelling.
import { Button, TextInput } from '@mantine/core'
import { formatDate } from '@roedtraad/domain'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Fragment, type ReactNode, useRef, useState } from 'react'
import { journeyListQuery, useApi } from '../../api/queries.ts'
import type { JourneyItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { isFurther, type JourneySearch, journeyViews, toWish } from './journey-views.ts'
import styles from './list.module.css'
import { ListFilter } from './list-filter.tsx'
import { ListNews } from './list-news.tsx'
import { JourneyRow } from './list-row.tsx'
import { toParts, useShownParts } from './list-window.ts'
import { SavedFilters } from './saved-filters.tsx'

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
  const search = useSearch({ from: '/forloeb' })
  const [text, setText] = useState('')
  const list = useRef<HTMLUListElement>(null)
  useShortcuts({ j: () => step(list.current, 1), k: () => step(list.current, -1) })
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.journeys.title}
      </h1>
      <div className={styles.tools} data-screen-only>
        <Views search={search} />
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
      <div className={styles.filters} data-screen-only>
        <ListFilter search={search} />
        <SavedFilters search={search} />
      </div>
      {search.liste === 'waiting' && waiting}
      {search.liste === undefined && <p className={styles.line}>{waitingLine}</p>}
      <Rows search={search} text={text} list={list} />
    </div>
  )
}

function Views({ search }: { search: JourneySearch }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { liste: view = 'all', til, fra, ...rest } = search
  return (
    <nav className={styles.views} aria-label={t.journeys.list}>
      {journeyViews.map((one) => (
        <Link
          key={one}
          to="/forloeb"
          search={one === 'all' ? rest : { ...rest, liste: one }}
          className={styles.view}
          aria-current={one === view ? 'page' : undefined}
        >
          {t.journeys.views[one]}
        </Link>
      ))}
      {isFurther(view) && (
        <Link to="/forloeb" search={search} className={styles.view} aria-current="page">
          {t.lists.further[view]} {til && fra && t.lists.upTo(formatDate(til, language, now))}
        </Link>
      )}
    </nav>
  )
}

function Rows({ search, text, list }: { search: JourneySearch; text: string; list: React.RefObject<HTMLUListElement | null> }) {
  const { t } = useSpeech()
  const query = useInfiniteQuery({ ...journeyListQuery(useApi(), toWish(search, text)), placeholderData: (before) => before })
  if (query.isPending) return <Waiting />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  const { liste: view = 'all', niveau, med, hos, som } = search
  const isNarrowed = isFurther(view) || [niveau, med, hos, som].some((one) => one !== undefined)
  const empty = text.trim() !== '' ? t.journeys.empty.search : isNarrowed ? t.lists.emptyFurther : t.journeys.empty[view]
  return (
    <>
      <ListNews items={items} />
      {items.length === 0 && <Quiet {...empty} />}
      <Parts items={items} list={list} />
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} data-screen-only>
          {t.journeys.more}
        </Button>
      )}
    </>
  )
}

/** The parts near the screen as rows, the others as room. */
function Parts({ items, list }: { items: JourneyItem[]; list: React.RefObject<HTMLUListElement | null> }) {
  const { t } = useSpeech()
  const parts = toParts(items)
  const { shown, heightOf } = useShownParts(list, parts.length)
  return (
    <ul className={styles.rows} ref={list} aria-label={t.journeys.list}>
      {parts.map((part, index) => (
        <Fragment key={part[0]?.id}>
          <li className={styles.edge} data-edge aria-hidden />
          {index < shown.first || index > shown.last ? (
            <li style={{ height: heightOf(index) }} aria-hidden />
          ) : (
            part.map((journey) => <JourneyRow key={journey.id} journey={journey} />)
          )}
        </Fragment>
      ))}
      <li className={styles.edge} data-edge aria-hidden />
    </ul>
  )
}

/** Moves the focus to the next or the one before; from anywhere else to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-journey]') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}
