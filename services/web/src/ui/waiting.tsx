// While something is fetched: grey lines where the text will stand. They do not move.
import { useSpeech } from '../app/texts/index.ts'
import styles from './waiting.module.css'

export function Waiting({ lines = 5 }: { lines?: number }) {
  const { t } = useSpeech()
  return (
    <div className={styles.waiting} role="status">
      <span className="hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <div key={line} className={styles.block} aria-hidden>
          <div className={styles.long} />
          <div className={styles.short} />
        </div>
      ))}
    </div>
  )
}
