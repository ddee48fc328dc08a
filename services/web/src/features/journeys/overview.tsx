// Nu · næste · hvem · siden sidst: what a caseworker asks first, on one line of the page.
import { formatDate } from '@roedtraad/domain'
import type { Journey, JourneyPromise } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './journey.module.css'

const most = 4

export function Overview({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  const underWay = journey.activities.filter((activity) => activity.status === 'under-way')
  const ahead = journey.promises.filter((promise) => promise.dueAt !== null).sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))
  const fresh = journey.history.filter((deed) => deed.isNew)
  const neverSeen = fresh.length === journey.history.length
  return (
    <div className={styles.overview}>
      <Block title={t.journeys.now} empty={t.journeys.nothingNow}>
        {underWay.slice(0, most).map((activity) => (
          <li key={activity.id}>
            {activity.title} <span className="soft">{nameOf(activity.team)}</span>
          </li>
        ))}
      </Block>
      <Block title={t.journeys.next} empty={t.journeys.nothingNext}>
        {ahead.slice(0, most).map((promise) => (
          <Promised key={`${promise.id} ${promise.kind} ${promise.team}`} promise={promise} />
        ))}
      </Block>
      <Block title={t.journeys.who} empty="">
        {journey.teams
          .filter((team) => team.to === null)
          .map((team) => (
            <li key={team.team}>
              {nameOf(team.team)} <span className="soft">{team.workers.map((worker) => worker.name).join(', ')}</span>
            </li>
          ))}
      </Block>
      <Block title={t.journeys.since} empty={neverSeen ? t.journeys.firstLook : t.journeys.nothingNew}>
        {(neverSeen ? [] : fresh).slice(0, most).map((deed) => (
          <li key={deed.id}>
            <span className="strong">{deed.by?.name ?? t.journeys.product}</span> {deed.text}
          </li>
        ))}
      </Block>
    </div>
  )
}

function Block({ title, empty, children }: { title: string; empty: string; children: React.ReactNode[] }) {
  return (
    <section className={styles.block}>
      <h2 className={styles.small}>{title}</h2>
      {children.length === 0 ? <p className="soft small">{empty}</p> : <ul>{children}</ul>}
    </section>
  )
}

function Promised({ promise }: { promise: JourneyPromise }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  return (
    <li>
      {promise.dueAt && (
        <span className={promise.overdue ? 'strong' : undefined}>
          {formatDate(promise.dueAt, language, now)}
          {promise.overdue && ` (${t.journeys.views.overdue.toLowerCase()})`}:{' '}
        </span>
      )}
      {promise.kindText.toLowerCase()} – {promise.title} <span className="soft">{nameOf(promise.team)}</span>
    </li>
  )
}
