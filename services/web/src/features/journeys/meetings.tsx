// Network meetings: called, held with what was agreed, or cancelled.
import { formatInstant } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import { Filed } from './filed.tsx'
import styles from './journey.module.css'

type Meeting = Journey['meetings'][number]

export function Meetings({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  return (
    <section className={styles.section}>
      <h2>{t.journeys.meetings}</h2>
      {journey.meetings.length === 0 && <p className="soft">{t.journeys.noMeetings}</p>}
      <ul>
        {journey.meetings.toReversed().map((meeting) => (
          <MeetingItem key={meeting.id} meeting={meeting} journey={journey} />
        ))}
      </ul>
      {journey.status === 'open' && (
        <p className={styles.buttons} data-screen-only>
          <DeedButton deed="call-meeting" />
        </p>
      )}
    </section>
  )
}

function MeetingItem({ meeting, journey }: { meeting: Meeting; journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const standing = meeting.status === 'held' ? t.journeys.held : meeting.status === 'cancelled' ? t.journeys.cancelled : ''
  return (
    <li className={styles.loop}>
      <p>
        <span className="strong">{meeting.title}</span> <span className="soft small">{standing}</span>
      </p>
      <p className="soft small">
        {formatInstant(meeting.at, language, now)} · {t.journeys.minutes(meeting.minutes)} {meeting.place && `· ${meeting.place}`} ·{' '}
        {meeting.teams.map(nameOf).join(', ')}
      </p>
      {meeting.record && <p className={styles.record}>{meeting.record}</p>}
      {meeting.status === 'held' && <Filed journey={journey} itemId={meeting.id} title={meeting.title} date={meeting.at.slice(0, 10)} />}
      {meeting.status === 'called' && (
        <p className={styles.plainDeeds}>
          <Link
            to="/forloeb/$journeyId/foer-moedet"
            params={{ journeyId: journey.id }}
            search={{ moede: meeting.id }}
            className={styles.link}
            data-screen-only
          >
            {t.paper.beforeLink}
          </Link>
          <CalendarLink journeyId={journey.id} meetingId={meeting.id} />
          {journey.status === 'open' && meeting.at <= now && <DeedButton deed="hold-meeting" given={{ meetingId: meeting.id }} plain />}
          {journey.status === 'open' && <DeedButton deed="cancel-meeting" given={{ meetingId: meeting.id }} plain />}
        </p>
      )}
      {meeting.status === 'cancelled' && (
        <p className={styles.plainDeeds}>
          <CalendarLink journeyId={journey.id} meetingId={meeting.id} cancelled />
        </p>
      )}
    </li>
  )
}

/** A plain link: the browser hands the file to the worker's own calendar. It sends no headers, so it names the team. */
function CalendarLink({ journeyId, meetingId, cancelled = false }: { journeyId: string; meetingId: string; cancelled?: boolean }) {
  const { t } = useSpeech()
  const { team } = useSession()
  const address = `/api/v1/journeys/${journeyId}/meetings/${meetingId}/calendar?team=${encodeURIComponent(team?.id ?? '')}`
  return (
    <a href={address} download className={styles.link} data-screen-only>
      {cancelled ? t.paper.removeFromCalendar : t.paper.addToCalendar}
    </a>
  )
}
