// Narrows the list: how closely it is coordinated, together with which team, in whose hands. What is chosen stands in the address, so that Back undoes it.
import { Button, NativeSelect, Popover } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { teamsQuery, useApi } from '../../api/queries.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { type JourneySearch, journeyLevels, type Level } from './journey-views.ts'
import styles from './list.module.css'

export function ListFilter({ search }: { search: JourneySearch }) {
  const { t } = useSpeech()
  const { niveau, med, hos, som } = search
  const chosen = [niveau, med, hos, som].filter((one) => one !== undefined).length
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}>
          {t.lists.filter}
          {chosen > 0 && ` (${chosen})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.filter} aria-label={t.lists.filterTitle}>
        <Choices search={search} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ search }: { search: JourneySearch }) {
  const { t, language } = useSpeech()
  const { team } = useSession()
  const navigate = useNavigate()
  const { data: teams = [] } = useQuery(teamsQuery(useApi()))
  const { som: _, ...kept } = search
  const set = (change: Partial<Record<'niveau' | 'med' | 'hos', string>>) => {
    const next = Object.entries({ ...kept, ...change }).filter(([, value]) => value !== '')
    void navigate({ to: '/forloeb', search: Object.fromEntries(next) as JourneySearch, replace: true })
  }
  const any = { value: '', label: t.lists.any }
  const others = teams.filter((one) => one.id !== team?.id).map((one) => ({ value: one.id, label: one.name[language] }))
  const members = teams.find((one) => one.id === team?.id)?.members ?? []
  return (
    <>
      <NativeSelect
        label={t.lists.level}
        data={[any, ...journeyLevels.map((level: Level) => ({ value: level, label: t.lists.levels[level] }))]}
        value={search.niveau ?? ''}
        onChange={(event) => set({ niveau: event.currentTarget.value })}
      />
      <NativeSelect
        label={t.lists.with}
        data={[any, ...others]}
        value={search.med ?? ''}
        onChange={(event) => set({ med: event.currentTarget.value })}
      />
      <NativeSelect
        label={t.lists.worker}
        data={[any, ...members.map((one) => ({ value: one.username, label: one.name }))]}
        value={search.hos ?? ''}
        onChange={(event) => set({ hos: event.currentTarget.value })}
      />
      <button type="button" className="plain" onClick={() => set({ niveau: '', med: '', hos: '' })}>
        {t.lists.clear}
      </button>
    </>
  )
}
