// What teams asked of each other, and whose move it is. The one who was asked answers with one tap.
import { formatDate } from '@roedtraad/domain'
import type { Journey } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { DeedButton } from './deeds.tsx'
import styles from './journey.module.css'

type Loop = Journey['loops'][number]

export function Loops({ journey }: { journey: Journey }) {
  const { t } = useSpeech()
  return (
    <section className={styles.section}>
      <h2>{t.journeys.loops}</h2>
      {journey.loops.length === 0 && <p className="soft">{t.journeys.noLoops}</p>}
      <ul>
        {journey.loops.toReversed().map((loop) => (
          <LoopItem key={loop.id} loop={loop} journey={journey} />
        ))}
      </ul>
      {journey.status === 'open' && (
        <p className={styles.buttons} data-screen-only>
          <DeedButton deed="refer" />
        </p>
      )}
    </section>
  )
}

function LoopItem({ loop, journey }: { loop: Loop; journey: Journey }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const waits = loop.state === 'requested' && journey.status === 'open'
  const told = [
    loop.stateText,
    waits && `${t.journeys.answerBy} ${formatDate(loop.dueAt, language, now)}`,
    waits && loop.remindedAt && t.journeys.reminded,
    waits && loop.escalatedAt && t.journeys.escalated,
    loop.reason,
  ].filter((word) => typeof word === 'string' && word !== '')
  return (
    <li className={styles.loop} data-waits={waits}>
      <p>
        <span className="strong">{loop.title}</span>{' '}
        <span className="soft small">{t.journeys.asks(nameOf(loop.from), nameOf(loop.to))}</span>
      </p>
      {loop.words !== '' && <p>{loop.words}</p>}
      <p className="soft small">{told.join(' · ')}</p>
      {journey.status === 'open' && <LoopDeeds loop={loop} holds={journey.holds} />}
    </li>
  )
}

function LoopDeeds({ loop: { id, state, to, from }, holds }: { loop: Loop; holds: boolean }) {
  const { team } = useSession()
  const given = { loopId: id }
  const isMine = to === team?.id
  const open = state === 'requested' || state === 'accepted' || state === 'under-way'
  if (!open) return null
  return (
    <div className={styles.buttons} data-screen-only>
      {isMine && state === 'requested' && <DeedButton deed="accept-loop" given={given} primary />}
      {isMine && state === 'requested' && <DeedButton deed="decline-loop" given={given} />}
      {isMine && state === 'accepted' && <DeedButton deed="begin-loop" given={given} />}
      {isMine && state !== 'requested' && <DeedButton deed="finish-loop" given={given} />}
      {(from === team?.id || holds) && <DeedButton deed="take-back-loop" given={given} plain />}
    </div>
  )
}
