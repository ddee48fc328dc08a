// The frame around every page: header, banner, the page itself, and on a phone the way between pages at the bottom.
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { SearchMemory } from '../features/citizens/search-memory.tsx'
import { useMoves } from '../ui/use-arrival.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { Header } from './header.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { useLive } from './live.ts'
import { Pages } from './pages.tsx'
import { useSession } from './session.tsx'
import styles from './shell.module.css'
import { KeyboardProvider, useShortcuts } from './shortcuts.tsx'
import { useSpeech } from './texts/index.ts'
import { UndoProvider } from './undo.tsx'

export function Shell() {
  return (
    <KeyboardProvider>
      <UndoProvider>
        <SearchMemory>
          <Frame />
        </SearchMemory>
      </UndoProvider>
    </KeyboardProvider>
  )
}

function Frame() {
  const { t } = useSpeech()
  const { team } = useSession()
  useMoves()
  const lost = useLive()
  const [keysOpen, setKeysOpen] = useState(false)
  const navigate = useNavigate()
  useShortcuts({
    'g d': () => void navigate({ to: '/' }),
    'g f': () => void navigate({ to: '/forloeb' }),
    'g b': () => void navigate({ to: '/borgere' }),
    'g m': () => void navigate({ to: '/matchning' }),
    ...(team?.lead ? { 'g t': () => void navigate({ to: '/tavlen' }) } : {}),
    '/': () => {
      if (!focusSearch()) void navigate({ to: '/borgere' }).then(focusSearch)
    },
    // Somebody asks at the counter: first for whom. On a citizen's page the same key opens the form.
    n: () => void navigate({ to: '/borgere' }).then(focusSearch),
    '?': () => setKeysOpen(true),
  })
  return (
    <>
      <a className={styles.skip} href="#main" data-screen-only>
        {t.skip}
      </a>
      <Header onShowKeys={() => setKeysOpen(true)} />
      <ConnectionBanner lost={lost} />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <div className={styles.bottom} data-screen-only>
        <Pages />
      </div>
      <KeysDialog opened={keysOpen} onClose={() => setKeysOpen(false)} />
    </>
  )
}

/** Puts the cursor into the search field that is visible, if one is. */
function focusSearch(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('input[type=search]')
  const field = [...fields].find((one) => one.checkVisibility())
  field?.focus()
  field?.select()
  return field !== undefined
}
