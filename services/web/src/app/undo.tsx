// What was just done, and the way back: a bar for a while, and the key z. Later the same way back stands on the card.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { ProblemText } from '../ui/problem-notice.tsx'
import { useShortcuts } from './shortcuts.tsx'
import { useSpeech } from './texts/index.ts'
import styles from './undo.module.css'

interface Done {
  text: string
  undo: (() => Promise<unknown>) | null
}
interface Undo {
  /** Says what was done, and offers the way back. */
  offer(done: Done): void
}

const shownMilliseconds = 12_000
const UndoContext = createContext<Undo>({ offer: () => undefined })

export const useUndo = (): Undo => useContext(UndoContext)

export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useSpeech()
  const [done, setDone] = useState<Done | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const offer = useCallback((next: Done) => {
    setError(null)
    setDone(next)
  }, [])
  useEffect(() => {
    if (done === null) return
    const timer = setTimeout(() => setDone(null), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [done])
  const goBack = () => {
    if (done?.undo == null) return
    done.undo().then(() => offer({ text: t.undone, undo: null }), setError)
  }
  useShortcuts({ z: goBack })
  const undo = useMemo(() => ({ offer }), [offer])
  return (
    <UndoContext value={undo}>
      {children}
      <div className={styles.place} role="status" data-screen-only>
        {done && (
          <div className={styles.bar}>
            <span>{error ? <ProblemText error={error} /> : done.text}</span>
            {done.undo && (
              <button type="button" className={styles.button} onClick={goBack}>
                {t.undo} <kbd aria-hidden>z</kbd>
              </button>
            )}
          </div>
        )}
      </div>
    </UndoContext>
  )
}
