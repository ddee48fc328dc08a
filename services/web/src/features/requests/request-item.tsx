// One request: who asked for what, who answers and when, or the contact that was given.
import { Button } from '@mantine/core'
import { formatDate } from '@roedtraad/domain'
import { Link } from '@tanstack/react-router'
import type { CoordinationRequest } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import type { Changing } from './change-dialog.tsx'
import styles from './requests.module.css'
import { useChange } from './use-request.ts'

interface Props {
  request: CoordinationRequest
  onChange: (changing: Changing) => void
  /** Beside other citizens' requests the name is needed. */
  named?: boolean
}

export function RequestItem({ request, onChange, named = false }: Props) {
  const { t } = useSpeech()
  const { contact } = request
  return (
    <li className={styles.request} data-waits={request.state === 'waiting'}>
      <p>
        {named && (
          <>
            <Link to="/borgere/$citizenId" params={{ citizenId: request.citizen.id }} className={styles.name}>
              {request.citizen.name}
            </Link>
            {' · '}
          </>
        )}
        <span className={named ? undefined : 'strong'}>{t.requests.wishes[request.wish]}</span>
      </p>
      <p className="small">
        {request.askedBy} <span className="soft">({t.requests.channels[request.channel].toLowerCase()})</span>
      </p>
      {contact && (
        <p>
          <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{t.requests.answered(contact.name, contact.phone)}</a>
        </p>
      )}
      <Standing request={request} />
      <Deeds request={request} onChange={onChange} />
    </li>
  )
}

function Standing({ request }: { request: CoordinationRequest }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const waits = request.state === 'waiting'
  const told = [
    waits && t.requests.answerBy(nameOf(request.team), formatDate(request.dueAt, language, now)),
    request.overdue && t.requests.overdue,
    waits && request.remindedAt && t.requests.reminded,
    waits && request.escalatedAt && t.requests.escalated,
    request.state === 'withdrawn' && t.requests.withdrawn,
    !waits && `${request.registeredBy.name}, ${formatDate(request.registeredAt, language, now)}`,
  ].filter((word) => typeof word === 'string')
  return <p className="soft small">{told.join(' · ')}</p>
}

function Deeds({ request, onChange }: Pick<Props, 'request' | 'onChange'>) {
  const { t } = useSpeech()
  const { team } = useSession()
  const undoing = useChange(request)
  const mayAnswer = team?.id === request.team
  if (request.state === 'withdrawn') return null
  if (request.state === 'answered')
    return mayAnswer ? (
      <button
        type="button"
        className="plain"
        disabled={undoing.isPending}
        onClick={() => undoing.mutate({ change: { way: 'answer' }, key: crypto.randomUUID() })}
        data-screen-only
      >
        {t.requests.undoAnswer}
      </button>
    ) : null
  return (
    <div className={styles.deeds} data-screen-only>
      {mayAnswer && (
        <Button variant="default" onClick={() => onChange({ way: 'answer', request })}>
          {t.requests.answer}
        </Button>
      )}
      <button type="button" className="plain" onClick={() => onChange({ way: 'withdrawal', request })}>
        {t.requests.withdraw}
      </button>
    </div>
  )
}
