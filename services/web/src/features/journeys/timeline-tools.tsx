// How the timeline is looked at: as picture or table, how much of it, and what of it.
import { ActionIcon, NativeSelect, SegmentedControl } from '@mantine/core'
import { areas } from '@roedtraad/domain'
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useSpeech } from '../../app/texts/index.ts'
import { laneOrder } from '../../ui/thread-lines.tsx'
import type { Period } from '../../ui/time-axis.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './thread.module.css'
import type { TimelineForm } from './thread-figure.tsx'
import { listChoices } from './timeline-items.ts'
import type { TimelineView } from './use-timeline.ts'

const steps = [
  { how: 'earlier', label: 'back', Icon: IconChevronLeft },
  { how: 'farther', label: 'zoomOut', Icon: IconMinus },
  { how: 'closer', label: 'zoomIn', Icon: IconPlus },
  { how: 'later', label: 'forth', Icon: IconChevronRight },
] as const

export function TimelineTools({ view, form, onForm }: { view: TimelineView; form: TimelineForm; onForm: (form: TimelineForm) => void }) {
  const { t } = useSpeech()
  const words = t.lists.timeline
  return (
    <div className={styles.tools} data-screen-only>
      <span className={styles.steps}>
        {steps.map(({ how, label, Icon }) => (
          <ActionIcon key={how} variant="default" size={36} aria-label={words[label]} title={words[label]} onClick={() => view.look(how)}>
            <Icon size={18} aria-hidden />
          </ActionIcon>
        ))}
      </span>
      <SegmentedControl
        size="sm"
        aria-label={t.citizens.period.label}
        value={view.period ?? ''}
        onChange={(value) => view.setPeriod(value as Period)}
        data={(['quarter', 'year', 'all'] as const).map((value) => ({ value, label: t.citizens.period[value] }))}
      />
      <SegmentedControl
        size="sm"
        aria-label={words.form}
        value={form}
        onChange={(value) => onForm(value === 'table' ? 'table' : 'picture')}
        data={[
          { value: 'picture', label: words.picture },
          { value: 'table', label: words.table },
        ]}
      />
    </div>
  )
}

export function TimelineFilters({ view: { all, filter, setFilter } }: { view: TimelineView }) {
  const { t, language } = useSpeech()
  const { nameOf } = useTeamNames()
  const words = t.lists.timeline
  // biome-ignore lint/correctness/useExhaustiveDependencies: nameOf is made anew at every turn; what it answers changes with the language.
  const { kinds, teams, people } = useMemo(() => listChoices(all, nameOf), [all, language])
  const any = { value: '', label: words.all }
  const lanes = areas.filter((area) => laneOrder.includes(area.id)).map((area) => ({ value: area.id, label: area.name[language] }))
  const groups = [
    { group: words.teams, items: teams },
    { group: words.people, items: people },
  ].filter(({ items }) => items.length > 0)
  return (
    <div className={styles.filters} data-screen-only>
      <NativeSelect
        label={words.area}
        data={[any, ...lanes]}
        value={filter.area}
        onChange={(event) => setFilter({ ...filter, area: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.kind}
        data={[any, ...kinds]}
        value={filter.kind}
        onChange={(event) => setFilter({ ...filter, kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.person}
        data={[any, ...groups]}
        value={filter.who}
        onChange={(event) => setFilter({ ...filter, who: event.currentTarget.value })}
      />
    </div>
  )
}
