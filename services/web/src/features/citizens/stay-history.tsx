// "Advis om sygehusophold": every message in the order it was written. What was corrected or cancelled stays, struck through.

import { formatInstant } from '@roedtraad/domain'
import type { HospitalStay, StayEntry } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { toClock } from '../../ui/clock.ts'
import { Moment } from '../../ui/moment.tsx'
import styles from './stay.module.css'
import { nameStayPlace } from './stay-place.ts'
import { type TrackedEntry, trackChanges } from './track-changes.ts'

export function StayHistory({ stay, opened }: { stay: HospitalStay; opened: boolean }) {
  const { t } = useSpeech()
  if (stay.history.length === 0) return null
  return (
    <details className={styles.history} open={opened}>
      <summary>
        {t.citizens.stays.history} <span className="soft">({t.citizens.stays.historyCount(stay.history.length)})</span>
      </summary>
      <ol>
        {trackChanges(stay.history).map((tracked) => (
          <Line key={`${tracked.entry.recordedAt} ${tracked.entry.at} ${tracked.entry.text}`} tracked={tracked} stay={stay} />
        ))}
      </ol>
    </details>
  )
}

function Line({ tracked: { entry, overtaken }, stay }: { tracked: TrackedEntry; stay: HospitalStay }) {
  const { t } = useSpeech()
  const isElsewhere = entry.hospital !== stay.hospital || entry.department !== stay.department
  const told = (
    <>
      <span>{entry.text}</span>
      <span className={styles.when}>
        <Moment at={entry.at} relative={false} />
      </span>
    </>
  )
  return (
    <li className={styles.line} data-act={entry.act}>
      {overtaken ? <del>{told}</del> : entry.act === 'revise' ? <ins>{told}</ins> : told}
      <Written entry={entry} place={isElsewhere ? nameStayPlace(entry) : ''} />
      {overtaken && <span className={styles.mark}>{t.citizens.stays[overtaken]}</span>}
    </li>
  )
}

/** When the hospital wrote it, where that is not when it happened, and where, where that is not where she is now. */
function Written({ entry, place }: { entry: StayEntry; place: string }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const [date, time = ''] = toClock(entry.recordedAt).split('T')
  const isSameDay = toClock(entry.at).startsWith(`${date}T`)
  const when = isSameDay ? t.citizens.stays.clock(time) : formatInstant(entry.recordedAt, language, now)
  const words = [entry.recordedAt === entry.at ? '' : t.citizens.stays.writtenAt(when), place].filter((part) => part !== '')
  return words.length === 0 ? null : <span className={styles.when}>{words.join(' · ')}</span>
}
