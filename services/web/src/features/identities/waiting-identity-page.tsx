// One number that waits: what its sender says, and who it could be. Somebody who knows decides, with a word of how.
import { identifierKind } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type WaitingIdentity, waitingIdentityQuery } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { DecisionForm } from './decision-form.tsx'
import styles from './identities.module.css'

export function WaitingIdentityPage() {
  const { waitingId } = useParams({ from: '/matchning/$waitingId' })
  const { t } = useSpeech()
  usePageTitle(t.identities.title)
  const query = useQuery(waitingIdentityQuery(useApi(), waitingId))
  return (
    <div className={styles.page}>
      <p data-screen-only>
        <Link to="/matchning">{t.back}</Link>
      </p>
      {query.isPending && <Waiting lines={5} />}
      {query.error && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Decide key={query.data.id} waiting={query.data} />}
    </div>
  )
}

function Decide({ waiting }: { waiting: WaitingIdentity }) {
  const { t, language } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const { told } = waiting
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {told?.name ?? t.identities.unnamed}
      </h1>
      {waiting.problem === 'another-person' && <p className="strong">{t.identities.anotherPerson}</p>}
      <dl className={styles.facts}>
        {told?.birthDate && (
          <div>
            <dt>{t.identities.told}</dt>
            <dd>{t.bornOn(formatBirthDate(told.birthDate, language))}</dd>
          </div>
        )}
        <div>
          <dt>{t.identities.systems[identifierKind(waiting.system)]}</dt>
          <dd>
            {waiting.value ?? waiting.masked} <span className="soft small">{waiting.system}</span>
          </dd>
        </div>
      </dl>
      <DecisionForm waiting={waiting} />
      <section className={styles.section}>
        <h2>{t.identities.said}</h2>
        <ul>
          {waiting.said.map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events of one kind may be told of the same moment, and the list never changes its order.
            <li key={index} className={styles.said}>
              <span className="strong">{event.label}</span> <Moment at={event.at} />
              <span className={styles.meta}> · {event.source}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
