// The red thread as it is drawn, small in lists and large on the page. A picture: whoever uses it says the thread in words beside it.
import type { Thread } from '../api/types.ts'
import styles from './thread-lines.module.css'
import { toStrands } from './thread-path.ts'
import { type Axis, place } from './time-axis.ts'
import { useTeamNames } from './use-team-names.ts'

/** Lanes from above, as on every picture of the thread. */
export const laneOrder = ['employment', 'social', 'health', 'elderly']

interface Props {
  thread: Thread
  axis: Axis
  width: number
  /** Distance between the middles of two lanes. */
  lane: number
  now: string
  closedAt: string | null
}

export function ThreadLines({ thread, axis, width, lane, now, closedAt }: Props) {
  const { areaOf } = useTeamNames()
  const laneOf = (team: string) => lane / 2 + Math.max(0, laneOrder.indexOf(areaOf(team))) * lane
  const strands = toStrands(thread.pieces, { axis, width, now, closedAt, laneOf })
  const knots = thread.knots.filter((knot) => knot.at > axis.from && knot.at < axis.to)
  const x = (at: string) => (place(at, axis) / 100) * width
  return (
    <svg className={styles.thread} width={width} height={lane * laneOrder.length} aria-hidden focusable="false">
      {strands.map((strand) => (
        <g key={`${strand.start.x} ${strand.start.y}`}>
          <path d={strand.path} className={styles.strand} />
          {strand.looseStart && <circle cx={strand.start.x} cy={strand.start.y} r={3} className={styles.taken} />}
        </g>
      ))}
      {knots.map((knot) => (
        <circle key={knot.at} cx={x(knot.at)} cy={(laneOf(knot.from.team) + laneOf(knot.to.team)) / 2} r={4} className={styles.knot} />
      ))}
    </svg>
  )
}
