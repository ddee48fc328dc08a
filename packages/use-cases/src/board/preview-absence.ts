// What drops if a worker is away: asked by her lead before it happens.
import { type FallingThing, inScope, listFalling, logAccess } from '@roedtraad/database'
import { addDays, type Instant, Problem } from '@roedtraad/domain'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { requireLead } from './get-board.ts'

export interface AbsencePreview {
  worker: string
  from: Instant
  to: Instant
  items: FallingThing[]
  /** Whether there is more than is shown. */
  more: boolean
}

const usualDays = 21
const longestDays = 366
const most = 500

/** Places and promises of a worker of the own team that fall between `from` (now) and `to` (three weeks later). Throws Problem 403 `not-lead`, 400 `end-before-start` or `longer-than-allowed`. */
export async function previewAbsence(
  deps: Deps,
  actor: Actor,
  wanted: { worker: string; from?: Instant; to?: Instant },
): Promise<AbsencePreview> {
  const { team } = requireLead(actor)
  const from = wanted.from ?? deps.clock()
  const to = wanted.to ?? addDays(from, usualDays)
  if (to <= from)
    throw new Problem(400, 'end-before-start', 'The absence ends before it begins.', [
      { field: 'to', problem: 'is not after the start', remedy: 'choose an end after the start' },
    ])
  if (to > addDays(from, longestDays))
    throw new Problem(400, 'longer-than-allowed', 'The absence is longer than a year.', [
      { field: 'to', problem: `is more than ${longestDays} days after the start`, remedy: 'choose an earlier end' },
    ])
  return inScope(deps.database, scopeOf(deps, actor, 'lead-board'), async (tx) => {
    const rows = await listFalling(tx, { team, worker: wanted.worker, from, to }, most + 1)
    const items = rows.slice(0, most)
    const citizens = [...new Set(items.map((item) => item.citizenId))]
    logAccess(tx, { what: 'list', ground: 'team-lead', citizens, categories: ['identity', 'service'], criterion: 'absence' })
    return { worker: wanted.worker, from, to, items, more: rows.length > most }
  })
}
