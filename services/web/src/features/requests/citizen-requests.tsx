// On the citizen's page: what was asked for her, and a new request, by its button or the key n.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { citizenRequestsQuery, useApi } from '../../api/queries.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { ChangeDialog, type Changing } from './change-dialog.tsx'
import { type AskedFor, RegisterDialog } from './register-dialog.tsx'
import { RequestItem } from './request-item.tsx'
import styles from './requests.module.css'

export function CitizenRequests({ citizen }: { citizen: AskedFor }) {
  const { t } = useSpeech()
  const { data = [] } = useQuery(citizenRequestsQuery(useApi(), citizen.id))
  const [registering, setRegistering] = useState<AskedFor | null>(null)
  const [changing, setChanging] = useState<Changing | null>(null)
  useShortcuts({ n: () => setRegistering(citizen) })
  const waits = data.some((request) => request.state === 'waiting')
  return (
    <section className={styles.section}>
      <h2>{t.requests.title}</h2>
      {data.length === 0 && <p className="soft">{t.requests.none}</p>}
      <ul>
        {data.map((request) => (
          <RequestItem key={request.id} request={request} onChange={setChanging} />
        ))}
      </ul>
      {!waits && (
        <Button variant="default" onClick={() => setRegistering(citizen)} data-screen-only>
          {t.requests.register}
        </Button>
      )}
      <RegisterDialog citizen={registering} onClose={() => setRegistering(null)} />
      <ChangeDialog changing={changing} onClose={() => setChanging(null)} />
    </section>
  )
}

/** Beside a citizen who was found: anybody may be asked at the counter. */
export function RegisterButton({ citizen }: { citizen: AskedFor }) {
  const { t } = useSpeech()
  const [registering, setRegistering] = useState<AskedFor | null>(null)
  return (
    <>
      <Button
        variant="default"
        onClick={() => setRegistering(citizen)}
        aria-label={`${t.requests.register}: ${citizen.name}`}
        data-screen-only
      >
        {t.requests.register}
      </Button>
      <RegisterDialog citizen={registering} onClose={() => setRegistering(null)} />
    </>
  )
}
