// The plan as the citizen is given it, for screen, print and PDF. Whoever takes part in the journey may hand it to her; that it left the wall is logged.
import { findJourneyRow, inScope, listDeedsOfJourney, logAccess, type Tx } from '@roedtraad/database'
import { foldJourney, type Journey, type Language, maskName, type Paper, Problem, paperTexts, teams, tellPlan } from '@roedtraad/domain'
import { writePaper } from '@roedtraad/exchange'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { paperFonts } from './fonts.ts'

/** The plan in plain parts. Throws Problem 404 for everybody whose team does not take part. */
export async function getPlan(deps: Deps, actor: Actor, journeyId: string, language: Language): Promise<Paper> {
  return readPlan(deps, actor, journeyId, language, 'read')
}

/** The same as a tagged PDF. */
export async function getPlanPdf(deps: Deps, actor: Actor, journeyId: string, language: Language): Promise<Uint8Array> {
  const paper = await readPlan(deps, actor, journeyId, language, 'export')
  return toPdf(paper, language, deps.clock())
}

/** A paper as a PDF in the product's own face. */
export function toPdf(paper: Paper, language: Language, writtenAt: string): Promise<Uint8Array> {
  return writePaper(paper, { language, writtenAt, fonts: paperFonts(), page: paperTexts(language).plan.page })
}

function readPlan(deps: Deps, actor: Actor, journeyId: string, language: Language, what: 'read' | 'export'): Promise<Paper> {
  requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'journey-plan'), async (tx) => {
    const [row, deeds] = await Promise.all([findJourneyRow(tx, journeyId), listDeedsOfJourney(tx, journeyId)])
    if (row === undefined) throw new Problem(404, 'not-found', 'There is no such journey, or your team does not take part in it.')
    logAccess(tx, {
      what,
      ground: `journey:${journeyId}`,
      citizens: [row.citizen_id],
      categories: ['identity', 'service'],
      criterion: 'plan',
    })
    return writePlan(tx, row.citizen_id, foldJourney(deeds), language)
  })
}

/** The plan of a folded journey, with the names that the wall shows. */
export async function writePlan(tx: Tx, citizenId: string, journey: Journey, language: Language): Promise<Paper> {
  const citizen = await tx.selectFrom('citizens').select(['name', 'protected']).where('id', '=', citizenId).executeTakeFirstOrThrow()
  const workers = [journey.coordination.coordinator?.username, ...journey.activities.map((activity) => activity.worker)]
  const named = workers.filter((worker) => typeof worker === 'string')
  const users = await tx
    .selectFrom('users')
    .select(['username', 'name'])
    .where('username', 'in', [...named, ''])
    .execute()
  return tellPlan(journey, {
    citizen: citizen.protected ? maskName(citizen.name) : citizen.name,
    workerName: (username) => users.find((user) => user.username === username)?.name ?? username,
    teamName: (team) => teams.find((one) => one.id === team)?.name[language] ?? team,
    now: tx.scope.at,
    language,
  })
}
