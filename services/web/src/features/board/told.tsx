// What the product did by itself that the lead is to know: places that were freed, answers that never came.
import { Link } from '@tanstack/react-router'
import type { Board } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import styles from './board.module.css'
import { useRest } from './use-rest.tsx'

export function Told({ told }: { told: Board['told'] }) {
  const { t } = useSpeech()
  const { shown, more } = useRest(told)
  if (told.length === 0) return null
  return (
    <section className={styles.told}>
      <h2>{t.board.told.title}</h2>
      <p className="soft small">{t.board.told.text}</p>
      <ul>
        {shown.map((one) => (
          <li key={one.id} className={styles.line}>
            <Link to="/forloeb/$journeyId" params={{ journeyId: one.journeyId }}>
              {one.citizen.name}
            </Link>{' '}
            {one.text}{' '}
            <span className="soft small">
              <Moment at={one.at} date />
            </span>
          </li>
        ))}
      </ul>
      {more}
    </section>
  )
}
