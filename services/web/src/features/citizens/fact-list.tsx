// The open lane as a line of time, newest first.
import type { Lane, LaneFact } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { areaColour } from '../../ui/area.tsx'
import { Moment } from '../../ui/moment.tsx'
import { nameSource } from '../../ui/name-source.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { formatValue } from './fact-text.ts'
import styles from './facts.module.css'
import { usePortion } from './use-portion.ts'

const wantedId = () => window.location.hash.replace('#oplysning-', '')

export function FactList({ lane }: { lane: Lane }) {
  const { t, language } = useSpeech()
  const wanted = lane.facts.findIndex((fact) => fact.id === wantedId())
  const { shown, rest, more } = usePortion(lane.facts, wanted)
  return (
    <section>
      <h3>
        {t.citizens.factsIn(lane.area.name[language])} <span className={styles.count}>{lane.facts.length}</span>
      </h3>
      {lane.facts.length === 0 && <p className="soft">{t.citizens.noFacts}</p>}
      <ol className={styles.facts}>
        {shown.map((fact) => (
          <FactLine key={fact.id} fact={fact} colour={areaColour(lane.area.id)} isWanted={fact.id === lane.facts[wanted]?.id} />
        ))}
      </ol>
      {rest > 0 && (
        <button type="button" className="plain" onClick={more}>
          {t.citizens.more(rest)}
        </button>
      )}
    </section>
  )
}

function FactLine({ fact, colour, isWanted }: { fact: LaneFact; colour: string; isWanted: boolean }) {
  const { t, language } = useSpeech()
  const { nameOf } = useTeamNames()
  const value = formatValue(fact, language)
  const isSpan = fact.to !== fact.from
  const by = [fact.team === null ? null : nameOf(fact.team), nameSource(fact.source, t)].filter((part) => part !== null)
  return (
    <li id={`oplysning-${fact.id}`} className={styles.fact} data-wanted={isWanted}>
      <span className={styles.when}>
        <Moment at={fact.from} relative={false} />
      </span>
      <span className={isSpan ? styles.bar : styles.dot} style={{ background: colour }} aria-hidden />
      <span className={styles.what}>
        <span className="strong">{fact.label}</span>
        {value && <span> {value}</span>}
        {isSpan && (
          <span className="soft">
            {' '}
            {fact.to === null ? (
              t.citizens.ongoing
            ) : (
              <>
                {t.citizens.stays.to} <Moment at={fact.to} relative={false} />
              </>
            )}
          </span>
        )}
      </span>
      <span className={styles.by}>{by.join(' · ')}</span>
    </li>
  )
}
