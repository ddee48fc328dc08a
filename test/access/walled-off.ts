// Kinds of fact that no ground may open, and a ground that says it opens them: both planted, because no door lets such a record in.
import { type EventKind, isOpenable } from '@roedtraad/domain'
import type { TestMunicipality } from '../support/municipality.ts'

/** Planted beside the catalogue's. */
export const walledOff: readonly Pick<EventKind, 'kind' | 'area' | 'sharedWith' | 'category'>[] = [
  { kind: 'planted.concern', area: 'family', sharedWith: [], category: 'social' },
  { kind: 'planted.sentence', area: 'social', sharedWith: [], category: 'criminal' },
  { kind: 'planted.control', area: 'employment', sharedWith: [], category: 'control' },
]

/** The kinds as set-up would publish them. */
export async function plantKinds({ admin }: TestMunicipality): Promise<void> {
  for (const { kind, area, category } of walledOff)
    await admin.query(
      `insert into event_kinds (kind, area, readable_in, category, shape, opens_case, openable, content) values ($1, $2, array[$2], $3, 'point', false, $4, '{}')`,
      [kind, area, category, isOpenable({ area, category })],
    )
}

/** The citizen has facts of the planted kinds, and her ground says that it opens them. */
export async function reachTooFar({ admin }: TestMunicipality, groundId: string): Promise<void> {
  for (const { kind } of walledOff)
    await admin.query(
      `insert into facts select municipality, uuidv7(), $2, citizen_id, identity_id, $2, valid_from, valid_to, null, null, team, '{}', source, event_id, known_from, known_to
       from facts f where kind = 'observation.weight' and citizen_id = (select citizen_id from grounds where id = $1)`,
      [groundId, kind],
    )
  for (const [table, key] of [
    ['grounds', 'id'],
    ['ground_teams', 'ground_id'],
  ])
    await admin.query(
      `update ${table} set from_areas = '{health,social,employment,family}', categories = '{health,criminal,control}' where ${key} = $1`,
      [groundId],
    )
}
