// A calm page or pane with nothing in it: says what will come here, and why it is empty.
import type { ReactNode } from 'react'
import styles from './quiet.module.css'

export function Quiet({ title, text, level = 2, children }: { title: string; text: string; level?: 1 | 2; children?: ReactNode }) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className={styles.quiet}>
      <Heading tabIndex={-1}>{title}</Heading>
      <p className="soft">{text}</p>
      {children}
    </div>
  )
}
