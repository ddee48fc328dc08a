// The same facts as a table: for comparing, copying and printing.
import { formatInstant } from '@roedtraad/domain'
import type { Lane, LaneFact } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { nameSource } from '../../ui/name-source.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { formatValue } from './fact-text.ts'
import styles from './facts.module.css'
import { usePortion } from './use-portion.ts'

export function FactTable({ lane }: { lane: Lane }) {
  const { t, language } = useSpeech()
  const { shown, rest, more } = usePortion(lane.facts)
  const columns = t.citizens.column
  const caption = t.citizens.table(lane.area.name[language])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.until}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col" className={styles.number}>
              {columns.value}
            </th>
            <th scope="col">{columns.team}</th>
            <th scope="col">{columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((fact) => (
            <Row key={fact.id} fact={fact} />
          ))}
        </tbody>
      </table>
      {lane.facts.length === 0 && <p className="soft">{t.citizens.noFacts}</p>}
      {rest > 0 && (
        <button type="button" className="plain" onClick={more}>
          {t.citizens.more(rest)}
        </button>
      )}
    </section>
  )
}

function Row({ fact }: { fact: LaneFact }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const until = fact.to === null ? t.citizens.ongoing : fact.to === fact.from ? '' : formatInstant(fact.to, language, now)
  return (
    <tr>
      <td>{formatInstant(fact.from, language, now)}</td>
      <td>{until}</td>
      <td className={styles.label}>{fact.label}</td>
      <td className={styles.number}>{formatValue(fact, language)}</td>
      <td>{fact.team === null ? '' : nameOf(fact.team)}</td>
      <td>{nameSource(fact.source, t)}</td>
    </tr>
  )
}
