// Who it is about, who holds the thread, whom the citizen calls, and the seldom deeds on the whole journey.
import { Button, Menu } from '@mantine/core'
import { formatDate, journeyTexts } from '@roedtraad/domain'
import { IconChevronDown, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useArrival } from '../../ui/use-arrival.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import type { FormDeed } from './deed-forms.ts'
import { DeedButton, useDeeds } from './deeds.tsx'
import styles from './journey.module.css'

export function JourneyHeader({ journey }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const { citizen } = journey
  return (
    <header className={styles.header}>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          <Link to="/borgere/$citizenId" params={{ citizenId: citizen.id }} className={styles.citizen}>
            {citizen.name}
          </Link>
        </h1>
        {citizen.protected && (
          <p className={styles.protected}>
            <IconShieldLock size={20} aria-hidden /> {t.protected}
          </p>
        )}
        <p className={styles.who}>
          {citizen.age !== null && <span>{t.citizens.age(citizen.age)}</span>}
          <span>
            {t.journeys.level}: <span className="strong">{journey.levelText}</span>
          </span>
          <span>{journeyTexts(language).levelMeaning[journey.level]}</span>
        </p>
        <Closed journey={journey} />
      </div>
      <Holder journey={journey} />
      <div className={styles.headerDeeds}>
        {journey.holds && journey.coordinator !== null && journey.status === 'open' && <DeedButton deed="hand-over-coordination" />}
        <JourneyMenu journey={journey} />
      </div>
    </header>
  )
}

function Closed({ journey: { closed } }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  if (closed === null) return null
  return (
    <p className={styles.closed}>
      <span className="strong">
        {t.journeys.closedAt} {formatDate(closed.at, language, now)}, {closed.becauseText}
      </span>
      {closed.evaluation !== '' && <q className={styles.quote}>{closed.evaluation}</q>}
    </p>
  )
}

function Holder({ journey }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const { coordinator, substitute, absence, contact } = journey
  const isAway = absence !== null && absence.from <= now && absence.to > now
  return (
    <dl className={styles.holder}>
      <dt>{t.journeys.coordinator}</dt>
      <dd className="strong">
        {coordinator === null ? t.journeys.nobody : `${coordinator.name}, ${nameOf(coordinator.team)}`}
        {isAway && absence && ` (${t.journeys.away.toLowerCase()} ${t.journeys.to.toLowerCase()} ${formatDate(absence.to, language, now)})`}
      </dd>
      <dt>{t.journeys.substitute}</dt>
      <dd>{substitute === null ? t.journeys.noSubstitute : `${substitute.name}, ${nameOf(substitute.team)}`}</dd>
      <dt>{t.journeys.contact}</dt>
      <dd>
        {contact === null ? (
          <span className="soft">{t.journeys.noContact}</span>
        ) : (
          <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{`${contact.name}, ${contact.phone}`}</a>
        )}
      </dd>
    </dl>
  )
}

function JourneyMenu({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const { start } = useDeeds()
  const deeds = useMenuDeeds(journey)
  if (journey.status === 'closed') return <DeedButton deed="reopen" />
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={18} aria-hidden />} data-screen-only>
          {t.journeys.moreDeeds}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds.map((deed) => (
          <Menu.Item key={deed} onClick={() => start(deed)}>
            {t.journeys.deeds[deed]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What the reader may do to the journey as a whole. */
function useMenuDeeds({ coordinator, absence, holds }: Journey): FormDeed[] {
  const { me } = useSession()
  const isMine = coordinator?.username === me.username
  const forAll: FormDeed[] = isMine ? [] : ['take-over']
  if (!holds) return forAll
  const held: FormDeed[] = coordinator === null ? [] : ['name-substitute', absence === null ? 'set-absence' : 'end-absence', 'step-down']
  return [...forAll, ...held, 'name-contact', 'set-level', 'close']
}
