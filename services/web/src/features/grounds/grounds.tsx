// Grounds and consents of a citizen: what stands, what it opens to whom, who recorded it; withdrawn with a way back.
import { formatDate } from '@roedtraad/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Api, groundsKey, groundsQuery, useApi } from '../../api/queries.ts'
import type { Citizen, Ground, GroundList } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useUndo } from '../../app/undo.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useTeamNames } from '../../ui/use-team-names.ts'
import { ConsentDialog } from './consent-dialog.tsx'
import styles from './grounds.module.css'

export function Grounds({ citizen }: { citizen: Pick<Citizen, 'id'> }) {
  const { t } = useSpeech()
  const [opened, setOpened] = useState(false)
  const query = useQuery(groundsQuery(useApi(), citizen.id))
  const ending = useEnding(citizen.id)
  return (
    <section className={styles.grounds}>
      <h2>{t.grounds.title}</h2>
      {query.data?.length === 0 && <p className="soft">{t.grounds.none}</p>}
      {ending.error && <ProblemNotice error={ending.error} deed />}
      <ul>
        {query.data?.map((ground) => (
          <GroundItem key={ground.id} ground={ground} onWithdraw={() => ending.mutate(ground)} pending={ending.isPending} />
        ))}
      </ul>
      <button type="button" className="plain" onClick={() => setOpened(true)} data-screen-only>
        {t.grounds.record}
      </button>
      <ConsentDialog citizenId={citizen.id} opened={opened} onClose={() => setOpened(false)} />
    </section>
  )
}

function GroundItem({ ground, onWithdraw, pending }: { ground: Ground; onWithdraw: () => void; pending: boolean }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const until = ground.to === null ? '' : ` ${t.grounds.until} ${formatDate(ground.to, language, now)}`
  const standing =
    ground.endedBecause === null ? (ground.stands ? `${t.grounds.stands}${until}` : until) : t.grounds.ended[ground.endedBecause]
  return (
    <li className={styles.ground} data-stands={ground.stands}>
      <p>
        <span className="strong">{ground.title[language]}</span> <span className="soft small">{standing}</span>
      </p>
      <p className="soft small">
        {ground.citation} · {t.grounds.to} {ground.teams.map(nameOf).join(', ')}:{' '}
        {ground.categories.map((one) => t.grounds.categories[one] ?? one).join(', ')} · {t.grounds.recordedBy(ground.recordedBy)}
      </p>
      {ground.kind === 'consent' && ground.endedAt === null && (
        <button type="button" className="plain" onClick={onWithdraw} disabled={pending} data-screen-only>
          {t.grounds.withdraw}
        </button>
      )}
    </li>
  )
}

function useEnding(citizenId: string) {
  const api = useApi()
  const cache = useQueryClient()
  const { t } = useSpeech()
  const { offer } = useUndo()
  const remember = (list: GroundList) => {
    cache.setQueryData(groundsKey(api, citizenId), list.items)
    void cache.invalidateQueries({ queryKey: ['citizens'] })
  }
  return useMutation({
    mutationFn: (ground: Ground) => send(api, 'POST', ground, { because: 'withdrawn', channel: 'counter' }),
    onSuccess: (list, ground) => {
      remember(list)
      const ended = list.items.find((one) => one.id === ground.id)
      offer({ text: t.grounds.withdrawDone, undo: ended === undefined ? null : () => send(api, 'DELETE', ended).then(remember) })
    },
    onError: () => void cache.invalidateQueries({ queryKey: ['grounds'] }),
  })
}

async function send(api: Api, method: 'POST' | 'DELETE', { id, etag }: Ground, body?: Record<string, string>): Promise<GroundList> {
  const path = `/api/v1/grounds/${encodeURIComponent(id)}/end`
  return (await api.client.send<GroundList>({ method, path, etag, key: crypto.randomUUID(), ...(body === undefined ? {} : { body }) })).data
}
