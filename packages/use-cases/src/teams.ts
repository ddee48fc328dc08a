// Which team gets what: the one an event names, else the only one of the area that holds the task, else the team of the area's lead.

import type { Tx } from '@roedtraad/database'
import type { EventKind } from '@roedtraad/domain'
import type { Deps } from './deps.ts'

export interface TeamRow {
  id: string
  area: string
  kle: string[]
  sor: string | null
  led: boolean
}

/** Which team holds which task is organisation, not permission: a change may take this long to be seen. Real time. */
const rememberedMs = 5_000
const remembered = new WeakMap<Deps, { at: number; teams: TeamRow[] }>()

/** All teams of the municipality, with whether a lead works there. */
export async function listTeams(tx: Tx, deps: Deps): Promise<TeamRow[]> {
  const known = remembered.get(deps)
  if (known !== undefined && Date.now() - known.at < rememberedMs) return known.teams
  const teams = await readTeams(tx)
  remembered.set(deps, { at: Date.now(), teams })
  return teams
}

async function readTeams(tx: Tx): Promise<TeamRow[]> {
  return tx.prepared<TeamRow>(
    'list-teams',
    `select t.id, t.area, t.kle, t.sor, exists (select from memberships m where m.municipality = t.municipality and m.team = t.id and m.lead) as led
     from teams t where t.municipality = $1 order by t.id`,
    [tx.scope.municipality],
  )
}

/** The team for an event; `named` is our code, a SOR id or a KLE number, and a team of the kind's own area: a sender does not make strangers serve. Null for kinds that belong to no area; undefined when no such team is known. */
export function findTeamFor(kind: EventKind, named: string | null, teams: readonly TeamRow[]): string | null | undefined {
  const inArea = kind.area === null ? teams : teams.filter((team) => team.area === kind.area)
  if (named !== null) return (inArea.find((team) => team.id === named || team.sor === named) ?? byKle(inArea, named))?.id
  if (kind.area === null) return null
  const forTask = kind.kle === null ? inArea : inArea.filter((team) => team.kle.some((kle) => kind.kle?.startsWith(kle)))
  if (forTask.length === 1) return forTask[0]?.id
  if (inArea.length === 1) return inArea[0]?.id
  return (forTask.find((team) => team.led) ?? inArea.find((team) => team.led) ?? inArea[0])?.id ?? null
}

/** The team with the longest matching KLE number. */
function byKle(teams: readonly TeamRow[], number: string): TeamRow | undefined {
  const fit = (team: TeamRow) => Math.max(0, ...team.kle.filter((kle) => number.startsWith(kle)).map((kle) => kle.length))
  return [...teams].filter((team) => fit(team) > 0).sort((a, b) => fit(b) - fit(a))[0]
}
