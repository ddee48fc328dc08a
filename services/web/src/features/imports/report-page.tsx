// The report of one file: what became of its lines, what was refused and why, and the repair of each where it stands.
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { importLinesQuery, importQuery } from '../../api/import-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { ImportLine, ImportReport, LineState } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { useNumber } from './count.ts'
import styles from './imports.module.css'
import { LineFilter } from './line-filter.tsx'
import { LineRow } from './line-row.tsx'
import { RepairDialog } from './repair-dialog.tsx'
import { useContinue } from './use-imports.ts'

export function ReportPage() {
  const { importId } = useParams({ from: '/indlaesning/$importId' })
  const { t } = useSpeech()
  usePageTitle(t.imports.report)
  const query = useQuery(importQuery(useApi(), importId))
  if (query.isPending) return <Waiting />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  return <Report report={query.data} />
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useSpeech()
  const number = useNumber()
  const { team } = useApi()
  const heading = useArrival<HTMLHeadingElement>()
  const { counts } = report
  const [state, setState] = useState<LineState | null>(counts.refused > 0 ? 'refused' : null)
  return (
    <div className={styles.page}>
      <p className="small">
        <Link to="/indlaesning">{t.imports.back}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t.imports.report} <Moment at={report.createdAt} relative={false} />
      </h1>
      <p className="soft">
        {t.imports.summary(number(report.lines))}, {t.imports.by(report.createdBy)}. {t.imports.encoding[report.encoding]}
      </p>
      {counts.pending > 0 && <Interrupted id={report.id} count={counts.pending} />}
      <LineFilter counts={counts} words={t.imports.state} chosen={state} onChoose={setState} />
      {counts.refused > 0 && (
        <p className={styles.export} data-screen-only>
          <a href={`/api/v1/imports/${report.id}/refused.csv?team=${encodeURIComponent(team ?? '')}`} download>
            {t.imports.export}
          </a>
        </p>
      )}
      <Lines key={state} report={report} state={state} />
    </div>
  )
}

function Interrupted({ id, count }: { id: string; count: number }) {
  const { t } = useSpeech()
  const number = useNumber()
  const goOn = useContinue(id)
  return (
    <div className={styles.interrupted}>
      <p>{t.imports.interrupted(number(count))}</p>
      <Button onClick={() => goOn.mutate()} loading={goOn.isPending}>
        {t.imports.goOn}
      </Button>
      {goOn.error && <ProblemNotice error={goOn.error} deed />}
    </div>
  )
}

function Lines({ report, state }: { report: ImportReport; state: LineState | null }) {
  const { t } = useSpeech()
  const [opened, setOpened] = useState<ImportLine | null>(null)
  const query = useInfiniteQuery(importLinesQuery(useApi(), report.id, state))
  if (query.isPending) return <Waiting />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const lines = query.data.pages.flatMap((page) => page.items)
  return (
    <>
      {lines.length === 0 && <p className="soft">{t.imports.noLines}</p>}
      <ul className={styles.rows} aria-label={t.imports.linesTitle}>
        {lines.map((line) => (
          <LineRow key={line.line} line={line} words={t.imports.state}>
            {line.state === 'refused' && (
              <Button variant="default" className={styles.repair} onClick={() => setOpened(line)} data-screen-only>
                {t.imports.repair}
                <span className="hidden"> {t.imports.line(String(line.line))}</span>
              </Button>
            )}
          </LineRow>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} data-screen-only>
          {t.imports.more}
        </Button>
      )}
      {opened !== null && <RepairDialog key={opened.line} report={report} line={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
