// The outcome straight from the list: one press opens the choices, the next one answers. What is wrong must be told, so that one asks for words.
import { ActionIcon, Menu } from '@mantine/core'
import { type AlertOutcome, alertOutcomes } from '@roedtraad/domain'
import { IconListCheck } from '@tabler/icons-react'
import type { AlertItem } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useAnswering } from './answering.tsx'
import styles from './inbox.module.css'

export function OutcomeMenu({ alert }: { alert: AlertItem }) {
  const { t } = useSpeech()
  const { answer, openDialog } = useAnswering()
  const choose = (outcome: AlertOutcome) =>
    outcome === 'wrong' ? openDialog('outcome', alert) : answer(alert, { deed: 'outcome', outcome, reason: '' })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size={36}
          className={styles.outcome}
          aria-label={t.lists.outcomeFor(alert.citizen.name)}
          title={t.alerts.outcome.title}
        >
          <IconListCheck size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {alertOutcomes.map((outcome) => (
          <Menu.Item key={outcome} onClick={() => choose(outcome)}>
            {t.alerts.outcome.label[outcome]}
            {outcome === 'wrong' && ' …'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
