// Searching for a citizen beside those who were suggested. The button does not send the form around it.
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { searchCitizens, useApi } from '../../api/queries.ts'
import type { CitizenSearch, FoundCitizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { toSearch } from '../../ui/search-input.ts'
import styles from './identities.module.css'

const mostShown = 10

function useFind(onFound: (found: FoundCitizen[]) => void) {
  const api = useApi()
  const [text, setText] = useState('')
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (wanted: CitizenSearch) => searchCitizens(api, wanted),
    onSuccess: (found) => onFound(found.slice(0, mostShown)),
  })
  const search = () => {
    const wanted = toSearch(text)
    if (wanted !== null) mutate(wanted)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    search()
  }
  return { field: { value: text, onKeyDown }, setText, search, isPending, error, foundNone: data?.length === 0 }
}

export function FindCitizen({ onFound }: { onFound: (found: FoundCitizen[]) => void }) {
  const { t } = useSpeech()
  const { field, setText, search, isPending, error, foundNone } = useFind(onFound)
  return (
    <div>
      <div className={styles.find}>
        <TextInput
          {...field}
          type="search"
          size="md"
          label={t.identities.find}
          description={t.identities.findHint}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        <Button variant="default" onClick={search} loading={isPending}>
          {t.search.submit}
        </Button>
      </div>
      {error && <ProblemNotice error={error} />}
      {foundNone && (
        <p role="status" className="soft">
          {t.identities.foundNone}
        </p>
      )}
    </div>
  )
}
