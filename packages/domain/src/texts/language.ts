// The languages we write, and the way to one's words.
import { da } from './da.ts'
import { en } from './en.ts'

export type Language = 'da' | 'en'
const languages: readonly Language[] = ['da', 'en']
export type Texts = typeof da

/** The shared words in one language. */
export function textsIn(language: Language): Texts {
  return language === 'en' ? en : da
}

/** The language that an Accept-Language header asks for first among ours; Danish when it names none. */
export function toLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.trim().toLowerCase().split(';')
      const quality = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1] ?? 1)
      return { language: languages.find((known) => tag === known || tag.startsWith(`${known}-`)), quality }
    })
    .filter((item) => item.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted.find((item) => item.language)?.language ?? 'da'
}
