// The words of what leaves the screen, in one language.
import type { Language } from './language.ts'
import { paperDa } from './paper-da.ts'
import { paperEn } from './paper-en.ts'

/** The words of plan, sheet and calendar in a language. */
export function paperTexts(language: Language): typeof paperDa {
  return language === 'da' ? paperDa : paperEn
}
