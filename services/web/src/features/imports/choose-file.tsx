// One button that opens the machine's own file dialog. The same file can be chosen again after it was repaired.
import { Button, FileButton } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef } from 'react'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './imports.module.css'

interface Props {
  label: string
  onChoose: (file: File) => void
  pending: boolean
  /** Whether something else on the page is the thing to do. */
  quiet?: boolean
}

export function ChooseFile({ label, onChoose, pending, quiet = false }: Props) {
  const { t } = useSpeech()
  const forget = useRef<() => void>(null)
  const choose = (file: File | null) => {
    forget.current?.()
    if (file !== null) onChoose(file)
  }
  return (
    <div className={styles.choose} data-screen-only>
      <FileButton accept=".csv,text/csv" onChange={choose} resetRef={forget}>
        {(props) => (
          <Button
            {...props}
            variant={quiet ? 'default' : 'filled'}
            loading={pending}
            leftSection={<IconFileImport size={20} aria-hidden />}
          >
            {label}
          </Button>
        )}
      </FileButton>
      <span className="hidden" aria-live="polite">
        {pending ? t.imports.reading : ''}
      </span>
    </div>
  )
}
