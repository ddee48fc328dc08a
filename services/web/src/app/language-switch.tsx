// Danish or English: one button that names the other language in that language.
import styles from './shell.module.css'
import { useSpeech } from './texts/index.ts'

export function LanguageSwitch() {
  const { t, language, setLanguage } = useSpeech()
  const other = language === 'da' ? 'en' : 'da'
  return (
    <button
      type="button"
      className={styles.choice}
      onClick={() => setLanguage(other)}
      lang={other}
      aria-label={`${other.toUpperCase()}: ${t.language[other]}`}
    >
      {other.toUpperCase()}
    </button>
  )
}
