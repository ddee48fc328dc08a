// One ground: what stands, what it opens to whom and for what, who gave and recorded it, what became of it, and the ways on.
import { formatDate, formatInstant } from '@roedtraad/domain'
import type { Ground } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './grounds.module.css'
import type { EndGround } from './use-ending.ts'

interface Props {
  ground: Ground
  ending: EndGround
}

export function GroundItem({ ground, ending }: Props) {
  return (
    <li className={styles.ground} data-stands={ground.stands}>
      <Standing ground={ground} />
      <Reach ground={ground} />
      <Given ground={ground} />
      {ground.history.length > 1 && <History ground={ground} />}
      <Ways ground={ground} ending={ending} />
    </li>
  )
}

function Standing({ ground }: Pick<Props, 'ground'>) {
  const { t, language } = useSpeech()
  const now = useNow()
  const until = ground.to === null ? '' : ` ${t.grounds.until} ${formatDate(ground.to, language, now)}`
  const standing =
    ground.endedBecause === null ? (ground.stands ? `${t.grounds.stands}${until}` : until) : t.grounds.ended[ground.endedBecause]
  return (
    <p>
      <span className="strong">{ground.title[language]}</span> <span className="soft small">{standing}</span>
    </p>
  )
}

function Reach({ ground }: Pick<Props, 'ground'>) {
  const { t } = useSpeech()
  const { nameOf } = useTeamNames()
  const categories = ground.categories.map((one) => t.grounds.categories[one] ?? one).join(', ')
  const purpose = `${t.grounds.dialog.purposeCode} ${t.grounds.purposes[ground.purposeCode] ?? ''}: ${ground.purpose}`
  return (
    <>
      <p className="soft small">
        {ground.citation} · {t.grounds.to} {ground.teams.map(nameOf).join(', ')}: {categories}
      </p>
      <p className="soft small">{purpose}</p>
    </>
  )
}

function Given({ ground: { consent, recordedBy, from } }: Pick<Props, 'ground'>) {
  const { t, language } = useSpeech()
  const now = useNow()
  const kind = t.grounds.representative[consent?.representativeKind ?? '']
  const parts = [
    consent === null ? null : t.grounds.forms[consent.form],
    kind === undefined ? null : `${kind} ${consent?.representative ?? ''}`,
    `${t.grounds.from} ${formatDate(consent?.givenAt ?? from, language, now)}`,
    t.grounds.recordedBy(recordedBy),
  ]
  return <p className="soft small">{parts.filter((part) => part !== null).join(' · ')}</p>
}

function History({ ground: { history } }: Pick<Props, 'ground'>) {
  const { t, language } = useSpeech()
  const now = useNow()
  const told = (deed: Ground['history'][number]) =>
    deed.deed === 'ended' ? t.grounds.ended[deed.because ?? ''] : deed.deed === 'recorded' ? t.grounds.recordedShort : t.grounds.endUndone
  return (
    <details className="small">
      <summary>{t.grounds.history}</summary>
      <ul>
        {history.map((deed) => (
          <li key={`${deed.deed} ${deed.at} ${deed.by}`}>
            {formatInstant(deed.at, language, now)}: {told(deed)} · {deed.by}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Ways({ ground, ending: { end, undo, pending } }: Props) {
  const { t } = useSpeech()
  if (ground.endedAt !== null)
    return (
      <button type="button" className="plain" onClick={() => undo(ground)} disabled={pending} data-screen-only>
        {t.grounds.undo}
      </button>
    )
  const isConsent = ground.kind === 'consent'
  return (
    <p className={styles.checks} data-screen-only>
      <button type="button" className="plain" onClick={() => end(ground, isConsent ? 'withdrawn' : 'purpose-ended')} disabled={pending}>
        {isConsent ? t.grounds.withdraw : t.grounds.purposeEnded}
      </button>
      <button type="button" className="plain" onClick={() => end(ground, 'recorded-by-mistake')} disabled={pending}>
        {t.grounds.mistake}
      </button>
    </p>
  )
}
