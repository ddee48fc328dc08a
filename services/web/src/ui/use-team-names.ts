// The name of a team from its id. My own teams come with the session; the others are known from the domain's municipality.
import { teams } from '@roedtraad/domain'
import { useSession } from '../app/session.tsx'
import { useSpeech } from '../app/texts/index.ts'

export function useTeamNames() {
  const { me } = useSession()
  const { language } = useSpeech()
  const nameOf = (id: string): string =>
    (me.teams.find((team) => team.id === id) ?? teams.find((team) => team.id === id))?.name[language] ?? id
  const areaOf = (id: string): string =>
    me.teams.find((team) => team.id === id)?.area.id ?? teams.find((team) => team.id === id)?.area ?? ''
  return { nameOf, areaOf }
}
