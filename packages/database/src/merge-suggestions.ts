// The SQL of pairs that a sender takes for one person.
import type { Instant } from '@roedtraad/domain'
import type { Tx } from './scope.ts'

/** Notes that a sender takes two citizens for one; once is enough. */
export function insertSuggestion(tx: Tx, [citizenId, otherId]: readonly [string, string], source: string): void {
  tx.send(
    'insert-merge-suggestion',
    'insert into merge_suggestions (municipality, citizen_id, other_id, source, suggested_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [tx.scope.municipality, citizenId, otherId, source, tx.scope.at],
  )
}

export interface SuggestionRow {
  citizen: { id: string; name: string; birthDate: string | null; protected: boolean }
  other: { id: string; name: string; birthDate: string | null; protected: boolean }
  source: string
  suggestedAt: Instant
}

const citizenJson = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name, 'birthDate', ${alias}.birth_date, 'protected', ${alias}.protected)`

/** Pairs that nobody has decided on and of which the wall shows both, oldest first; at most 200. A merged one is no pair any more: the wall shows nobody under the old id. */
export async function listSuggestions(tx: Tx): Promise<SuggestionRow[]> {
  return tx.prepared<SuggestionRow>(
    'list-merge-suggestions',
    `select ${citizenJson('a')} as citizen, ${citizenJson('b')} as other, s.source, s.suggested_at as "suggestedAt" from merge_suggestions s
     join citizens a on a.municipality = s.municipality and a.id = s.citizen_id join citizens b on b.municipality = s.municipality and b.id = s.other_id
     where s.municipality = $1 and s.dismissed_at is null order by s.suggested_at, s.citizen_id limit 200`,
    [tx.scope.municipality],
  )
}

/** Somebody found that they are two. */
export function dismissSuggestion(tx: Tx, { citizenId, otherId }: { citizenId: string; otherId: string }): void {
  const { municipality, at, actor } = tx.scope
  tx.send(
    'dismiss-merge-suggestion',
    'update merge_suggestions set dismissed_at = $4, dismissed_by = $5 where municipality = $1 and citizen_id = $2 and other_id = $3 and dismissed_at is null',
    [municipality, citizenId, otherId, at, actor],
  )
}
