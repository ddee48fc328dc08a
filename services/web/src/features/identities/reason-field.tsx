// How somebody knows, in words: asked before anything about who is who is decided.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../../app/texts/index.ts'

/** The words written so far, whether any are missing, and that somebody has tried without. */
export function useReason() {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  return { text, setText, tried, setTried, words: text.trim() }
}

interface Props {
  label: string
  reason: ReturnType<typeof useReason>
  focused?: boolean
}

export function ReasonField({ label, reason: { text, setText, tried, words }, focused = false }: Props) {
  const { t } = useSpeech()
  return (
    <Textarea
      label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      maxLength={500}
      autosize
      minRows={2}
      error={tried && words === '' ? t.identities.reasonMissing : undefined}
      {...(focused ? { 'data-autofocus': true } : {})}
    />
  )
}
