// The plan: the citizen's own goal in her words, goals, and what is done for each by which team and when.
import { formatDate } from '@roedtraad/domain'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import styles from './journey.module.css'

type Goal = Journey['goals'][number]
type Activity = Journey['activities'][number]

export function Plan({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const open = journey.status === 'open'
  const loose = journey.activities.filter((activity) => activity.goalId === null)
  return (
    <section className={styles.section}>
      <h2>{t.journeys.plan}</h2>
      <h3>{t.journeys.ownGoal}</h3>
      {journey.ownGoal === null ? <p className="soft">{t.journeys.noOwnGoal}</p> : <q className={styles.quote}>{journey.ownGoal.words}</q>}
      {open && <DeedButton deed="state-own-goal" plain />}
      <h3>{t.journeys.goals}</h3>
      {journey.goals.length === 0 && <p className="soft">{t.journeys.noGoals}</p>}
      <ul>
        {journey.goals
          .filter((goal) => goal.parentId === null)
          .map((goal) => (
            <GoalItem key={goal.id} goal={goal} journey={journey} />
          ))}
      </ul>
      {loose.length > 0 && <h3>{t.journeys.withoutGoal}</h3>}
      <Activities activities={loose} journey={journey} />
      {open && (
        <p className={styles.buttons} data-screen-only>
          <DeedButton deed="add-goal" />
          <DeedButton deed="add-activity" />
        </p>
      )}
    </section>
  )
}

function GoalItem({ goal, journey }: { goal: Goal; journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { ended, followUpAt } = goal
  const standing = ended
    ? `${ended.result === 'reached' ? t.journeys.reached : t.journeys.dropped} ${formatDate(ended.at, language, now)}`
    : followUpAt
      ? `${t.journeys.followUpAt} ${formatDate(followUpAt, language, now)}`
      : t.journeys.noFollowUp
  return (
    <li className={styles.goal}>
      <p>
        <span className="strong">{goal.title}</span> <span className="soft small">{standing}</span>
      </p>
      {ended === null && journey.status === 'open' && (
        <p className={styles.plainDeeds}>
          <DeedButton deed="follow-up" given={{ subjectId: goal.id }} plain />
          <DeedButton deed="end-goal" given={{ goalId: goal.id }} plain />
        </p>
      )}
      <ul>
        {journey.goals
          .filter((sub) => sub.parentId === goal.id)
          .map((sub) => (
            <GoalItem key={sub.id} goal={sub} journey={journey} />
          ))}
      </ul>
      <Activities activities={journey.activities.filter((activity) => activity.goalId === goal.id)} journey={journey} />
    </li>
  )
}

function Activities({ activities, journey }: { activities: readonly Activity[]; journey: Journey }) {
  if (activities.length === 0) return null
  return (
    <ul className={styles.activities}>
      {activities.map((activity) => (
        <ActivityItem key={activity.id} activity={activity} journey={journey} />
      ))}
    </ul>
  )
}

function ActivityItem({ activity, journey }: { activity: Activity; journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const who = [nameOf(activity.team), activity.worker?.name].filter(Boolean).join(', ')
  const due = activity.due === null ? '' : ` · ${t.journeys.due} ${formatDate(activity.due, language, now)}`
  return (
    <li className={styles.activity}>
      <p>
        {activity.title} <span className="soft small">{activity.statusText}</span>
      </p>
      <p className="soft small">
        {who}
        {due}
        {activity.result && ` · ${activity.result}`}
      </p>
      {journey.status === 'open' && <ActivityDeeds activity={activity} holds={journey.holds} />}
    </li>
  )
}

function ActivityDeeds({ activity: { id, status, team: owner }, holds }: { activity: Activity; holds: boolean }) {
  const { team } = useSession()
  if ((status !== 'planned' && status !== 'under-way') || (owner !== team?.id && !holds)) return null
  const given = { activityId: id }
  return (
    <p className={styles.plainDeeds}>
      {status === 'planned' && <DeedButton deed="begin-activity" given={given} plain />}
      <DeedButton deed="finish-activity" given={given} plain />
      <DeedButton deed="follow-up" given={{ subjectId: id }} plain />
      <DeedButton deed="hand-over-activity" given={given} plain />
      <DeedButton deed="reschedule-activity" given={given} plain />
      <DeedButton deed="cancel-activity" given={given} plain />
    </p>
  )
}
