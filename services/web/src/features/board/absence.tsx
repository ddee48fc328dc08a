// What drops if a worker is away, in the days that the lead chooses; three weeks from today unless she does.
import { TextInput } from '@mantine/core'
import { addDays, formatDate } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { absenceQuery } from '../../api/board-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { AbsencePreview } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { fromClock, toClock } from '../../ui/clock.ts'
import { ProblemText } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './board.module.css'

const usualDays = 21
const dateOf = (at: string) => toClock(at).slice(0, 10)

export function Absence({ worker }: { worker: string }) {
  const { t } = useSpeech()
  const now = useNow()
  const [from, setFrom] = useState(() => dateOf(now))
  const [to, setTo] = useState(() => dateOf(addDays(now, usualDays)))
  const isBackwards = to <= from
  const [first, last] = [fromClock(`${from}T00:00`) ?? now, fromClock(`${to}T00:00`) ?? now]
  return (
    <>
      <div className={styles.window}>
        <TextInput
          type="date"
          label={t.board.absence.from}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          type="date"
          label={t.board.absence.to}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={isBackwards ? t.board.absence.backwards : undefined}
        />
      </div>
      {!isBackwards && <Falling worker={worker} from={first} to={last} />}
    </>
  )
}

function Falling(wanted: { worker: string; from: string; to: string }) {
  const { t } = useSpeech()
  const { data, error } = useQuery(absenceQuery(useApi(), wanted))
  if (!data) return error ? <ProblemText error={error} /> : <Waiting />
  const covered = data.items.filter((item) => item.covered !== null).length
  if (data.items.length === 0) return <Quiet {...t.board.absence.none} />
  return (
    <>
      <p className="soft small">{t.board.absence.text}</p>
      <p className="strong" role="status">
        {t.board.absence.summary(data.items.length - covered, covered)}
      </p>
      <ul className={styles.falling}>
        {data.items.map((item) => (
          <Item key={`${item.id} ${item.kind}`} item={item} />
        ))}
      </ul>
      {data.more && <p className="small">{t.board.absence.more}</p>}
    </>
  )
}

function Item({ item }: { item: AbsencePreview['items'][number] }) {
  const { t, language } = useSpeech()
  const now = useNow()
  return (
    <li className={styles.line}>
      <Link to="/forloeb/$journeyId" params={{ journeyId: item.journeyId }}>
        {item.citizen.name}
      </Link>{' '}
      {item.kindText}
      {item.title !== '' && `: ${item.title}`}
      {item.dueAt && <span className="soft"> {formatDate(item.dueAt, language, now)}</span>}
      {item.covered && <span className="soft small"> · {item.covered}</span>}
    </li>
  )
}
