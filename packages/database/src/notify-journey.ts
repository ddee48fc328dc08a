// Tells the screens of these teams, when the transaction commits, that a journey changed: its id and nothing else.
import type { Tx } from './scope.ts'

export function notifyJourney(tx: Tx, journeyId: string, teams: readonly string[]): void {
  tx.send(
    'notify-journey',
    `select pg_notify('live', jsonb_build_object('municipality', $1::text, 'team', team, 'alertIds', '[]'::jsonb, 'journeyIds', jsonb_build_array($2::text))::text)
     from unnest($3::text[]) team`,
    [tx.scope.municipality, journeyId, teams],
  )
}
