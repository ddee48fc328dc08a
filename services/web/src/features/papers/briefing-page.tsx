// Før mødet: whom the citizen calls on top, then what was agreed, what happened elsewhere since, what is promised, and who takes part. One or two pages in print.
import { formatDate, formatInstant } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { briefingQuery, useApi } from '../../api/queries.ts'
import type { Briefing } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaDot } from '../../ui/area.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { PaperTools } from './paper-tools.tsx'
import styles from './papers.module.css'

export function BriefingPage() {
  const { journeyId } = useParams({ from: '/forloeb/$journeyId/foer-moedet' })
  const { moede } = useSearch({ from: '/forloeb/$journeyId/foer-moedet' })
  const { t } = useSpeech()
  const query = useQuery(briefingQuery(useApi(), journeyId, moede))
  usePageTitle(t.paper.before)
  if (query.isPending) return <Waiting lines={6} />
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const sheet = query.data
  return (
    <>
      <PaperTools journeyId={journeyId} />
      <article className={styles.briefing}>
        <Head sheet={sheet} />
        <div className={styles.columns}>
          <div>
            <Agreed sheet={sheet} />
            <Elsewhere sheet={sheet} />
          </div>
          <div>
            <Promised sheet={sheet} />
            <Who sheet={sheet} />
            <Manner sheet={sheet} />
          </div>
        </div>
      </article>
    </>
  )
}

function Head({ sheet: { citizen, contact, coordinator, meeting, ownGoal, now } }: { sheet: Briefing }) {
  const { t, language } = useSpeech()
  const { nameOf } = useTeamNames()
  const heading = useArrival<HTMLHeadingElement>()
  return (
    <header>
      <p className={styles.call}>
        {contact === null ? t.paper.noContact : `${t.paper.call} ${contact.name}, ${contact.phone}`}
        {coordinator && (
          <span className={styles.line}>{`${t.journeys.coordinator}: ${coordinator.name}, ${nameOf(coordinator.team)}`}</span>
        )}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t.paper.before}: {citizen.name}
      </h1>
      <p>
        {meeting === null
          ? t.paper.noMeeting
          : `${meeting.title}, ${formatInstant(meeting.at, language, now)}, ${t.journeys.minutes(meeting.minutes)}${meeting.place === '' ? '' : `, ${meeting.place}`}`}
      </p>
      {ownGoal && <q className={styles.quote}>{ownGoal}</q>}
    </header>
  )
}

function Section({ title, note, empty, children }: { title: string; note?: string; empty?: string; children: ReactNode[] }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {note && <p className="soft small">{note}</p>}
      {children.length === 0 ? <p className="soft">{empty}</p> : <ul>{children}</ul>}
    </section>
  )
}

function Agreed({ sheet: { last, since, deeds, now } }: { sheet: Briefing }) {
  const { t, language } = useSpeech()
  const date = formatDate(since, language, now)
  return (
    <>
      {last?.record && (
        <section className={styles.part}>
          <h2>{t.paper.lastAgreed}</h2>
          <p className={styles.record}>{last.record}</p>
        </section>
      )}
      <Section title={t.paper.done} note={last === null ? t.paper.sinceOpened(date) : t.paper.since(date)} empty={t.paper.nothingDone}>
        {deeds.map((deed) => (
          <li key={deed.id} className={styles.row}>
            <span className="soft">{formatDate(deed.at, language, now)}</span> <span className="strong">{deed.by}</span> {deed.text}
          </li>
        ))}
      </Section>
    </>
  )
}

function Elsewhere({ sheet: { elsewhere } }: { sheet: Briefing }) {
  const { t } = useSpeech()
  const others = elsewhere.some((area) => !area.own)
  return (
    <section className={styles.part}>
      <h2>{t.paper.elsewhere}</h2>
      {!others && <p className="soft">{t.paper.nothingElsewhere}</p>}
      {elsewhere.map(({ area, name, own, items, left }) => (
        <div key={area}>
          <h3>
            <AreaDot area={area} /> {own ? `${t.paper.ownArea} (${name})` : name}
          </h3>
          <ul>
            {items.map((item) => (
              <li key={item.id} className={styles.row}>
                {item.text}
              </li>
            ))}
          </ul>
          {left > 0 && <p className="soft small">{t.paper.left(left)}</p>}
        </div>
      ))}
    </section>
  )
}

function Promised({ sheet: { promises, now } }: { sheet: Briefing }) {
  const { t, language } = useSpeech()
  const { nameOf } = useTeamNames()
  return (
    <Section title={t.paper.promised} empty={t.paper.nothingPromised}>
      {promises.map((promise) => (
        <li key={`${promise.id} ${promise.kind} ${promise.team}`} className={styles.row}>
          {promise.dueAt && (
            <span className={promise.overdue ? 'strong' : 'soft'}>
              {formatDate(promise.dueAt, language, now)}
              {promise.overdue && ` (${t.journeys.views.overdue.toLowerCase()})`}{' '}
            </span>
          )}
          {promise.kindText}: {promise.title} <span className="soft">{nameOf(promise.team)}</span>
        </li>
      ))}
    </Section>
  )
}

function Who({ sheet: { teams, parties } }: { sheet: Briefing }) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  const invited = (is: boolean) => (is ? ` · ${t.paper.invited}` : '')
  return (
    <Section title={t.paper.who}>
      {[
        ...teams.map((team) => (
          <li key={team.team} className={styles.row}>
            <span className="strong">{nameOf(team.team)}</span>{' '}
            <span className="soft">
              {[team.role, ...team.workers].filter((one) => one !== '').join(' · ')}
              {invited(team.invited)}
            </span>
          </li>
        )),
        ...parties.map((party) => (
          <li key={party.name + party.relation} className={styles.row}>
            <span className="strong">{party.name}</span>{' '}
            <span className="soft">
              {party.kindText} · {party.relation}
              {invited(party.invited)}
            </span>
          </li>
        )),
      ]}
    </Section>
  )
}

function Manner({ sheet: { manner } }: { sheet: Briefing }) {
  const { t } = useSpeech()
  const said =
    manner === null ? [] : (['communication', 'interpreter', 'companion', 'avoid'] as const).filter((part) => manner[part] !== '')
  if (said.length === 0) return null
  return (
    <Section title={t.journeys.manner}>
      {said.map((part) => (
        <li key={part} className={styles.row}>
          <span className="soft">{t.journeys.mannerParts[part]}:</span> {manner?.[part]}
        </li>
      ))}
    </Section>
  )
}
