// The citizen's page: who she is, where she is, her hospital stays, the lane of the reader's own area, and those that a ground opens.
import { standsAt } from '@roedtraad/access'
import { type FactRow, findOpenJourney, type GroundRow, inScope, listGroundsOf, logAccess, type Tx, toFact } from '@roedtraad/database'
import {
  ageAt,
  type Fact,
  findKind,
  type HospitalStayDetail,
  type Instant,
  maskIdentifier,
  maskName,
  type Presence,
  Problem,
  readPresence,
} from '@roedtraad/domain'
import { type Actor, requireTeam, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'

export interface CitizenView {
  id: string
  name: string
  birthDate: string | null
  age: number | null
  protected: boolean
  address: string | null
  identifiers: { system: string; masked: string }[]
  /** Null for an area that may not see hospital stays. */
  presence: Presence | null
  stays: Fact[] | null
  servedBy: { team: string; reason: string; since: Instant }[]
  /** Facts that the reader's wall shows, newest first; without those of hospital stays. */
  facts: Fact[]
  area: string
  team: string
  /** The instant that the page tells of. */
  at: Instant
  /** Her open journey, if the acting team takes part in it. */
  journeyId: string | null
  /** Grounds that stand now and open other areas to the acting team. */
  grounds: GroundRow[]
}

const stayKinds = ['hospital.stay', 'hospital.stay.cancelled', 'citizen.died']

/** Reads a citizen whom the acting team serves, or in whose journey it takes part, as known now or at `asKnownAt`. Throws Problem 404 for everybody else, whether she exists or not. */
export async function getCitizen(deps: Deps, actor: Actor, citizenId: string, asKnownAt?: Instant): Promise<CitizenView> {
  const { area, team } = requireTeam(actor)
  return inScope(deps.database, scopeOf(deps, actor, 'citizen-page'), async (tx) => {
    const citizen = await tx.selectFrom('citizens').selectAll().where('id', '=', citizenId).executeTakeFirst()
    if (citizen === undefined)
      throw new Problem(
        404,
        'not-found',
        'There is no such citizen here, or your team does not serve her. Search for her, or open an intake.',
      )
    const at = asKnownAt ?? tx.scope.at
    const facts = await listFactsKnownAt(tx, citizenId, asKnownAt ?? null)
    const servedBy = await listServing(tx, citizenId)
    const grounds = (await listGroundsOf(tx, citizenId)).filter((ground) => ground.teams.includes(team) && standsAt(ground, tx.scope.at))
    logLook(tx, citizenId, facts, servedBy, grounds)
    return {
      ...identityOf(citizen, at),
      identifiers: await listMaskedIdentifiers(tx, deps, citizenId),
      ...hospitalOf(facts, maySeeStays(area, grounds), at),
      servedBy,
      facts: facts.filter((fact) => !fact.kind.startsWith('hospital.')),
      area,
      team,
      at,
      journeyId: (await findOpenJourney(tx, citizenId))?.id ?? null,
      grounds,
    }
  })
}

async function listServing(tx: Tx, citizenId: string): Promise<CitizenView['servedBy']> {
  const rows = await tx
    .selectFrom('relations')
    .select(['team', 'reason', 'valid_from'])
    .where('citizen_id', '=', citizenId)
    .where('valid_from', '<=', tx.scope.at)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', tx.scope.at)]))
    .orderBy('valid_from')
    .execute()
  return rows.map((row) => ({ team: row.team, reason: row.reason, since: row.valid_from }))
}

function logLook(
  tx: Tx,
  citizenId: string,
  facts: readonly Fact[],
  servedBy: CitizenView['servedBy'],
  grounds: readonly GroundRow[],
): void {
  const categories = [...new Set(facts.map((fact) => findKind(fact.kind)?.category ?? 'service'))]
  const relations = [...new Set(servedBy.map((relation) => relation.reason))].join(',')
  const ground = [
    servedBy.length > 0 ? `relation:${relations}` : 'journey-participant',
    ...grounds.map((one) => `${one.kind}:${one.id}`),
  ].join(' ')
  logAccess(tx, { what: 'read', ground, citizens: [citizenId], categories: ['identity', ...categories] })
}

/** Whoever serves the citizen in health or elderly care sees hospital stays; others need a ground. */
function maySeeStays(area: string, grounds: readonly GroundRow[]): boolean {
  const kind = findKind('hospital.stay')
  if (kind === undefined) return false
  return (
    kind.area === area ||
    kind.sharedWith.includes(area) ||
    grounds.some((one) => one.fromAreas.includes(kind.area ?? '') && one.categories.includes(kind.category))
  )
}

/** Presence and stays, for those who may see them. */
function hospitalOf(facts: readonly Fact[], allowed: boolean, at: Instant): Pick<CitizenView, 'presence' | 'stays'> {
  if (!allowed) return { presence: null, stays: null }
  const stays = facts.filter((fact) => fact.kind === 'hospital.stay' || fact.kind === 'hospital.stay.cancelled')
  return {
    presence: readPresence(
      facts.filter((fact) => stayKinds.includes(fact.kind)),
      at,
    ),
    stays: stays.sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}

function identityOf(
  citizen: { id: string; name: string; birth_date: string | null; address: string | null; protected: boolean },
  at: Instant,
) {
  const { id, birth_date: birthDate } = citizen
  const age = birthDate === null ? null : ageAt(birthDate, at)
  return {
    id,
    name: citizen.protected ? maskName(citizen.name) : citizen.name,
    birthDate,
    age,
    protected: citizen.protected,
    address: citizen.protected ? null : citizen.address,
  }
}

/** All facts the reader's wall shows, held at `asKnownAt` (null: now), newest first. */
async function listFactsKnownAt(tx: Tx, citizenId: string, asKnownAt: Instant | null): Promise<Fact[]> {
  const rows = await tx.prepared<FactRow>(
    'facts-known-at',
    `select * from facts where municipality = $1 and citizen_id = $2
       and case when $3::timestamptz is null then known_to is null else known_from <= $3 and (known_to is null or known_to > $3) end
     order by valid_from desc, id desc`,
    [tx.scope.municipality, citizenId, asKnownAt],
  )
  return rows.map(toFact)
}

async function listMaskedIdentifiers(tx: Tx, deps: Deps, citizenId: string) {
  const rows = await tx.selectFrom('identities').select(['id', 'system', 'sealed_value']).where('citizen_id', '=', citizenId).execute()
  return rows.map((row) => ({
    system: row.system,
    masked: maskIdentifier(row.system, deps.vault.open(row.sealed_value, `identities.sealed_value.${row.id}`)),
  }))
}

/** The detail of a stay fact. */
export function stayDetail(fact: Fact): HospitalStayDetail {
  return fact.detail as unknown as HospitalStayDetail
}
