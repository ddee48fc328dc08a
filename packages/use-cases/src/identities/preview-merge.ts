// What would move, before anybody decides: only what the reader's own wall shows her. What else hangs on the citizen moves too, and is not counted out to her.
import { inScope, logAccess, type Tx } from '@roedtraad/database'
import { type CandidateReason, listReasons, maskIdentifier, maskName, Problem } from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Pair, requireMayMerge, requireOneJourney, type Side, seeBoth } from './two-citizens.ts'

export interface MergeSide {
  id: string
  name: string
  birthDate: string | null
  protected: boolean
  identifiers: { system: string; masked: string }[]
  journeys: { id: string; status: 'open' | 'closed' }[]
  /** Kinds of fact by which the acting team serves her. */
  cases: string[]
  openAlerts: number
  facts: number
}

export interface MergePreview {
  survivor: MergeSide
  absorbed: MergeSide
  /** Why they could be one. */
  reasons: CandidateReason[]
  /** What would be refused as it stands. */
  hindrances: { code: string; text: string }[]
  version: string
}

/** Both citizens side by side. Throws Problem 400 `merge-with-herself`, 404 unless the acting team sees both, 403 `not-for-this-role`. */
export async function previewMerge(deps: Deps, actor: Actor, survivorId: string, absorbedId: string): Promise<MergePreview> {
  requireTeam(actor)
  const own = scopeOf(deps, actor, 'merge')
  const { pair, sides } = await inScope(deps.database, own, async (tx) => {
    const pair = await seeBoth(tx, survivorId, absorbedId)
    logAccess(tx, {
      what: 'read',
      ground: 'relation',
      citizens: [survivorId, absorbedId],
      categories: ['identity'],
      criterion: 'merge-preview',
    })
    return { pair, sides: [await present(tx, deps, pair.survivor), await present(tx, deps, pair.absorbed)] as const }
  })
  const [survivor, absorbed] = sides
  const told = (side: Side) => ({ name: side.name, birthDate: side.birth_date })
  // That there are two open journeys is told to whoever serves her when she opens one; it is told here before she tries.
  const hindrances = await inScope(deps.database, { ...own, reach: 'municipality' }, (tx) => listHindrances(tx, actor, pair))
  return { survivor, absorbed, reasons: listReasons(told(pair.survivor), told(pair.absorbed)), hindrances, version: pair.version }
}

async function present(tx: Tx, deps: Deps, side: Side): Promise<MergeSide> {
  const rows = await tx
    .selectFrom('identities')
    .select(['id', 'system', 'sealed_value'])
    .where('citizen_id', '=', side.id)
    .orderBy('id')
    .execute()
  return {
    id: side.id,
    name: side.protected ? maskName(side.name) : side.name,
    birthDate: side.birth_date,
    protected: side.protected,
    identifiers: rows.map((row) => ({
      system: row.system,
      masked: maskIdentifier(row.system, deps.vault.open(row.sealed_value, `identities.sealed_value.${row.id}`)),
    })),
    journeys: side.journeys,
    cases: side.cases,
    openAlerts: side.openAlerts,
    facts: side.facts,
  }
}

async function listHindrances(tx: Tx, actor: Actor, pair: Pair): Promise<MergePreview['hindrances']> {
  const found: Problem[] = []
  const note = (error: unknown) => {
    if (!(error instanceof Problem)) throw error
    found.push(error)
  }
  try {
    requireMayMerge(actor, pair.identities, pair.survivor.id)
  } catch (error) {
    note(error)
  }
  await requireOneJourney(tx, pair.survivor.id, pair.absorbed.id).catch(note)
  return found.map((problem) => ({ code: problem.code, text: problem.message }))
}
