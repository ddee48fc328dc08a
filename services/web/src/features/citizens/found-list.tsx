// Those who were found. Whom the team helps opens at once; for others a relation is opened first, with its reason.
import { Button } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { FoundCitizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { IntakeDialog } from './intake-dialog.tsx'
import styles from './search.module.css'

const mostFound = 50

export function FoundList({ found, deed }: { found: readonly FoundCitizen[]; deed: (citizen: FoundCitizen) => ReactNode }) {
  const { t } = useSpeech()
  const [intake, setIntake] = useState<FoundCitizen | null>(null)
  return (
    <section className={styles.results} aria-label={t.citizens.results}>
      <p role="status" className="soft">
        {t.citizens.found(found.length)}
        {found.length >= mostFound && ` – ${t.citizens.mostFound}`}
      </p>
      <ul>
        {found.map((citizen) => (
          <Found key={citizen.id} citizen={citizen} onIntake={() => setIntake(citizen)} deed={deed(citizen)} />
        ))}
      </ul>
      <IntakeDialog citizen={intake} onClose={() => setIntake(null)} />
    </section>
  )
}

function Found({ citizen, onIntake, deed }: { citizen: FoundCitizen; onIntake: () => void; deed: ReactNode }) {
  const { t, language } = useSpeech()
  const born = citizen.birthDate === null ? null : t.bornOn(formatBirthDate(citizen.birthDate, language))
  return (
    <li className={styles.found}>
      <div className={styles.who}>
        {citizen.served ? (
          <Link to="/borgere/$citizenId" params={{ citizenId: citizen.id }} className={styles.name}>
            {citizen.name}
          </Link>
        ) : (
          <span className={styles.name}>{citizen.name}</span>
        )}
        {born && <span className="soft"> {born}</span>}
        {citizen.protected && (
          <p className={styles.protected}>
            <IconShieldLock size={16} aria-hidden /> {t.protected}
          </p>
        )}
        <p className="soft small">
          {t.citizens.match[citizen.because] ?? citizen.because} · {citizen.served ? t.citizens.served : t.citizens.notServed}
        </p>
      </div>
      {!citizen.served && (
        <Button variant="default" onClick={onIntake} className={styles.intake}>
          {t.citizens.intake.button}
        </Button>
      )}
      {deed}
    </li>
  )
}
