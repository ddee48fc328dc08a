// Who is logged in and for which team. Nobody: the log-in page, at the address that was asked for.
import type { Instant } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import { ApiContext, createApi, meQuery } from '../api/queries.ts'
import type { Me, MyTeam } from '../api/types.ts'
import { LoginPage } from '../features/login/login-page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Waiting } from '../ui/waiting.tsx'
import { keep, kept } from './kept.ts'
import { ProductTime } from './product-time.tsx'
import { useSpeech } from './texts/index.ts'

interface SessionState {
  me: Me
  team: MyTeam | null
  setTeam(id: string): void
}

const SessionContext = createContext<SessionState | null>(null)

/** Who is logged in. Only below `Session`. */
export function useSession(): SessionState {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession stands outside the session')
  return session
}

export function Session({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery())
  if (me.error instanceof ApiProblem && me.error.status === 401) return <LoginPage />
  if (me.data) return <LoggedIn me={me.data}>{children}</LoggedIn>
  if (me.error) return <ProblemNotice error={me.error} onRetry={() => void me.refetch()} alone />
  return <Waiting />
}

function LoggedIn({ me, children }: { me: Me & { receivedAt: number }; children: ReactNode }) {
  const { language } = useSpeech()
  const [chosen, setChosen] = useState(() => kept('team'))
  const team = me.teams.find((one) => one.id === chosen) ?? me.teams.find((one) => one.id === me.actingTeam) ?? me.teams[0] ?? null
  const session = useMemo(() => {
    const setTeam = (id: string) => {
      keep('team', id)
      setChosen(id)
    }
    return { me, team, setTeam }
  }, [me, team])
  const api = useMemo(() => createApi({ csrfToken: me.csrfToken, team: team?.id ?? null, language }), [me.csrfToken, team, language])
  const told: { now: Instant; receivedAt: number } = me
  return (
    <SessionContext value={session}>
      <ApiContext value={api}>
        <ProductTime told={told}>{children}</ProductTime>
      </ApiContext>
    </SessionContext>
  )
}
