// The other teams in counts alone. A small one is not told, and no sum from which it could be worked out.
import type { Board } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './board.module.css'
import { counted, Heads } from './heads.tsx'

const columns = ['open', 'loose', 'overdue', 'waiting'] as const

export function OtherTeams({ teams, total }: Pick<Board, 'teams' | 'total'>) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  return (
    <section className={styles.section}>
      <h2 id="teams">{t.board.teams}</h2>
      <p className="soft small">{t.board.teamsText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={styles.scroll} aria-labelledby="teams" tabIndex={0}>
        <table className={styles.table}>
          <Heads columns={[{ text: t.board.column.team }, ...columns.map((column) => counted(t.board.teamColumn[column]))]} />
          <tbody>
            {teams.map((one) => (
              <tr key={one.team}>
                <th scope="row" className={one.own ? 'strong' : undefined}>
                  {nameOf(one.team)}
                </th>
                {columns.map((column) => (
                  <Cell key={column} count={one[column]} hidden={t.board.hidden} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.board.total}</th>
              {columns.map((column) => (
                <Cell key={column} count={total[column]} hidden={t.board.hiddenSum} />
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  )
}

function Cell({ count, hidden }: { count: number | null; hidden: string }) {
  return <td data-number>{count ?? <span className="soft">{hidden}</span>}</td>
}
