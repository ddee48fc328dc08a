// Everything that surrounds the pages, outermost first: looks, words, remembered answers, who is logged in.
import { MantineProvider } from '@mantine/core'
import type { Language } from '@roedtraad/domain'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { keep, kept } from './kept.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { Session } from './session.tsx'
import { SpeechContext, screenTextsIn } from './texts/index.ts'
import { cssVariables, theme } from './theme.ts'

export function App() {
  const [language, setLanguage] = useState<Language>(() => (kept('language') === 'en' ? 'en' : 'da'))
  useEffect(() => {
    document.documentElement.lang = language
    keep('language', language)
  }, [language])
  const speech = useMemo(() => ({ language, t: screenTextsIn(language), setLanguage }), [language])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SpeechContext value={speech}>
        <QueryClientProvider client={queryClient}>
          <Session>
            <RouterProvider router={router} />
          </Session>
        </QueryClientProvider>
      </SpeechContext>
    </MantineProvider>
  )
}
