// What the reader sees of each of the two: a table on a wide screen, one under the other on a phone.
import type { ReactNode } from 'react'
import type { MergePreview, MergeSide } from '../../api/identity-queries.ts'
import { type ScreenTexts, useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import styles from './identities.module.css'

export function SideBySide({ preview: { survivor, absorbed } }: { preview: MergePreview }) {
  const { t } = useSpeech()
  return (
    <div className={styles.sides}>
      <Side side={survivor} role={t.identities.merge.stays} />
      <Side side={absorbed} role={`${t.identities.merge.joins} ${survivor.name}`} />
    </div>
  )
}

function Side({ side, role }: { side: MergeSide; role: string }) {
  const { t, language } = useSpeech()
  const words = t.identities.merge
  const lines: [string, ReactNode][] = [
    [words.born, side.birthDate === null ? '–' : formatBirthDate(side.birthDate, language)],
    [words.numbers, side.identifiers.map((one) => one.masked).join(', ') || words.none],
    [words.journeys, tellJourneys(side, t)],
    [words.cases, side.cases.map((one) => one.label).join(', ') || words.none],
    [words.alerts, side.openAlerts],
    [words.facts, side.facts],
  ]
  return (
    <section className={styles.side}>
      <p className={styles.meta}>{role}</p>
      <h2>{side.name}</h2>
      {side.protected && <p className="small strong">{t.protected}</p>}
      <dl className={styles.facts}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function tellJourneys({ journeys }: MergeSide, { identities: { merge } }: ScreenTexts): string {
  return journeys.map((journey) => merge[journey.status]).join(', ') || merge.none
}
