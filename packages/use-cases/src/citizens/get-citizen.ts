// The citizen's page: who she is, where she is, her hospital stays, the lane of the reader's own area, and those that a ground opens.
import { type FactRow, findOpenJourney, type GroundRow, inScope, logAccess, type Tx, toFact } from '@roedtraad/database'
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
import { findOpening, listClosedKinds, nameOpening, type Opening } from '../grounds/opening.ts'

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
    const opening = await findOpening(tx, citizenId)
    const { serving, grounds } = opening
    const categories = [...new Set(facts.map((fact) => findKind(fact.kind)?.category ?? 'service'))]
    logAccess(tx, { what: 'read', ground: nameOpening(opening), citizens: [citizenId], categories: ['identity', ...categories] })
    return {
      ...identityOf(citizen, at),
      identifiers: await listMaskedIdentifiers(tx, deps, citizenId),
      ...hospitalOf(facts, maySeeStays(tx, citizenId, opening), at),
      servedBy: serving,
      facts: facts.filter((fact) => !fact.kind.startsWith('hospital.')),
      area,
      team,
      at,
      journeyId: (await findOpenJourney(tx, citizenId))?.id ?? null,
      grounds,
    }
  })
}

/** Whoever serves the citizen in health or elderly care sees hospital stays; others need a ground. */
function maySeeStays(tx: Tx, citizenId: string, opening: Opening): boolean {
  return listClosedKinds(tx, citizenId, opening, ['hospital.stay']).length === 0
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
