// Which columns a file needs, for whoever makes it.
import { useSpeech } from '../../app/texts/index.ts'
import styles from './imports.module.css'

export function ColumnHelp() {
  const { t } = useSpeech()
  return (
    <details className={styles.help}>
      <summary>{t.imports.columnsTitle}</summary>
      <p className="soft">{t.imports.columnsText}</p>
      <dl className={styles.columns}>
        {Object.entries(t.imports.columns).map(([column, heading]) => (
          <div key={column}>
            <dt className="strong">{heading}</dt>
            <dd className="soft">{t.imports.columnHelp[column]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
