// For which team I work right now. With one team there is nothing to choose, only something to know.
import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { AreaDot } from '../ui/area.tsx'
import { useSession } from './session.tsx'
import styles from './shell.module.css'
import { useSpeech } from './texts/index.ts'

export function TeamSwitch() {
  const { me, team, setTeam } = useSession()
  const { t, language } = useSpeech()
  if (team === null) return <span className={`${styles.still} soft`}>{t.team.none}</span>
  if (me.teams.length === 1) {
    return (
      <span className={styles.still}>
        <AreaDot area={team.area.id} />
        {team.name[language]}
      </span>
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.choice} data-team-choice aria-label={`${t.team.label}: ${team.name[language]}`}>
          <AreaDot area={team.area.id} />
          <span className={styles.name}>{team.name[language]}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.teams.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<AreaDot area={one.area.id} />}
            rightSection={one.id === team.id ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={one.id === team.id}
            onClick={() => setTeam(one.id)}
          >
            {one.name[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
