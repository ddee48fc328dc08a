// The figures of the team in one row; each is the length of the list that it opens.
import { Link } from '@tanstack/react-router'
import type { Board } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './board.module.css'

const order = ['all', 'loose', 'no-coordinator', 'overdue', 'waiting', 'asked', 'no-follow-up', 'told'] as const

export function Figures({ figures }: { figures: Board['figures'] }) {
  const { t } = useSpeech()
  return (
    <ul className={styles.figures} aria-label={t.board.figuresLabel}>
      {order.map((view) => (
        <li key={view}>
          <Link to="/forloeb" search={view === 'all' ? {} : { liste: view }} className={styles.figure} data-figure={view}>
            <span className={styles.number}>{figures[view]}</span> <span>{t.board.figures[view]}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
