// The screen's words in the chosen language.
import type { Language } from '@roedtraad/domain'
import { createContext, useContext } from 'react'
import { da } from './da.ts'
import { en } from './en.ts'

export type ScreenTexts = typeof da

/** The screen's own words in one language. */
export function screenTextsIn(language: Language): ScreenTexts {
  return language === 'en' ? en : da
}

export interface Speech {
  language: Language
  t: ScreenTexts
  setLanguage(language: Language): void
}

export const SpeechContext = createContext<Speech>({ language: 'da', t: da, setLanguage: () => undefined })

/** The chosen language and its words. */
export const useSpeech = (): Speech => useContext(SpeechContext)
