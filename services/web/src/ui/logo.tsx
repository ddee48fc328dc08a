// The logo: four lanes and the thread that runs through them. The only place, beside the thread itself, where red stands.
import styles from './logo.module.css'

export function Logo() {
  return (
    <span className={styles.logo}>
      <ThreadMark />
      <span className={styles.word} data-word>
        Rød Tråd
      </span>
    </span>
  )
}

function ThreadMark() {
  return (
    <svg viewBox="0 0 40 32" width="40" height="32" fill="none" strokeLinecap="round" aria-hidden="true" focusable="false">
      <path d="M2 5h36M2 12.300h36M2 19.700h36M2 27h36" stroke="var(--lane)" strokeWidth="1" />
      <path
        d="M2 5h8c5 0 4 14.700 9 14.700h2c5 0 4-7.400 8-7.400s4 14.700 9 14.700"
        stroke="var(--thread)"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** The same line, large: on the log-in page. Lanes carry their names. */
export function ThreadPicture({ lanes, label }: { lanes: readonly string[]; label: string }) {
  const height = 56
  const y = (lane: number) => 24 + lane * height
  const thread = `M0 ${y(0)}H150C210 ${y(0)} 200 ${y(2)} 260 ${y(2)}H360C420 ${y(2)} 410 ${y(1)} 470 ${y(1)}H510C570 ${y(1)} 560 ${y(3)} 620 ${y(3)}H760`
  return (
    <svg className={styles.picture} viewBox="0 0 760 220" fill="none" role="img" aria-label={label}>
      {lanes.map((name, lane) => (
        <g key={name}>
          <path d={`M0 ${y(lane)}H760`} stroke="var(--rule)" strokeWidth="2" />
          <text x="0" y={y(lane) + 24} fill="var(--ink-soft)" className={styles.lane}>
            {name}
          </text>
        </g>
      ))}
      <path d={thread} stroke="var(--thread)" strokeWidth="3" strokeLinecap="round" />
      {[
        [205, 1.0],
        [415, 1.5],
        [565, 2],
      ].map(([x = 0, lane = 0]) => (
        <circle key={x} cx={x} cy={y(lane)} r="6" fill="var(--paper)" stroke="var(--thread)" strokeWidth="3" />
      ))}
    </svg>
  )
}
