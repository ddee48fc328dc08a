// The header: the thread, the pages, the search, and who you are here.
import { Link, useMatchRoute } from '@tanstack/react-router'
import { SearchField } from '../features/citizens/search-field.tsx'
import { Logo } from '../ui/logo.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Pages } from './pages.tsx'
import { useSession } from './session.tsx'
import styles from './shell.module.css'
import { TeamSwitch } from './team-switch.tsx'
import { UserMenu } from './user-menu.tsx'

export function Header({ onShowKeys }: { onShowKeys: () => void }) {
  const { team } = useSession()
  const searching = useMatchRoute()({ to: '/borgere' }) !== false
  return (
    <header className={styles.header} data-screen-only>
      <div className={styles.inner}>
        <Link to="/" className={styles.logo}>
          <Logo />
        </Link>
        <Pages />
        {team && !searching && (
          <div className={styles.search}>
            <SearchField compact />
          </div>
        )}
        <div className={styles.right}>
          <TeamSwitch />
          <LanguageSwitch />
          <UserMenu onShowKeys={onShowKeys} />
        </div>
      </div>
    </header>
  )
}
