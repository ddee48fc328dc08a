// The teams that help the citizen, since when and because of what.
import type { Citizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { AreaDot } from '../../ui/area.tsx'
import { Moment } from '../../ui/moment.tsx'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './citizen.module.css'

export function ServedBy({ citizen }: { citizen: Citizen }) {
  const { t } = useSpeech()
  const { nameOf, areaOf } = useTeamNames()
  return (
    <section className={styles.section}>
      <h2>{t.citizens.servedBy}</h2>
      {citizen.servedBy.length === 0 && <p className="soft">{t.citizens.servedByNone}</p>}
      <ul>
        {citizen.servedBy.map(({ team, since, because }) => (
          <li key={`${team} ${since} ${because}`} className={styles.server}>
            <AreaDot area={areaOf(team)} />
            <span>
              <span className="strong">{nameOf(team)}</span>
              <span className={styles.since}>
                {because}, {t.citizens.since} <Moment at={since} date />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
