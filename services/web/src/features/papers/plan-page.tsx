// The plan as the citizen is given it: the same words on the screen, in print and as PDF.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { planQuery, useApi } from '../../api/queries.ts'
import type { Paper } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { PaperTools } from './paper-tools.tsx'
import styles from './papers.module.css'

type Block = Paper['blocks'][number]

export function PlanPage() {
  const { journeyId } = useParams({ from: '/forloeb/$journeyId/plan' })
  const { t } = useSpeech()
  const { team } = useSession()
  const query = useQuery(planQuery(useApi(), journeyId))
  // The name stays out of the browser's title bar, which others may see.
  usePageTitle(t.paper.plan)
  if (query.isPending) return <Waiting lines={6} />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const pdf = `/api/v1/journeys/${journeyId}/plan.pdf?team=${encodeURIComponent(team?.id ?? '')}`
  return (
    <>
      <PaperTools journeyId={journeyId}>
        <a href={pdf} download className={styles.way}>
          {t.paper.planPdf}
        </a>
      </PaperTools>
      <Sheet paper={query.data} />
    </>
  )
}

function Sheet({ paper }: { paper: Paper }) {
  const heading = useArrival<HTMLHeadingElement>()
  return (
    <article className={styles.sheet}>
      <h1 ref={heading} tabIndex={-1}>
        {paper.title}
      </h1>
      <p>{paper.lead}</p>
      {paper.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paper is written whole and never reordered
        <PaperBlock key={place} block={block} />
      ))}
      <p className={styles.foot}>{paper.foot}</p>
    </article>
  )
}

function PaperBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'call':
      return <p className={styles.call}>{block.text}</p>
    case 'heading':
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>
    case 'text':
      return <p>{block.text}</p>
    case 'quote':
      return <q className={styles.quote}>{block.text}</q>
    case 'list':
      return (
        <ul>
          {block.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li key={place} className={styles.item}>
              <span className={item.lines.length > 0 ? 'strong' : undefined}>{item.text}</span>
              {item.lines.map((line) => (
                <span key={line} className={styles.line}>
                  {line}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )
  }
}
