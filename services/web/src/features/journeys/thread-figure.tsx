// The product's one picture: four lanes with what lies in them, and the red thread through the lane of whoever holds the journey together. The same as a table.
import { formatDate } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { timelineQuery, useApi } from '../../api/queries.ts'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './thread.module.css'
import { TimelinePicture } from './timeline-picture.tsx'
import { TimelineTable } from './timeline-table.tsx'
import { TimelineFilters, TimelineTools } from './timeline-tools.tsx'
import { useTimeline } from './use-timeline.ts'

export type TimelineForm = 'picture' | 'table'

export function ThreadFigure({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const now = useNow()
  const [form, setForm] = useState<TimelineForm>('picture')
  const { data: timeline } = useQuery(timelineQuery(useApi(), journey.id))
  const view = useTimeline(timeline, journey.openedAt, now)
  return (
    <section data-timeline>
      <div className={styles.top}>
        <h2>{t.journeys.thread}</h2>
        <TimelineTools view={view} form={form} onForm={setForm} />
      </div>
      <p className="hidden">{journey.threadText}</p>
      <TimelineFilters view={view} />
      {form === 'table' ? (
        <TimelineTable view={view} lanes={timeline?.lanes ?? []} />
      ) : (
        <TimelinePicture journey={journey} lanes={timeline?.lanes ?? []} view={view} />
      )}
      {timeline?.more && <p className="soft small">{t.lists.timeline.older}</p>}
      <LooseNow journey={journey} />
    </section>
  )
}

/** In words under the picture: that the thread is loose, since when and why. */
function LooseNow({ journey }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const end = journey.thread.loose.at(-1)
  if (end === undefined || end.to !== null) return <p className="soft small">{journey.threadText}</p>
  return (
    <p className={styles.looseNow}>
      <span className="strong">{t.journeys.loose}</span> {t.citizens.since} {formatDate(end.from, language, now)}: {end.text}
    </p>
  )
}
