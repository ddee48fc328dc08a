// Manuel matchning: the numbers that wait for somebody who knows, oldest first, and the pairs that a system takes for one person.
import { Button } from '@mantine/core'
import { identifierKind } from '@roedtraad/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type RefObject, useRef } from 'react'
import { type WaitingItem, waitingQuery } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSession } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './identities.module.css'
import { Suggestions } from './suggestions.tsx'

export function WaitingPage() {
  const { team } = useSession()
  const { t } = useSpeech()
  usePageTitle(t.identities.title)
  const heading = useArrival<HTMLHeadingElement>()
  const list = useRef<HTMLUListElement>(null)
  useShortcuts({ j: () => step(list.current, 1), k: () => step(list.current, -1) })
  if (team === null) return <Quiet level={1} title={t.noTeam.title} text={t.noTeam.text} />
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.identities.title}
      </h1>
      <p className={styles.lead}>{t.identities.lead}</p>
      <Suggestions />
      <Rows list={list} />
    </div>
  )
}

function Rows({ list }: { list: RefObject<HTMLUListElement | null> }) {
  const { t } = useSpeech()
  const query = useInfiniteQuery(waitingQuery(useApi()))
  if (query.isPending) return <Waiting />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Quiet {...t.identities.empty} />
  return (
    <>
      <ul ref={list} className={styles.rows} aria-label={t.identities.list}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.identities.more}
        </Button>
      )}
    </>
  )
}

function Row({ item }: { item: WaitingItem }) {
  const { t, language } = useSpeech()
  const { told } = item
  const born = told?.birthDate ? ` ${t.bornOn(formatBirthDate(told.birthDate, language))}` : ''
  return (
    <li className={styles.row}>
      <Link to="/matchning/$waitingId" params={{ waitingId: item.id }} className={styles.name} data-waiting>
        {told?.name ?? t.identities.unnamed}
      </Link>
      <span className="soft">{born}</span>
      {item.problem === 'another-person' && <p className="small strong">{t.identities.anotherPerson}</p>}
      <p className={styles.meta}>
        {t.identities.systems[identifierKind(item.system)]} {item.masked} · {t.identities.events(item.events)} ·{' '}
        {t.identities.sentBy(item.senders.join(', '))} · {t.identities.since} <Moment at={item.since} date />
      </p>
    </li>
  )
}

/** Moves the focus to the next or the one before; from anywhere else to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-waiting]') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}
