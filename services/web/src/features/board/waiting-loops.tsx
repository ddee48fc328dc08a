// What one team asked of another and still waits for: who waits, for whom, and how long.
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { Board } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './board.module.css'
import { counted, Heads } from './heads.tsx'
import { useRest } from './use-rest.tsx'

type Loop = Board['loops'][number]

export function WaitingLoops({ loops }: { loops: Board['loops'] }) {
  const { t } = useSpeech()
  const { shown, more } = useRest(loops)
  const { column } = t.board
  return (
    <section className={styles.section}>
      <h2 id="loops">{t.board.loops}</h2>
      {loops.length === 0 && <p className="soft">{t.board.loopsNone}</p>}
      {loops.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        <section className={styles.scroll} aria-labelledby="loops" tabIndex={0}>
          <table className={styles.table}>
            <Heads
              columns={[{ text: column.citizen }, { text: column.what }, { text: column.who }, counted(column.days), { text: column.due }]}
            />
            <tbody>
              {shown.map((loop) => (
                <Row key={loop.id} loop={loop} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more}
    </section>
  )
}

function Row({ loop }: { loop: Loop }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  return (
    <tr>
      <th scope="row">
        <Link to="/forloeb/$journeyId" params={{ journeyId: loop.journeyId }}>
          {loop.citizen.name}
        </Link>
      </th>
      <td>{loop.title}</td>
      <td>{t.board.fromTo(nameOf(loop.waitingTeam), nameOf(loop.team))}</td>
      <td data-number className={loop.overdue ? 'strong' : undefined}>
        {loop.days}
      </td>
      <td>
        {loop.dueAt === null ? t.board.taskNoDue : formatDate(loop.dueAt, language, now)}
        {loop.overdue && <span className="strong"> {t.board.late}</span>}
        {loop.escalatedAt && <span className="soft small"> · {t.board.escalated}</span>}
      </td>
    </tr>
  )
}
