// Tavlen: a lead on Monday morning. Who has what, where the thread lies loose, what waits and for how long, and how the weeks have been.
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { boardQuery } from '../../api/board-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSession } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './board.module.css'
import { Figures } from './figures.tsx'
import { LooseThreads } from './loose-threads.tsx'
import { OtherTeams } from './other-teams.tsx'
import { Told } from './told.tsx'
import { Trends } from './trends.tsx'
import { WaitingLoops } from './waiting-loops.tsx'
import { Workers } from './workers.tsx'

export function BoardPage() {
  const { team } = useSession()
  const { t } = useSpeech()
  usePageTitle(t.board.title)
  return team?.lead ? <Board /> : <Quiet level={1} {...t.board.notLead} />
}

function Board() {
  const { t, language } = useSpeech()
  const { team } = useSession()
  const heading = useArrival<HTMLHeadingElement>()
  const page = useRef<HTMLDivElement>(null)
  useShortcuts({ j: () => step(page.current, 1), k: () => step(page.current, -1) })
  const { data: board, error, isPending, refetch } = useQuery(boardQuery(useApi()))
  return (
    <div className={styles.page} ref={page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.board.title}
      </h1>
      <p className="soft">{t.board.lead(team?.name[language] ?? '')}</p>
      {isPending && <Waiting lines={6} />}
      {!board && error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {board && (
        <>
          <Figures figures={board.figures} />
          <Told told={board.told} />
          <Workers workers={board.workers} />
          <LooseThreads />
          <WaitingLoops loops={board.loops} />
          <Trends weeks={board.weeks} />
          <OtherTeams teams={board.teams} total={board.total} />
        </>
      )}
    </div>
  )
}

/** Moves the focus to the next thing on the page that opens something, or to the one before. */
function step(page: HTMLElement | null, by: 1 | -1): void {
  const doors = [...(page?.querySelectorAll<HTMLElement>('a[href], button') ?? [])].filter((one) => one.checkVisibility())
  const at = doors.findIndex((door) => door === document.activeElement)
  doors[at === -1 ? 0 : Math.min(doors.length - 1, Math.max(0, at + by))]?.focus()
}
