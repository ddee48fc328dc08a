// The teams, the people around the citizen with what each may know and do, and how she wants to be met.
import { formatDate, partyKnowledge, partyRights } from '@roedtraad/domain'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaDot } from '../../ui/area.tsx'
import { Moment } from '../../ui/moment.tsx'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import styles from './journey.module.css'

export function People({ journey }: { journey: Journey }) {
  return (
    <>
      <MannerCard journey={journey} />
      <Teams journey={journey} />
      <Parties journey={journey} />
    </>
  )
}

function MannerCard({ journey: { manner, status } }: { journey: Journey }) {
  const { t } = useSpeech()
  const parts =
    manner === null ? [] : (['communication', 'interpreter', 'companion', 'avoid'] as const).filter((part) => manner[part] !== '')
  return (
    <section className={styles.manner}>
      <h2>{t.journeys.manner}</h2>
      {parts.length === 0 && <p className="soft">{t.journeys.noManner}</p>}
      <dl>
        {parts.map((part) => (
          <div key={part}>
            <dt className="small soft">{t.journeys.mannerParts[part]}</dt>
            <dd>{manner?.[part]}</dd>
          </div>
        ))}
      </dl>
      {status === 'open' && <DeedButton deed="describe-manner" plain />}
    </section>
  )
}

function Teams({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const { nameOf, areaOf } = useTeamNames()
  return (
    <section className={styles.section}>
      <h2>{t.journeys.teams}</h2>
      <ul>
        {journey.teams.map((team) => (
          <li key={`${team.team} ${team.from}`} className={styles.person}>
            <AreaDot area={areaOf(team.team)} />
            <span>
              <span className="strong">{nameOf(team.team)}</span>
              {team.to !== null && <span className="soft small"> {t.journeys.left}</span>}
              <span className={styles.line}>{[team.role, ...team.workers.map((worker) => worker.name)].filter(Boolean).join(' · ')}</span>
              <Standing team={team} />
              {team.to === null && journey.status === 'open' && journey.holds && journey.coordinator?.team !== team.team && (
                <DeedButton deed="leave" given={{ team: team.team }} plain />
              )}
            </span>
          </li>
        ))}
      </ul>
      {journey.status === 'open' && journey.holds && <DeedButton deed="join" plain />}
    </section>
  )
}

/** On what ground the team takes part; where none stands any more, that and the way on. */
function Standing({ team: { team, standing } }: { team: Journey['teams'][number] }) {
  const { t, language } = useSpeech()
  const now = useNow()
  if (standing === null) return null
  const until = standing.to === null ? '' : `, ${t.grounds.until} ${formatDate(standing.to, language, now)}`
  return (
    <span className={styles.line} data-without-ground={!standing.stands || undefined}>
      {standing.stands ? `${t.journeys.takesPartOn} ${standing.title}${until}` : t.journeys.withoutGround(standing.title)}{' '}
      {!standing.stands && <DeedButton deed="renew-ground" given={{ team }} plain />}
    </span>
  )
}

function Parties({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  return (
    <section className={styles.section}>
      <h2>{t.journeys.people}</h2>
      {journey.parties.length === 0 && <p className="soft">{t.journeys.noPeople}</p>}
      <ul>
        {journey.parties.map((party) => (
          <li key={party.id} className={styles.person}>
            <span>
              <span className="strong">{party.name}</span>
              <span className={styles.line}>
                {[party.kindText, party.relation, party.controller, party.phone].filter(Boolean).join(' · ')}
              </span>
              <Rights party={party} />
              {party.to !== null && (
                <span className={styles.line}>
                  {t.journeys.to.toLowerCase()} <Moment at={party.to} relative={false} date />
                </span>
              )}
              {party.to === null && journey.status === 'open' && <DeedButton deed="end-party" given={{ partyId: party.id }} plain />}
            </span>
          </li>
        ))}
      </ul>
      {journey.status === 'open' && <DeedButton deed="add-party" plain />}
    </section>
  )
}

function Rights({ party }: { party: Journey['parties'][number] }) {
  const { t } = useSpeech()
  const know = partyKnowledge.filter((one) => party.mayKnow.includes(one)).map((one) => t.journeys.know[one])
  const may = partyRights.filter((one) => party.mayDo.includes(one)).map((one) => t.journeys.may[one])
  const told = [know.length > 0 && `${t.journeys.mayKnow}: ${know.join(', ')}`, may.length > 0 && `${t.journeys.mayDo}: ${may.join(', ')}`]
  return <span className={styles.line}>{told.filter(Boolean).join(' · ')}</span>
}
