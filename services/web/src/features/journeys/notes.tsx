// Notes, newest first, each with who may read it.
import type { Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import { Filed } from './filed.tsx'
import styles from './journey.module.css'

export function Notes({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  return (
    <section className={styles.section}>
      <h2>{t.journeys.notes}</h2>
      {journey.notes.length === 0 && <p className="soft">{t.journeys.noNotes}</p>}
      <ul>
        {journey.notes.toReversed().map((note) => (
          <li key={note.id} className={styles.loop}>
            <p className={styles.record}>{note.words}</p>
            <p className="soft small">
              {note.by.name}, {nameOf(note.by.team)} · <Moment at={note.at} relative={false} /> ·{' '}
              {note.audience === 'team' ? t.journeys.onlyTeam : t.journeys.forAll}
            </p>
            <Filed journey={journey} itemId={note.id} title={t.paper.noteTitle} date={note.at.slice(0, 10)} />
          </li>
        ))}
      </ul>
      <p className={styles.buttons} data-screen-only>
        <DeedButton deed="write-note" />
      </p>
    </section>
  )
}
