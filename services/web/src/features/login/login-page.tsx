// Before anybody is logged in: the thread, one sentence, one button.
import { areas } from '@roedtraad/domain'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Logo, ThreadPicture } from '../../ui/logo.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import styles from './login.module.css'

const lanes = ['employment', 'social', 'health', 'elderly']

export function LoginPage() {
  const { t, language } = useSpeech()
  usePageTitle(t.login.title)
  const address = new URL(window.location.href)
  const problem = address.searchParams.get('login-problem')
  address.searchParams.delete('login-problem')
  const returnTo = encodeURIComponent(address.pathname + address.search + address.hash)
  const names = lanes.map((lane) => areas.find((area) => area.id === lane)?.name[language] ?? lane)
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Logo />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.sketch}>
          <ThreadPicture lanes={names} label={t.login.laneSketch} />
        </div>
        <div className={styles.words}>
          <h1>{t.product}</h1>
          <p className={styles.tagline}>{t.tagline}</p>
          {problem && (
            <p className={styles.problem} role="alert">
              {t.login.problem[problem] ?? t.login.problemOther}
            </p>
          )}
          <p className="soft">{t.login.lead}</p>
          <a className={styles.button} href={`/auth/login?returnTo=${returnTo}`}>
            {t.login.button}
          </a>
          <p className="soft small">{t.login.note}</p>
        </div>
      </main>
    </div>
  )
}
