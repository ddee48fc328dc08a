// Who is logged in, the shortcuts, and the way out.
import { Menu } from '@mantine/core'
import { IconFileImport, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../api/queries.ts'
import { useSession } from './session.tsx'
import styles from './shell.module.css'
import { useSpeech } from './texts/index.ts'

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { me, team } = useSession()
  const { t, language } = useSpeech()
  const logOut = useLogOut()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.choice} aria-label={t.user.label(me.name)}>
          <IconUser size={20} aria-hidden />
          <span className={`${styles.name} ${styles.person}`}>{me.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name}
          <br />
          {t.roles[me.role] ?? me.role}
          {team && ` · ${team.name[language]}`}
        </Menu.Label>
        {team?.lead && (
          <Menu.Item leftSection={<IconFileImport size={20} aria-hidden />} component={Link} to="/indlaesning">
            {t.imports.title}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={20} aria-hidden />} onClick={onShowKeys}>
          {t.user.keys}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={20} aria-hidden />} onClick={() => logOut.mutate()}>
          {t.user.logOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Logging out forgets everything that was fetched and loads the page anew, so that nothing of it stays in memory. */
function useLogOut() {
  const { client } = useApi()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => client.send({ method: 'POST', path: '/auth/logout', key: crypto.randomUUID() }),
    onSuccess: () => {
      cache.clear()
      window.location.assign('/')
    },
  })
}
