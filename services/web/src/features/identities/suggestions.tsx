// Pairs that a system takes for one person: compared by somebody, or found to be two.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { identitiesKey, type Suggestion, suggestionsQuery } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import styles from './identities.module.css'
import { tellReasons } from './tell-reasons.ts'

export function Suggestions() {
  const { t } = useSpeech()
  const { data: pairs = [] } = useQuery(suggestionsQuery(useApi()))
  if (pairs.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{t.identities.suggestions.title}</h2>
      <p className="soft">{t.identities.suggestions.lead}</p>
      <ul className={styles.rows}>
        {pairs.map((pair) => (
          <Pair key={`${pair.citizen.id} ${pair.other.id}`} pair={pair} />
        ))}
      </ul>
    </section>
  )
}

function Pair({ pair: { citizen, other, reasons, source } }: { pair: Suggestion }) {
  const { t, language } = useSpeech()
  const dismissing = useDismissal()
  const born = (date: string | null) => (date === null ? '' : `, ${t.bornOn(formatBirthDate(date, language))}`)
  return (
    <li className={styles.row}>
      <p>
        <span className="strong">{citizen.name}</span>
        {born(citizen.birthDate)} · <span className="strong">{other.name}</span>
        {born(other.birthDate)}
      </p>
      <p className={styles.meta}>
        {tellReasons(reasons, t)} · {t.identities.sentBy(source)}
      </p>
      {dismissing.error && <ProblemNotice error={dismissing.error} deed />}
      <p className={styles.links}>
        <Link to="/borgere/$citizenId/samme-person/$otherId" params={{ citizenId: citizen.id, otherId: other.id }}>
          {t.identities.suggestions.compare}
        </Link>
        <button
          type="button"
          className="plain"
          disabled={dismissing.isPending}
          onClick={() => dismissing.mutate({ citizenId: citizen.id, otherId: other.id })}
        >
          {t.identities.suggestions.two}
        </button>
      </p>
    </li>
  )
}

function useDismissal() {
  const { client } = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  return useMutation({
    mutationFn: (body: { citizenId: string; otherId: string }) =>
      client.send({ method: 'POST', path: '/api/v1/merge-suggestions/dismissals', body, key: crypto.randomUUID() }),
    onSuccess: () => {
      offer({ text: t.identities.suggestions.dismissed, undo: null })
      return cache.invalidateQueries({ queryKey: identitiesKey })
    },
  })
}
