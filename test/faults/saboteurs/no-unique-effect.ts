// A known-bad worker: it raises an alert for every row it is handed, nothing makes that unique, and "done" is written later, for many at once.
// The battery must see citizens with two alerts.
import { inScope, insertAlert, listCitizensToJudge } from '@roedtraad/database'
import { jobScope } from '@roedtraad/use-cases'
import { createHandlers, createLogger, listSchedules, openParts, readConfig, startParts } from '@roedtraad/worker'

const laterMs = 1_000
const config = readConfig(process.env)
const logger = createLogger(config)
const parts = await openParts(config, logger)
const { deps } = parts
const scope = () => jobScope(deps, 'detection', 'early-detection')
const raised: string[] = []
await startParts(parts, config, { ...createHandlers(parts), detect: ({ ids }) => raiseCarelessly(ids) }, [
  ...listSchedules(parts),
  { name: 'write-done', everyMs: laterMs, deed: writeDone },
])
logger.info('the worker is ready')

async function raiseCarelessly(ids: string[]): Promise<void> {
  const citizens = await inScope(deps.database, scope(), (tx) => listCitizensToJudge(tx, ids))
  for (const { citizenId } of citizens) {
    const alert = {
      citizenId,
      ruleId: 'HO1',
      ruleVersion: 1,
      round: 1,
      urgency: 'normal' as const,
      evidence: [],
      sentence: 0,
      teams: ['home-care'],
    }
    await inScope(deps.database, scope(), async (tx) => insertAlert(tx, { ...alert, occasionKey: crypto.randomUUID() }))
  }
  raised.push(...ids)
}

async function writeDone(): Promise<void> {
  const ids = raised.splice(0)
  if (ids.length > 0)
    await inScope(deps.database, scope(), (tx) => tx.updateTable('outbox').set({ state: 'done' }).where('id', 'in', ids).execute())
}
