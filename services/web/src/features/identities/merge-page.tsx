// Two citizens side by side: why they could be one, what the reader sees moving, and what stands between them. Merged with a word of how she knows, and with a way back.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { type MergePreview, mergePreviewQuery } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './identities.module.css'
import { ReasonField, useReason } from './reason-field.tsx'
import { SideBySide } from './side-by-side.tsx'
import { tellReasons } from './tell-reasons.ts'
import { useMerge } from './use-merge.ts'

export function MergePage() {
  const { citizenId, otherId } = useParams({ from: '/borgere/$citizenId/samme-person/$otherId' })
  const { t } = useSpeech()
  usePageTitle(t.identities.merge.title)
  const heading = useArrival<HTMLHeadingElement>()
  return (
    <div className={styles.page}>
      <p data-screen-only>
        <Link to="/borgere/$citizenId" params={{ citizenId }}>
          {t.back}
        </Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t.identities.merge.title}
      </h1>
      {citizenId === otherId ? <p>{t.identities.merge.herself}</p> : <Compared citizenId={citizenId} otherId={otherId} />}
    </div>
  )
}

function Compared({ citizenId, otherId }: { citizenId: string; otherId: string }) {
  const { t } = useSpeech()
  const query = useQuery(mergePreviewQuery(useApi(), citizenId, otherId))
  if (query.isPending) return <Waiting lines={6} />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const preview = query.data
  return (
    <>
      <p className={styles.lead}>{t.identities.merge.lead}</p>
      <p className={styles.because}>{tellReasons(preview.reasons, t)}</p>
      <SideBySide preview={preview} />
      <p className={styles.swap} data-screen-only>
        <Link to="/borgere/$citizenId/samme-person/$otherId" params={{ citizenId: otherId, otherId: citizenId }} replace>
          {t.identities.merge.swap}
        </Link>
      </p>
      {preview.hindrances.length === 0 ? (
        <MergeForm key={preview.etag} preview={preview} />
      ) : (
        <div className={styles.hindrances} role="alert">
          {preview.hindrances.map(({ code, text }) => (
            <p key={code}>{t.identities.hindrances[code] ?? text}</p>
          ))}
        </div>
      )}
    </>
  )
}

function MergeForm({ preview }: { preview: MergePreview }) {
  const { t } = useSpeech()
  const merging = useMerge(preview)
  const reason = useReason()
  const save = (event: FormEvent) => {
    event.preventDefault()
    reason.setTried(true)
    if (reason.words !== '') merging.mutate(reason.words)
  }
  return (
    <form onSubmit={save} className={styles.form} noValidate>
      <ReasonField label={t.identities.reason} reason={reason} />
      {merging.error && <ProblemNotice error={merging.error} deed />}
      <Button type="submit" className={styles.save} loading={merging.isPending}>
        {t.identities.merge.save}
      </Button>
    </form>
  )
}
