// A dialog: in the middle of a wide screen, at the bottom of a phone. Its title stands in the body, so that the page keeps one banner.
import { CloseButton, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSpeech } from '../app/texts/index.ts'
import sheet from './sheet.module.css'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

export function Dialog({ opened, onClose, title, children }: Props) {
  const { t } = useSpeech()
  return (
    <Modal.Root opened={opened} onClose={onClose}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content classNames={{ inner: sheet.inner, content: sheet.content }}>
        <Modal.Body className={sheet.body}>
          <Modal.Title className={sheet.title}>{title}</Modal.Title>
          {children}
          {/* Last in order, so that the dialog opens with its first field in focus. */}
          <CloseButton className={sheet.close} size={44} onClick={onClose} aria-label={t.close} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
