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
  return (
    <Dialog opened onClose={onClose} title={t.imports.repairTitle(number(current.line))}>
      <form className={sheet.form} onSubmit={submit} noValidate>
        <div role="status">{current !== line && <p className="strong">{t.imports.stillRefused}</p>}</div>
        <Fields header={report.header} cells={cells} faults={current.faults} onChange={setCells} />
        {repair.error && <ImportProblem error={repair.error} />}
        <Button type="submit" loading={repair.isPending}>
          {t.imports.tryAgain}
        </Button>
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  header: readonly string[]
  cells: string[]
  faults: ImportLine['faults']
  onChange: (cells: string[]) => void
}

function Fields({ header, cells, faults, onChange }: FieldsProps) {
  const fields = header.map((heading, column) => ({ heading, column, fault: faults.find((one) => one.column === heading) }))
  return (
    <>
      {faults
        .filter(({ column }) => column === null)
        .map(({ code, text }) => (
          <p key={code}>{text}</p>
        ))}
      {fields.map(({ heading, column, fault }) => (
        <TextInput
          key={column}
          label={heading}
          value={cells[column] ?? ''}
          onChange={(event) => onChange(cells.with(column, event.currentTarget.value))}
          error={fault?.text.replace(`${heading}: `, '')}
          autoComplete="off"
        />
      ))}
    </>
  )
}
