// What the chosen file would become, before anything is stored; and the one button that stores it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportPreview, LineState } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useNumber } from './count.ts'
import { ImportProblem } from './import-problem.tsx'
import styles from './imports.module.css'
import { LineFilter } from './line-filter.tsx'
import { LineRow } from './line-row.tsx'
import { useReadIn } from './use-imports.ts'

const portion = 50

export function Preview({ file, preview }: { file: File; preview: ImportPreview }) {
  const { t } = useSpeech()
  const number = useNumber()
  const readIn = useReadIn(file)
  const { counts, lines } = preview
  const [state, setState] = useState<LineState | null>(counts.refused > 0 ? 'refused' : null)
  const notes = [t.imports.encoding[preview.encoding], preview.unread.length > 0 ? t.imports.unread(preview.unread.join(', ')) : ''].filter(
    Boolean,
  )
  return (
    <section className={styles.section} aria-label={file.name}>
      <h2 className={styles.file}>
        {file.name} <span className={styles.size}>{t.imports.summary(number(lines.length))}</span>
      </h2>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <div className={styles.go} data-screen-only>
        {counts.accepted > 0 ? (
          <Button onClick={() => readIn.mutate()} loading={readIn.isPending}>
            {t.imports.readIn(number(counts.accepted))}
          </Button>
        ) : (
          <p className="strong">{t.imports.nothingToRead}</p>
        )}
      </div>
      {readIn.error && <ImportProblem error={readIn.error} />}
      <LineFilter counts={counts} words={t.imports.willBe} chosen={state} onChoose={setState} />
      <Lines key={state} lines={lines.filter((line) => state === null || line.state === state)} />
    </section>
  )
}

function Lines({ lines }: { lines: ImportPreview['lines'] }) {
  const { t } = useSpeech()
  const [shown, setShown] = useState(portion)
  return (
    <>
      <ul className={styles.rows} aria-label={t.imports.linesTitle}>
        {lines.slice(0, shown).map((line) => (
          <LineRow key={line.line} line={line} words={t.imports.willBe} />
        ))}
      </ul>
      {shown < lines.length && (
        <Button variant="default" onClick={() => setShown(shown + portion)} data-screen-only>
          {t.imports.more}
        </Button>
      )}
    </>
  )
}
