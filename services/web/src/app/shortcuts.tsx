// Keys without modifiers, and `g` followed by a letter. They rest while somebody writes or a dialog is open, and can be switched off (WCAG 2.1.4).
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { keep, kept } from './kept.ts'

export type Shortcuts = Record<string, () => void>

interface Keyboard {
  enabled: boolean
  setEnabled(enabled: boolean): void
  add(shortcuts: Shortcuts): () => void
}

const sequenceMilliseconds = 1_200
const KeyboardContext = createContext<Keyboard>({ enabled: false, setEnabled: () => undefined, add: () => () => undefined })

export const useKeyboard = (): Keyboard => useContext(KeyboardContext)

/** Binds keys while the component is mounted; the page bound last answers first. Keys as in `j`, `g d`. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const { add } = useKeyboard()
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const names = Object.keys(shortcuts).join('\n')
  useEffect(() => add(Object.fromEntries(names.split('\n').map((key) => [key, () => latest.current[key]?.()]))), [add, names])
}

export function KeyboardProvider({ children }: { children: ReactNode }) {
  const bound = useRef<Shortcuts[]>([])
  const [enabled, setOn] = useState(() => kept('shortcuts') !== 'off')
  useEffect(() => (enabled ? listen(bound.current) : undefined), [enabled])
  const keyboard = useMemo(
    () => ({
      enabled,
      setEnabled: (on: boolean) => {
        keep('shortcuts', on ? 'on' : 'off')
        setOn(on)
      },
      add: (shortcuts: Shortcuts) => {
        bound.current.unshift(shortcuts)
        return () => void bound.current.splice(bound.current.indexOf(shortcuts), 1)
      },
    }),
    [enabled],
  )
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>
}

function listen(bound: readonly Shortcuts[]): () => void {
  let before = ''
  let beforeAt = 0
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return
    const sequence = event.timeStamp - beforeAt < sequenceMilliseconds ? `${before} ${event.key}` : event.key
    const find = (key: string) => bound.find((shortcuts) => key in shortcuts)?.[key]
    before = event.key
    beforeAt = event.timeStamp
    const run = find(sequence) ?? find(event.key)
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}

function isBusy(target: EventTarget | null): boolean {
  const writing =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio],[type=checkbox]), textarea, select'))
  return writing || document.querySelector('[role=dialog], [role=menu]') !== null
}
