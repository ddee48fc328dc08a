// Network meetings: called, held with what was agreed, or cancelled.
import { formatInstant } from '@roedtraad/domain'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import styles from './journey.module.css'

export function Meetings({ journey }: { journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const open = journey.status === 'open'
  return (
    <section className={styles.section}>
      <h2>{t.journeys.meetings}</h2>
      {journey.meetings.length === 0 && <p className="soft">{t.journeys.noMeetings}</p>}
      <ul>
        {journey.meetings.toReversed().map((meeting) => (
          <li key={meeting.id} className={styles.loop}>
            <p>
              <span className="strong">{meeting.title}</span>{' '}
              <span className="soft small">
                {meeting.status === 'held' ? t.journeys.held : meeting.status === 'cancelled' ? t.journeys.cancelled : ''}
              </span>
            </p>
            <p className="soft small">
              {formatInstant(meeting.at, language, now)} · {t.journeys.minutes(meeting.minutes)} {meeting.place && `· ${meeting.place}`} ·{' '}
              {meeting.teams.map(nameOf).join(', ')}
            </p>
            {meeting.record && <p className={styles.record}>{meeting.record}</p>}
            {open && meeting.status === 'called' && (
              <p className={styles.plainDeeds}>
                {meeting.at <= now && <DeedButton deed="hold-meeting" given={{ meetingId: meeting.id }} plain />}
                <DeedButton deed="cancel-meeting" given={{ meetingId: meeting.id }} plain />
              </p>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <p className={styles.buttons} data-screen-only>
          <DeedButton deed="call-meeting" />
        </p>
      )}
    </section>
  )
}
