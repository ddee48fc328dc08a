// On what a team may open a journey, join it or go on in it: the statutes of the ground table, and the consents of this citizen that stand.
import { formatDate } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { groundsQuery, groundTableQuery, useApi } from '../../api/queries.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'

export interface GroundChoice {
  /** `statute:RSL-5` or `consent:<id>`. */
  value: string
  label: string
}

export function useGroundChoices(citizenId: string): GroundChoice[] {
  const api = useApi()
  const now = useNow()
  const { t, language } = useSpeech()
  const { nameOf } = useTeamNames()
  const { data: table = [] } = useQuery(groundTableQuery(api))
  const { data: grounds = [] } = useQuery(groundsQuery(api, citizenId))
  const statutes = table
    .filter((rule) => rule.kind === 'statute')
    .map(({ code, title, citation }) => ({ value: `statute:${code}`, label: `${title[language]} (${citation})` }))
  const consents = grounds
    .filter((ground) => ground.kind === 'consent' && ground.stands)
    .map(({ id, title, teams, to }) => ({
      value: `consent:${id}`,
      label: [title[language], teams.map(nameOf).join(', '), to === null ? '' : `${t.grounds.until} ${formatDate(to, language, now)}`]
        .filter(Boolean)
        .join(' · '),
    }))
  return [...consents, ...statutes]
}
