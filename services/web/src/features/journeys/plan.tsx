// The plan: the citizen's own goal in her words, goals, and what is done for each by which team and when.
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import { Filed } from './filed.tsx'
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
      <OtherPlans journey={journey} />
      {loose.length > 0 && <h3>{t.journeys.withoutGoal}</h3>}
      <Activities activities={loose} journey={journey} />
      {open && (
        <p className={styles.buttons} data-screen-only>
          <DeedButton deed="add-goal" />
          <DeedButton deed="add-activity" />
          <DeedButton deed="add-bridge" />
        </p>
      )}
      <p className={styles.plainDeeds}>
        <Link to="/forloeb/$journeyId/plan" params={{ journeyId: journey.id }} className={styles.link} data-screen-only>
          {t.paper.plan}
        </Link>
        {open && <DeedButton deed="link-plan" plain />}
        <Filed journey={journey} itemId={null} title={t.paper.planTitle} date={journey.now.slice(0, 10)} />
      </p>
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
      {activity.bridge && <Bridge bridge={activity.bridge} />}
      {journey.status === 'open' && <ActivityDeeds activity={activity} holds={journey.holds} />}
    </li>
  )
}

function Bridge({ bridge }: { bridge: NonNullable<Activity['bridge']> }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const consented = formatDate(`${bridge.consentDate}T12:00:00.000Z`, language, now)
  const told = [
    t.paper.bridge(bridge.contactPerson, bridge.organisation),
    t.paper.bridgeConsent(t.paper.consentForms[bridge.consentForm], consented),
    bridge.firstMeetingAt === null ? t.paper.bridgeNotMet : t.paper.bridgeMet(formatDate(bridge.firstMeetingAt, language, now)),
  ]
  return <p className="soft small">{told.join(' · ')}</p>
}

/** Plans that a law demands elsewhere: read there, never typed again. */
function OtherPlans({ journey: { plans } }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  if (plans.length === 0) return null
  return (
    <>
      <h3>{t.paper.otherPlans}</h3>
      <ul>
        {plans.map(({ id, title, system, date, statute, standing, url }) => (
          <li key={id} className={styles.activity}>
            <p>
              {title} <span className="soft small">{t.paper.otherPlan(system, formatDate(`${date}T12:00:00.000Z`, language, now))}</span>
            </p>
            <p className="soft small">
              {t.paper[standing](statute)}{' '}
              {url && (
                <a href={url} target="_blank" rel="noreferrer">
                  {t.paper.openPlan}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function ActivityDeeds({ activity: { id, status, bridge, team: owner }, holds }: { activity: Activity; holds: boolean }) {
  const { team } = useSession()
  if ((status !== 'planned' && status !== 'under-way') || (owner !== team?.id && !holds)) return null
  const given = { activityId: id }
  return (
    <p className={styles.plainDeeds}>
      {bridge?.firstMeetingAt === null && <DeedButton deed="hold-first-meeting" given={given} plain />}
      {status === 'planned' && <DeedButton deed="begin-activity" given={given} plain />}
      <DeedButton deed="finish-activity" given={given} plain />
      <DeedButton deed="follow-up" given={{ subjectId: id }} plain />
      <DeedButton deed="hand-over-activity" given={given} plain />
      <DeedButton deed="reschedule-activity" given={given} plain />
      <DeedButton deed="cancel-activity" given={given} plain />
    </p>
  )
}
