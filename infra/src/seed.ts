// Fills an empty municipality: always with its organisation, kinds and rules; with SEED=demo also with a synthetic population, through the same ingestion as every day.
import { createHash } from 'node:crypto'
import { areas, type SendingSystem, sendingSystems, teams, users } from '@roedtraad/domain'
import { readCloudEvent } from '@roedtraad/exchange'
import { simulate } from '@roedtraad/simulation'
import { type Deps, type HistoryItem, isEmpty, publishReference, recordHistory, toSentEvent } from '@roedtraad/use-cases'
import { seedJourneys } from './seed-journeys.ts'

/** Changing it changes every person of the demonstration. */
const demoSeed = 7

/** `admin` works as the owner of the database, `deps` as the API does. Returns how many citizens there are to see; 0 where somebody was there already. */
export async function seed(options: {
  admin: Pick<Deps, 'database' | 'municipality' | 'clock'>
  deps: Deps
  kind: 'demo' | 'empty'
  citizens?: number
}): Promise<number> {
  const { admin, deps } = options
  await publishReference(admin, { areas, teams, users, sendingSystems })
  if (options.kind === 'empty' || !(await isEmpty(deps))) return 0
  const simulation = simulate({
    seed: demoSeed,
    now: deps.clock(),
    citizens: options.citizens ?? 2_000,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  })
  const counts = await recordHistory(deps, [
    ...simulation.events.map(toItem),
    ...simulation.notifications.map((notification) => ({ sent: toSentEvent(notification), sender: senderOf('urn:hospital:') })),
  ])
  if (counts.quarantined > 0) throw new Error(`the demonstration holds ${counts.quarantined} events that its own municipality refuses`)
  await seedJourneys(deps)
  return simulation.people.length
}

function toItem(event: unknown): HistoryItem {
  const read = readCloudEvent(event)
  if (read.kind !== 'event') throw new Error(`the demonstration holds an event that cannot be read: ${JSON.stringify(read.errors)}`)
  return { sent: read.event, sender: senderOf(read.event.source) }
}

function senderOf(source: string) {
  const system: SendingSystem | undefined = sendingSystems.find((one) => source.startsWith(one.sourcePrefix))
  if (system === undefined) throw new Error(`the demonstration holds an event from nobody's source: ${source}`)
  return system
}
