// The list of alerts, by urgency: each one sentence and one action.
import { Button } from '@mantine/core'
import { textsIn } from '@roedtraad/domain'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { AlertRow } from './alert-row.tsx'
import styles from './inbox.module.css'
import { UrgencyIcon } from './urgency.tsx'
import { useInbox } from './use-inbox.ts'
import { groupByUrgency, type UrgencyGroup, type View } from './views.ts'

export function Inbox({ view, selected }: { view: View; selected: string | undefined }) {
  const { t } = useSpeech()
  const { query, items } = useInbox(view)
  if (query.isPending) return <Waiting />
  if (query.isError && items.length === 0) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  return (
    <section aria-label={t.alerts.list}>
      {items.length === 0 && !query.hasNextPage && <Quiet {...t.alerts.empty[view]} />}
      {groupByUrgency(items, query.hasNextPage).map((group) => (
        <Group key={group.urgency} group={group} view={view} selected={selected} />
      ))}
      {query.hasNextPage && (
        <div className={styles.more} data-screen-only>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.alerts.more}
          </Button>
          <span className="soft small">{t.alerts.shown(items.length)}</span>
        </div>
      )}
    </section>
  )
}

function Group({ group, view, selected }: { group: UrgencyGroup; view: View; selected: string | undefined }) {
  const { t, language } = useSpeech()
  const word = textsIn(language).urgency[group.urgency]
  const count = group.open ? t.alerts.atLeast(group.items.length) : String(group.items.length)
  return (
    <section aria-label={t.alerts.group(word, count)}>
      <h2 className={styles.group}>
        <UrgencyIcon urgency={group.urgency} /> {word} <span className={styles.count}>{count}</span>
      </h2>
      <ul className={styles.rows}>
        {group.items.map((alert) => (
          <AlertRow key={alert.id} alert={alert} view={view} selected={alert.id === selected} />
        ))}
      </ul>
    </section>
  )
}
