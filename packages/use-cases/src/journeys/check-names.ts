// Teams and workers that a deed names must be ours.
import type { Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'

/** Throws Problem 400 `unknown-team` or `unknown-worker` with the field and its remedy. */
export async function checkNames(tx: Tx, detail: Record<string, unknown>): Promise<void> {
  const teams = listTeamFields(detail)
  const known = await tx.selectFrom('teams').select('id').execute()
  for (const [field, team] of teams)
    if (!known.some((one) => one.id === team))
      throw new Problem(400, 'unknown-team', 'There is no such team.', [
        { field: `detail.${field}`, problem: 'is not one of our teams', remedy: 'choose one of the list' },
      ])
  const { worker } = detail
  const team = detail['team'] ?? detail['to']
  if (typeof worker === 'string' && typeof team === 'string') await checkWorker(tx, worker, team)
}

/** `to` is a team where something is asked of one, and an instant elsewhere. */
function listTeamFields(detail: Record<string, unknown>): [string, unknown][] {
  const one = ['team', 'to'].flatMap((field): [string, unknown][] =>
    typeof detail[field] === 'string' && !/^\d{4}-/.test(detail[field]) ? [[field, detail[field]]] : [],
  )
  const many = Array.isArray(detail['teams']) ? detail['teams'].map((team): [string, unknown] => ['teams', team]) : []
  return [...one, ...many]
}

async function checkWorker(tx: Tx, worker: string, team: string): Promise<void> {
  const member = await tx
    .selectFrom('memberships')
    .innerJoin('users', (join) =>
      join.onRef('users.municipality', '=', 'memberships.municipality').onRef('users.username', '=', 'memberships.username'),
    )
    .select('users.username')
    .where('memberships.username', '=', worker)
    .where('memberships.team', '=', team)
    .where('users.active', '=', true)
    .executeTakeFirst()
  if (member === undefined)
    throw new Problem(400, 'unknown-worker', 'Nobody of that name works in the team.', [
      { field: 'detail.worker', problem: 'is not a member of the team', remedy: 'choose one of its members' },
    ])
}
