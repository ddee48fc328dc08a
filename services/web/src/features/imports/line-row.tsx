// One line of a file: what becomes of it, and what is wrong with it. Its cells only while they wait for repair.
import { findKind } from '@roedtraad/domain'
import type { ReactNode } from 'react'
import type { PreviewedLine } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useNumber } from './count.ts'
import styles from './imports.module.css'

interface Props {
  line: Pick<PreviewedLine, 'line' | 'state' | 'kind' | 'faults' | 'cells'>
  words: Record<string, string>
  children?: ReactNode
}

export function LineRow({ line, words, children }: Props) {
  const { t, language } = useSpeech()
  const number = useNumber()
  const kind = line.kind === null ? null : (findKind(line.kind)?.label[language] ?? line.kind)
  const help = t.imports.stateHelp[line.state]
  return (
    <li className={styles.line}>
      <span className="soft">{t.imports.line(number(line.line))}</span>
      <div className={styles.what}>
        <p>
          <span className="strong">{words[line.state]}</span>
          {kind !== null && <span> · {kind}</span>}
        </p>
        {help && <p className="soft small">{help}</p>}
        {line.faults.map(({ column, code, text }) => (
          <p key={`${column} ${code}`}>{text}</p>
        ))}
        {line.cells !== null && <p className={styles.cells}>{line.cells.filter((cell) => cell !== '').join(' · ')}</p>}
      </div>
      {children}
    </li>
  )
}
