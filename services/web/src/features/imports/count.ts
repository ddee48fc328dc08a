// Numbers as they are written in the reader's language: 10.000.
import { useSpeech } from '../../app/texts/index.ts'

export function useNumber(): (value: number) => string {
  const { language } = useSpeech()
  return (value) => new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'da-DK').format(value)
}
