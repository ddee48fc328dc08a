// A closed alert is filed on its case: what the team was told, on which facts as far as its wall shows them, and what it did.
import {
  type AlertFilingRow,
  inScope,
  listAlertFilingRows,
  lockOf,
  logAccess,
  newId,
  putFiling,
  type Scope,
  type Tx,
} from '@roedtraad/database'
import { alertHistoryText, describeFact, formatInstant, type Paper, Problem, paperTexts } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import { getAlert } from '../alerts/read-alerts.ts'
import type { Deps } from '../deps.ts'
import { type Attempt, onceInScope } from '../idempotency.ts'
import { toPdf } from '../plans/get-plan.ts'

/** Case systems of a Danish municipality hold Danish documents. */
const language = 'da'
/** Seen from here every date has its year. */
const longAgo = '1970-01-01T00:00:00.000Z'

/**
 * Files an alert that the acting team received and that is closed for it. Asked again for the same case, what failed is tried anew.
 * Throws Problem 404 `not-found`, 409 `alert-not-closed`, 409 `already-filed`.
 */
export async function fileAlert(
  deps: Deps,
  actor: Actor,
  alertId: string,
  onCase: { kle: string; caseId: string },
  attempt: Attempt,
): Promise<{ filingId: string }> {
  const { team } = requireTeam(actor)
  const own = scopeOf(deps, actor, 'filing')
  const view = await getAlert(deps, actor, alertId, language)
  if (view.status !== 'closed') throw new Problem(409, 'alert-not-closed', 'The alert is not closed. Say first what it was worth.')
  const document = await toPdf(toPaper(view), language, own.at)
  // Whose identity it is asked for under is not the team's to see; no row of it is handed on.
  const scope: Scope = { ...own, reach: 'municipality' }
  return onceInScope(deps, scope, attempt, (tx) => putAlert(tx, view, { ...onCase, team, document }), [lockOf(`filing of ${alertId}`)])
}

type View = Awaited<ReturnType<typeof getAlert>>

async function putAlert(
  tx: Tx,
  { row, rule }: View,
  { team, document, ...onCase }: { kle: string; caseId: string; team: string; document: Uint8Array },
): Promise<{ filingId: string }> {
  const before = (await listAlertFilingRows(tx, row.id, team)).find((one) => one.caseId === onCase.caseId)
  if (before !== undefined && before.state !== 'failed')
    throw new Problem(409, 'already-filed', 'It is filed on that case already, or on its way.')
  const { citizen_id: citizenId } = row
  const identity = await tx
    .selectFrom('identities')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const filingId = before?.id ?? newId()
  const ids = { id: filingId, citizenId, identityId: identity.id, journeyId: null, alertId: row.id, team, askedBy: tx.scope.actor }
  const title = rule?.title[language] ?? row.rule_id
  putFiling(tx, { ...ids, title, ...onCase, date: row.raised_at.slice(0, 10), askedAt: tx.scope.at, document })
  logAccess(tx, { what: 'deed', ground: 'alert-recipient', citizens: [citizenId], categories: ['service'], criterion: 'file-alert' })
  return { filingId }
}

/** Where an alert was filed by the acting team, oldest first. */
export async function listAlertFilings(deps: Deps, actor: Actor, alertId: string): Promise<AlertFilingRow[]> {
  const { team } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'filing'), (tx) => listAlertFilingRows(tx, alertId, team))
}

function toPaper({ sentence, rule, evidence, deeds, citizen }: View): Paper {
  const texts = paperTexts(language).filed
  const at = (instant: string) => formatInstant(instant, language, longAgo)
  return {
    title: rule?.title[language] ?? '',
    lead: sentence,
    blocks: [
      { kind: 'heading', level: 2, text: texts.because },
      { kind: 'text', text: `${rule?.prose[language] ?? ''} (${rule?.statute ?? ''})` },
      { kind: 'list', items: evidence.map((fact) => ({ text: describeFact(fact, language), lines: [] })) },
      { kind: 'heading', level: 2, text: texts.answers },
      {
        kind: 'list',
        items: deeds.map((deed) => ({
          text: alertHistoryText(deed.deed, deed.detail, language),
          lines: [`${at(deed.at)}, ${deed.name ?? 'Rød Tråd'}`],
        })),
      },
    ],
    foot: texts.alertFoot(citizen.name),
  }
}
