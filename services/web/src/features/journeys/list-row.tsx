// One journey in the list: who, what is next, who holds the thread, and the thread itself.
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { JourneyItem } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Spark } from '../../ui/spark.tsx'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './list.module.css'

export const JourneyRow = memo(function JourneyRow({ journey }: { journey: JourneyItem }) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  const { coordinator } = journey
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link to="/forloeb/$journeyId" params={{ journeyId: journey.id }} className={styles.name} data-journey={journey.id}>
          {journey.citizen.name}
        </Link>
        <p className={styles.meta}>
          {journey.levelText} ·{' '}
          {coordinator === null ? t.journeys.nobody : `${t.journeys.coordinator}: ${coordinator.name}, ${nameOf(coordinator.team)}`}
        </p>
      </div>
      <div className={styles.next}>
        <Flags journey={journey} />
        <NextPromise journey={journey} />
      </div>
      <Spark journey={journey} />
    </li>
  )
})

function Flags({ journey }: { journey: JourneyItem }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const flags = [
    journey.loose && `${t.journeys.loose} ${t.citizens.since} ${formatDate(journey.loose.since, language, now)}: ${journey.loose.text}`,
    journey.waiting > 0 && t.journeys.waiting(journey.waiting),
    journey.overdue > 0 && t.journeys.overdue(journey.overdue),
    journey.isNew &&
      (journey.latest
        ? `${t.journeys.isNew}: ${t.lists.changed(journey.latest.by ?? t.lists.product, journey.latest.text)}`
        : t.journeys.isNew),
  ].filter((flag) => typeof flag === 'string')
  if (flags.length === 0) return null
  return (
    <p className={styles.flags}>
      {flags.map((flag) => (
        <span key={flag}>{flag}</span>
      ))}
    </p>
  )
}

function NextPromise({ journey: { next } }: { journey: JourneyItem }) {
  const { t, language } = useSpeech()
  const now = useNow()
  if (next === null) return null
  return (
    <p className={styles.meta}>
      {next.kindText}: {next.title}
      {next.dueAt && ` – ${t.journeys.due} ${formatDate(next.dueAt, language, now)}`}
    </p>
  )
}
