// The first of a long list, and a button for the rest.
import { type ReactNode, useState } from 'react'
import { useSpeech } from '../../app/texts/index.ts'

const first = 8

export function useRest<T>(items: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const { t } = useSpeech()
  const [whole, setWhole] = useState(false)
  const rest = items.length - first
  if (whole || rest <= 0) return { shown: items, more: null }
  const more = (
    <button type="button" className="plain" onClick={() => setWhole(true)} data-screen-only>
      {t.board.more(rest)}
    </button>
  )
  return { shown: items.slice(0, first), more }
}
