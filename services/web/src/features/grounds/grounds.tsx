// Grounds and consents of a citizen: what stands, what it opens to whom, who recorded it; withdrawn with a way back.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { groundsQuery, useApi } from '../../api/queries.ts'
import type { Citizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { GroundItem } from './ground-item.tsx'
import styles from './grounds.module.css'
import { useEnding } from './use-ending.ts'

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
          <GroundItem key={ground.id} ground={ground} ending={ending} />
        ))}
      </ul>
      <button type="button" className="plain" onClick={() => setOpened(true)} data-screen-only>
        {t.grounds.record}
      </button>
      <ConsentDialog citizenId={citizen.id} opened={opened} onClose={() => setOpened(false)} />
    </section>
  )
}
