// The second of two who edit at once is told what the first one did, in her own language; nothing of hers was written.
import type { Tx } from '@roedtraad/database'
import { type Deed, Problem } from '@roedtraad/domain'

const mostTold = 5

/** The refusal for somebody who saw the journey before these deeds. Each stands in `errors` as who did what, when. */
export async function tellChanges(tx: Tx, since: readonly Deed[]): Promise<Problem> {
  const names = await tx
    .selectFrom('users')
    .select(['username', 'name'])
    .where('username', 'in', since.length > 0 ? since.map((deed) => deed.actor) : [''])
    .execute()
  const nameOf = (username: string) => names.find((one) => one.username === username)?.name ?? username
  return new Problem(
    412,
    'changed-meanwhile',
    'The journey was changed after you opened it. Nothing of yours was saved; see what changed, and decide anew.',
    since
      .slice(-mostTold)
      .map((deed) => ({ field: deed.deed, problem: `${nameOf(deed.actor)}, ${deed.at}`, remedy: 'read the journey again' })),
  )
}
