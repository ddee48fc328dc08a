// The load of each worker of the own team; from her line, what would drop if she were away.
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Board } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Absence } from './absence.tsx'
import styles from './board.module.css'
import { counted, Heads } from './heads.tsx'

type Worker = Board['workers'][number]

export function Workers({ workers }: { workers: Board['workers'] }) {
  const { t } = useSpeech()
  const [asked, setAsked] = useState<Worker | null>(null)
  const { column } = t.board
  const counts = [column.coordinates, column.substitutes, column.journeys, column.promises, column.overdue].map(counted)
  const columns = [{ text: column.worker }, ...counts, { text: column.next }, { text: column.away }]
  return (
    <section className={styles.section}>
      <h2 id="workers">{t.board.workers}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={styles.scroll} aria-labelledby="workers" tabIndex={0}>
        <table className={styles.table}>
          <Heads columns={columns} />
          <tbody>
            {workers.map((worker) => (
              <Row key={worker.username ?? ''} worker={worker} onAsk={() => setAsked(worker)} />
            ))}
          </tbody>
        </table>
      </section>
      <Dialog opened={asked !== null} onClose={() => setAsked(null)} title={t.board.ifAwayFor(asked?.name ?? asked?.username ?? '')}>
        {asked?.username && <Absence worker={asked.username} />}
      </Dialog>
    </section>
  )
}

function Row({ worker, onAsk }: { worker: Worker; onAsk: () => void }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { username, name, awayUntil, nextDueAt } = worker
  const date = (at: string) => formatDate(at, language, now)
  return (
    <tr>
      <th scope="row">
        {username === null ? t.board.nobody : (name ?? username)}
        {username !== null && !worker.member && <span className="soft small"> {t.board.gone}</span>}
      </th>
      {username === null ? (
        <>
          <td colSpan={3} />
          <Count count={worker.promises} search={{ som: 'unnamed' }} />
          <Count count={worker.overdue} search={{ som: 'unnamed-late' }} />
        </>
      ) : (
        <>
          <Count count={worker.coordinates} search={{ hos: username, som: 'coordinator' }} />
          <Count count={worker.substitutes} search={{ hos: username, som: 'substitute' }} />
          <Count count={worker.journeys} search={{ hos: username }} />
          <Count count={worker.promises} search={{ hos: username, som: 'promised' }} />
          <Count count={worker.overdue} search={{ hos: username, som: 'late' }} />
        </>
      )}
      <td>{nextDueAt && date(nextDueAt)}</td>
      <td>
        {awayUntil && `${t.board.awayUntil} ${date(awayUntil)} `}
        {username !== null && (
          <button type="button" className="plain" onClick={onAsk} aria-label={`${t.board.ifAway}: ${name ?? username}`} data-screen-only>
            {t.board.ifAway}
          </button>
        )}
      </td>
    </tr>
  )
}

/** A number of journeys, and the way to them. */
function Count({
  count,
  search,
}: {
  count: number
  search: { hos?: string; som?: 'coordinator' | 'substitute' | 'promised' | 'late' | 'unnamed' | 'unnamed-late' }
}) {
  return (
    <td data-number>
      <Link to="/forloeb" search={search}>
        {count}
      </Link>
    </td>
  )
}
