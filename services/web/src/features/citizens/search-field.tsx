// The one field for name and number, in the header and on the page.
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useSpeech } from '../../app/texts/index.ts'
import { useArrival } from '../../ui/use-arrival.ts'
import styles from './search.module.css'
import { useSearch } from './search-memory.tsx'

export function SearchField({ compact = false }: { compact?: boolean }) {
  const navigate = useNavigate()
  const { submit } = useSearch()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
    if (compact) void navigate({ to: '/borgere' })
  }
  return (
    <search>
      <form onSubmit={onSubmit} className={styles.form}>
        {compact ? <HeaderField /> : <PageField />}
      </form>
    </search>
  )
}

function useField() {
  const { text, setText } = useSearch()
  return {
    type: 'search',
    value: text,
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 200,
    onChange: (event: { currentTarget: HTMLInputElement }) => setText(event.currentTarget.value),
  } as const
}

function HeaderField() {
  const { t } = useSpeech()
  const icon = <IconSearch size={16} aria-hidden />
  return <TextInput {...useField()} aria-label={t.search.label} placeholder={t.search.placeholder} leftSection={icon} />
}

function PageField() {
  const { t } = useSpeech()
  const { searching, result } = useSearch()
  const field = useArrival<HTMLInputElement>(result === null)
  return (
    <>
      <TextInput
        {...useField()}
        ref={field}
        size="md"
        className={styles.field}
        label={t.citizens.field}
        description={t.citizens.hint}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Button type="submit" loading={searching} className={styles.submit}>
        {t.search.submit}
      </Button>
    </>
  )
}
