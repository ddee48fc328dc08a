// A refused line as a form: a field for each column, the fault beside the field it is about, and the try that follows.
import { Button, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import type { ImportLine, ImportReport } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import sheet from '../../ui/sheet.module.css'
import { useNumber } from './count.ts'
import { ImportProblem } from './import-problem.tsx'
import { useRepair } from './use-imports.ts'

interface Props {
  report: ImportReport
  line: ImportLine
  onClose: () => void
}

export function RepairDialog({ report, line, onClose }: Props) {
  const { t } = useSpeech()
  const number = useNumber()
  const { offer } = useUndo()
  const [current, setCurrent] = useState(line)
  const [cells, setCells] = useState(() => report.header.map((_, index) => line.cells?.[index] ?? ''))
  const repair = useRepair(report.id)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    repair.mutate({ line: current.line, etag: current.etag, cells }, { onSuccess: settle })
  }
  const settle = (judged: ImportLine | undefined) => {
    if (judged?.state === 'refused') return setCurrent(judged)
    offer({ text: judged?.state === 'accepted' ? t.imports.repaired : t.imports.settled, undo: null })
    onClose()
  }
  const faultOf = (heading: string) => current.faults.find(({ column }) => column === heading)
  const whole = current.faults.filter(({ column }) => column === null)
  return (
    <Dialog opened onClose={onClose} title={t.imports.repairTitle(number(current.line))}>
      <form className={sheet.form} onSubmit={submit} noValidate>
        <div role="status">{current !== line && <p className="strong">{t.imports.stillRefused}</p>}</div>
        {whole.map(({ code, text }) => (
          <p key={code}>{text}</p>
        ))}
        {report.header.map((heading, index) => (
          <TextInput
            key={`${index} ${heading}`}
            label={heading}
            value={cells[index] ?? ''}
            onChange={(event) => setCells(cells.with(index, event.currentTarget.value))}
            error={faultOf(heading)?.text.replace(`${heading}: `, '')}
            autoComplete="off"
          />
        ))}
        {repair.error && <ImportProblem error={repair.error} />}
        <Button type="submit" loading={repair.isPending}>
          {t.imports.tryAgain}
        </Button>
      </form>
    </Dialog>
  )
}
