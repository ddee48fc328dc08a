// Names a filter: a new one, or one that is kept already.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import type { SavedFilter } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import { useSavedFilters } from './use-saved-filters.ts'

interface Props {
  /** Null: a new one of this content. */
  filter: SavedFilter | null
  content: SavedFilter['filter']
  onSaved: () => void
}

export function FilterName({ filter, content, onSaved }: Props) {
  const { t } = useSpeech()
  const [name, setName] = useState(filter?.name ?? '')
  const [tried, setTried] = useState(false)
  const { keep, rename } = useSavedFilters()
  const { mutate, isPending, error } = filter === null ? keep : rename
  const isMissing = name.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isMissing) return
    const wish = { id: filter?.id ?? '', etag: filter?.etag ?? '', name: name.trim(), filter: filter?.filter ?? content }
    mutate(wish, { onSuccess: onSaved })
  }
  const code = error instanceof ApiProblem ? error.code : undefined
  const known = { 'name-taken': t.lists.nameTaken, 'too-many-filters': t.lists.tooMany }[code ?? '']
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <TextInput
        label={t.lists.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        error={tried && isMissing ? t.journeys.missing : known}
        data-autofocus
      />
      {error && known === undefined && <ProblemNotice error={error} deed />}
      <Button type="submit" fullWidth loading={isPending}>
        {t.lists.save}
      </Button>
    </form>
  )
}
