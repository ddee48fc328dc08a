// Borgere: one field, and results that tell why they match.
import type { ReactNode } from 'react'
import type { FoundCitizen } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { FoundList } from './found-list.tsx'
import styles from './search.module.css'
import { SearchField } from './search-field.tsx'
import { useSearch } from './search-memory.tsx'

/** `deed`: what can be done for anybody who was found; `beside`: what stands under the results and belongs to another feature. */
export function SearchPage({ deed, beside }: { deed: (citizen: FoundCitizen) => ReactNode; beside: ReactNode }) {
  const { t } = useSpeech()
  const { team } = useSession()
  usePageTitle(t.citizens.title)
  const heading = useArrival<HTMLHeadingElement>(useSearch().result !== null)
  if (team === null) return <Quiet level={1} title={t.noTeam.title} text={t.noTeam.text} />
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.citizens.title}
      </h1>
      <SearchField />
      <Results deed={deed} />
      {beside}
    </div>
  )
}

function Results({ deed }: { deed: (citizen: FoundCitizen) => ReactNode }) {
  const { t } = useSpeech()
  const { result, error, searching, submit } = useSearch()
  if (searching) return <Waiting lines={3} />
  if (error) return <ProblemNotice error={error} onRetry={submit} />
  if (result === null) return <Quiet {...t.citizens.before} />
  if (result.found.length === 0)
    return <Quiet title={t.citizens.noneTitle} text={'identifier' in result.wanted ? t.citizens.none.identifier : t.citizens.none.name} />
  return <FoundList found={result.found} deed={deed} />
}
