// The last ninety days of the thread, small enough for a row of a list.
import { addDays } from '@roedtraad/domain'
import type { JourneyItem } from '../api/types.ts'
import { useNow } from '../app/product-time.tsx'
import styles from './thread-lines.module.css'
import { ThreadLines } from './thread-lines.tsx'

const days = 90
const size = { width: 128, lane: 9 }

export function Spark({ journey }: { journey: JourneyItem }) {
  const now = useNow()
  const axis = { from: addDays(now, -days), to: now }
  return (
    <span className={styles.spark}>
      <span className="hidden">{journey.threadText}</span>
      <ThreadLines
        thread={journey.thread}
        axis={axis}
        {...size}
        now={now}
        closedAt={journey.status === 'closed' ? journey.changedAt : null}
      />
    </span>
  )
}
