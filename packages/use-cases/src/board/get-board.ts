// The lead's board: her own team's load and loose ends in full; of the other teams counts alone, and the small ones hidden.
import {
  countByTeam,
  countJourneys,
  everyJourney,
  inScope,
  type JourneyView,
  listToldDeeds,
  listWaitingLoops,
  listWeekFigures,
  listWorkerLoads,
  logAccess,
  type TeamFigures,
  type ToldDeed,
  type Tx,
  type WaitingLoop,
  type WeekFigures,
  type WorkerLoad,
} from '@roedtraad/database'
import { hideSmall, type Instant, listWeeks, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

const boardFigures = ['all', 'loose', 'overdue', 'waiting', 'asked', 'no-coordinator', 'no-follow-up', 'told'] as const
const teamColumns = ['open', 'loose', 'overdue', 'waiting'] as const
const weeksShown = 12
const mostLoops = 200
const mostTold = 50

type Hidden = Record<(typeof teamColumns)[number], number | null>

export interface Board {
  team: string
  now: Instant
  /** Each is the length of the list of the same name. */
  figures: Record<(typeof boardFigures)[number], number>
  workers: WorkerLoad[]
  loops: WaitingLoop[]
  told: ToldDeed[]
  weeks: WeekFigures[]
  /** Null: too small to be told. */
  teams: (Hidden & { team: string })[]
  total: Hidden
}

/** Throws Problem 403 `not-lead` for anybody who does not lead the team she acts for. */
export function requireLead(actor: Actor): { team: string } {
  const { team } = requireTeam(actor)
  if (!actor.lead)
    throw new Problem(403, 'not-lead', 'The board is for the lead of the team. Ask her, or choose a team that you lead in Acting-Team.')
  return { team }
}

/** Reads the board of the team that the actor leads; the look is logged with the citizens it names. Throws as requireLead. */
export async function getBoard(deps: Deps, actor: Actor): Promise<Board> {
  const { team } = requireLead(actor)
  const scope = scopeOf(deps, actor, 'lead-board')
  const own = await inScope(deps.database, scope, (tx) => readOwn(tx, team))
  const counts = await inScope(deps.database, { ...scope, reach: 'municipality' }, async (tx) => {
    logAccess(tx, { what: 'list', ground: 'team-figures', citizens: [], categories: [], criterion: 'counts by team' })
    return countByTeam(tx)
  })
  return { ...own, ...hideOthers(counts, team) }
}

async function readOwn(tx: Tx, team: string): Promise<Omit<Board, 'teams' | 'total'>> {
  const { at: now } = tx.scope
  const count = (view: JourneyView) => countJourneys(tx, { ...everyJourney(team), view })
  const [found, workers, loops, told, weeks] = await Promise.all([
    Promise.all(boardFigures.map(count)),
    listWorkerLoads(tx, team),
    listWaitingLoops(tx, team, mostLoops),
    listToldDeeds(tx, team, mostTold),
    listWeekFigures(tx, team, listWeeks(now, weeksShown)),
  ])
  const citizens = [...new Set([...loops, ...told].map((one) => one.citizenId))]
  logAccess(tx, { what: 'list', ground: 'team-lead', citizens, categories: ['identity', 'service'], criterion: 'board' })
  const figures = Object.fromEntries(boardFigures.map((view, index) => [view, found[index] ?? 0])) as Board['figures']
  return { team, now, figures, workers, loops, told, weeks }
}

/** Column by column, so that nothing small can be told from a difference. */
function hideOthers(counts: readonly TeamFigures[], team: string): Pick<Board, 'teams' | 'total'> {
  const own = counts.map((one) => one.team === team)
  const columns = teamColumns.map((column) => {
    const values = counts.map((one) => one[column])
    return [column, hideSmall(values, own)] as const
  })
  const pick = (choose: (column: ReturnType<typeof hideSmall>) => number | null) =>
    Object.fromEntries(columns.map(([name, column]) => [name, choose(column)])) as Hidden
  return {
    teams: counts.map((one, index) => ({ team: one.team, ...pick((column) => column.cells[index] ?? null) })),
    total: pick((column) => column.total),
  }
}
