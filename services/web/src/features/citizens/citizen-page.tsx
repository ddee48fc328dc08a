// The citizen: who she is and where, her hospital stays, and what the reader's own area knows. What is closed is shown as closed.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { citizenQuery, useApi } from '../../api/queries.ts'
import type { Citizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './citizen.module.css'
import { CitizenHeader } from './citizen-header.tsx'
import { Course } from './course.tsx'
import { HospitalStays } from './hospital-stays.tsx'
import { ServedBy } from './served-by.tsx'

interface Props {
  /** What stands beside the citizen and is not hers alone: her journey, what was asked for her, what permits sharing, and who she is besides. */
  journey: (citizen: Citizen) => ReactNode
  requests: (citizen: Citizen) => ReactNode
  grounds: (citizen: Citizen) => ReactNode
  identity: (citizen: Citizen) => ReactNode
}

export function CitizenPage({ journey, requests, grounds, identity }: Props) {
  const { citizenId } = useParams({ from: '/borgere/$citizenId' })
  const { t } = useSpeech()
  const query = useQuery(citizenQuery(useApi(), citizenId))
  // The name stays out of the browser's title bar, which others may see.
  usePageTitle(t.citizens.title)
  useJumpToHash(query.data !== undefined)
  if (query.isPending) return <Waiting lines={6} />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const { data: citizen, etag } = query.data
  return (
    <article className={styles.page} key={citizen.id}>
      <CitizenHeader citizen={citizen} />
      <div className={styles.columns}>
        <div className={styles.side}>
          <div className={styles.section}>{journey(citizen)}</div>
          {requests(citizen)}
          <HospitalStays citizen={citizen} etag={etag} />
          <ServedBy citizen={citizen} />
          {grounds(citizen)}
          {identity(citizen)}
        </div>
        <Course citizen={citizen} />
      </div>
    </article>
  )
}

/** A link to a fact comes before the fact is fetched; the jump is made when it stands there. */
function useJumpToHash(isReady: boolean): void {
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1))
    if (isReady && id !== '') document.getElementById(id)?.scrollIntoView({ block: 'center' })
  }, [isReady])
}
