// What was searched for, and what was found. Kept in memory only: a name or a number never stands in an address, the history or the browser's store.
import { useMutation } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { searchCitizens, useApi } from '../../api/queries.ts'
import type { CitizenSearch, FoundCitizen } from '../../api/types.ts'
import { toSearch } from '../../ui/search-input.ts'

interface Search {
  text: string
  setText(text: string): void
  submit(): void
  searching: boolean
  error: Error | null
  result: { wanted: CitizenSearch; found: FoundCitizen[] } | null
}

const SearchContext = createContext<Search | null>(null)

export function useSearch(): Search {
  const search = useContext(SearchContext)
  if (search === null) throw new Error('useSearch stands outside the frame')
  return search
}

export function SearchMemory({ children }: { children: ReactNode }) {
  const api = useApi()
  // Another team sees other citizens: what was found for one is forgotten for the other.
  return <Memory key={api.team}>{children}</Memory>
}

function Memory({ children }: { children: ReactNode }) {
  const api = useApi()
  const [text, setText] = useState('')
  const { mutate, reset, data, error, isPending } = useMutation({
    mutationFn: async (wanted: CitizenSearch) => ({ wanted, found: await searchCitizens(api, wanted) }),
  })
  const search = useMemo(() => {
    const submit = () => {
      const wanted = toSearch(text)
      if (wanted) mutate(wanted)
      else reset()
    }
    return { text, setText, submit, searching: isPending, error, result: data ?? null }
  }, [text, mutate, reset, isPending, error, data])
  return <SearchContext value={search}>{children}</SearchContext>
}
