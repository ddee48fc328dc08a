// Where a note, the minutes of a meeting or the plan is filed; and the one click that files it on the case that the team used last.
import type { Journey } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { DeedButton, useDeeds } from './deeds.tsx'
import styles from './journey.module.css'

type Filing = Journey['filings'][number]

interface Props {
  journey: Journey
  /** The note or meeting; null: the plan as it stands. */
  itemId: string | null
  title: string
  /** YYYY-MM-DD. */
  date: string
}

export function Filed({ journey, itemId, title, date }: Props) {
  const filings = journey.filings.filter((filing) => filing.itemId === itemId)
  // The plan goes on changing, so it is filed again and again; the newest is told.
  const newest = filings.at(-1)
  return (
    <>
      {newest && <Standing filing={newest} />}
      {(newest === undefined || itemId === null) && <FileButton journey={journey} given={{ itemId, title, date }} />}
    </>
  )
}

function Standing({ filing: { id, state, caseId, reason } }: { filing: Filing }) {
  const { t } = useSpeech()
  const why = t.paper.reasons[reason ?? ''] ?? reason ?? ''
  return (
    <span className="soft small">
      {state === 'failed' ? t.paper.filing.failed(caseId, why) : t.paper.filing[state](caseId)}{' '}
      {state === 'failed' && <DeedButton deed="retry-filing" given={{ filingId: id }} plain />}
    </span>
  )
}

function FileButton({ journey, given }: { journey: Journey; given: { itemId: string | null; title: string; date: string } }) {
  const { t } = useSpeech()
  const { team } = useSession()
  const { start, doNow, pending } = useDeeds()
  const before = journey.filings.findLast((filing) => filing.team === team?.id)
  const onClick = () => (before === undefined ? start('file', given) : doNow('file', { ...given, kle: before.kle, caseId: before.caseId }))
  return (
    <button type="button" className={`plain ${styles.file}`} onClick={onClick} disabled={pending} data-screen-only>
      {before === undefined ? t.paper.file : t.paper.fileOn(before.caseId)}
    </button>
  )
}
