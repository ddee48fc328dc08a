// Who becomes known: a registration under a number that says who is meant makes the citizen, and the civil register's word that one number takes the place of another keeps her one.
import { insertCitizens, insertMerge, insertSuggestion, type MergeCause, newId, type Tx } from '@roedtraad/database'
import { civilRegister, type Identifier, makesKnown } from '@roedtraad/domain'
import type { Deps } from '../deps.ts'
import type { Arrival } from './arrival.ts'

type Known = Map<string, string>

/** Makes citizens of those whom nobody knew. `known`: citizens by digest (hex). Returns the digests that became known. */
export async function registerNew(tx: Tx, deps: Deps, arrivals: readonly Arrival[], known: Known): Promise<Buffer[]> {
  const fresh: Buffer[] = []
  const registrations = arrivals.filter(
    ({ sent, sender }) => sent.kind === 'citizen.registered' && sent.deed === 'record' && sent.source.startsWith(sender.sourcePrefix),
  )
  const unknown = [...new Map(registrations.map((one) => [hex(one), one])).values()].filter(
    (one) => !known.has(hex(one)) && makesKnown(one.sent.identifier),
  )
  const rows = unknown.map((one) => toRow(deps, one.sent.identifier, one.digest, String(one.sent.detail['name'])))
  if (rows.length > 0) await insertCitizens(tx, rows)
  for (const row of rows) {
    known.set(row.digest.toString('hex'), row.citizenId)
    fresh.push(row.digest)
  }
  for (const one of registrations) fresh.push(...(await joinReplaced(tx, deps, one, known, new Set(rows.map((row) => row.citizenId)))))
  return fresh
}

const hex = (arrival: Arrival) => arrival.digest.toString('hex')

function toRow(deps: Deps, identifier: Identifier, digest: Buffer, name: string) {
  const identityId = newId()
  const sealedValue = deps.vault.seal(identifier.value, `identities.sealed_value.${identityId}`)
  return { citizenId: newId(), identityId, system: identifier.system, sealedValue, digest, name }
}

/**
 * The thread is kept: whoever is new joins whoever was known under the other number, by a merge that can be undone. Two who both were known already are never merged by themselves;
 * they are suggested to somebody. Only the civil register is taken at its word. Returns the digest that became known by it.
 */
async function joinReplaced(tx: Tx, deps: Deps, arrival: Arrival, known: Known, fresh: ReadonlySet<string>): Promise<Buffer[]> {
  const { replaces, sender } = arrival
  const citizen = known.get(hex(arrival))
  if (replaces === null || citizen === undefined) return []
  const before = known.get(replaces.digest.toString('hex'))
  if (before === citizen) return []
  const isRegister = sender.sourcePrefix === civilRegister
  if (before !== undefined && (!isRegister || !fresh.has(citizen))) {
    insertSuggestion(tx, [citizen, before], arrival.sent.source)
    return []
  }
  if (before !== undefined) {
    await joinFresh(tx, { survivorId: before, absorbedId: citizen, ...toldByRegister })
    known.set(hex(arrival), before)
    return []
  }
  if (!isRegister || !makesKnown(replaces.identifier)) return []
  const row = toRow(deps, replaces.identifier, replaces.digest, '–')
  await insertCitizens(tx, [row])
  await joinFresh(tx, { survivorId: citizen, absorbedId: row.citizenId, ...toldByRegister })
  known.set(replaces.digest.toString('hex'), citizen)
  return [replaces.digest]
}

const toldByRegister = { because: 'replaced-number', reason: 'CPR-registret' } as const

/** Merges somebody of whom nothing is told yet: there is nothing to move but her number. Returns the merge's id. */
export async function joinFresh(
  tx: Tx,
  merge: { survivorId: string; absorbedId: string; because: MergeCause; reason: string },
): Promise<string> {
  const { survivorId, absorbedId } = merge
  const [identity] = await tx
    .updateTable('identities')
    .set({ citizen_id: survivorId })
    .where('citizen_id', '=', absorbedId)
    .returning('id')
    .execute()
  if (identity === undefined) throw new Error('a citizen without a number cannot be joined')
  return insertMerge(tx, { ...merge, moved: { identities: [identity.id], grounds: [], alerts: [], intakes: [] } })
}
