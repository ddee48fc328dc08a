// The dialogs in which an answer is written, for whichever alert asked for them.
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import sheet from '../../ui/sheet.module.css'
import { useAnswering } from './answering.tsx'
import { OutcomeForm } from './outcome-form.tsx'
import { SnoozeForm } from './snooze-form.tsx'

export function AlertDialogs() {
  const { t } = useSpeech()
  const { dialog, closeDialog } = useAnswering()
  const title = dialog?.name === 'snooze' ? t.alerts.snoozing.title : t.alerts.outcome.title
  return (
    <Dialog opened={dialog !== null} onClose={closeDialog} title={title}>
      {dialog && <p className={sheet.about}>{dialog.alert.sentence}</p>}
      {dialog?.name === 'outcome' && <OutcomeForm key={dialog.alert.id} alert={dialog.alert} />}
      {dialog?.name === 'snooze' && <SnoozeForm key={dialog.alert.id} alert={dialog.alert} />}
    </Dialog>
  )
}
