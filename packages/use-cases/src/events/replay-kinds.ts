// Events of kinds that were unknown when they came are taken in when a release knows them. Run at every start of the worker.
import { inScope, lockOf } from '@roedtraad/database'
import { eventKinds, isSentAsEvent } from '@roedtraad/domain'
import { readCloudEvent } from '@roedtraad/exchange'
import { type Deps, jobScope } from '../deps.ts'
import { replay } from './take-in.ts'

const batchSize = 500

/** Takes in quarantined events whose kind has since become known. Returns how many were no longer refused. */
export async function replayKinds(deps: Deps): Promise<number> {
  const known = eventKinds.map((kind) => kind.kind).filter(isSentAsEvent)
  return inScope(
    deps.database,
    jobScope(deps, 'replay-kinds', 'ingest'),
    async (tx) => {
      const rows = await tx
        .selectFrom('quarantine')
        .select(['id', 'sealed_body', 'sent_by'])
        .where('waits_for_kind', 'in', known)
        .where('resolved_at', 'is', null)
        .orderBy('id')
        .limit(batchSize)
        .execute()
      return replay(tx, deps, rows, (row) => {
        const read = readCloudEvent(JSON.parse(deps.vault.open(row.sealed_body, `quarantine.sealed_body.${row.id}`)))
        return read.kind === 'event' ? read.event : undefined
      })
    },
    [lockOf('replay-kinds')],
  )
}
