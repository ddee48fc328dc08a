// Two citizens looked at as perhaps one: what the one who asks sees of both, whether she may decide it, and what stands between them.
import { createHash } from 'node:crypto'
import { decideMerge } from '@roedtraad/access'
import {
  type CitizenRow,
  findOpenJourney,
  type IdentityRow,
  listIdentitiesOf,
  listSeenOf,
  type SeenOfCitizen,
  type Tx,
} from '@roedtraad/database'
import { canonicalJson, cprSystem, Problem } from '@roedtraad/domain'
import type { Actor } from '../actors/actor.ts'

export type Side = CitizenRow & SeenOfCitizen

export interface Pair {
  survivor: Side
  absorbed: Side
  identities: IdentityRow[]
  /** Of what the decision rests on: the ETag. That another visit was told meanwhile changes nothing of it. */
  version: string
}

/** For one who may not see her as for one who does not exist. */
const noSuchCitizen = () =>
  new Problem(404, 'not-found', 'One of the two is not here, or your team does not serve her. Search for her, and open an intake.')

/** What the wall shows of both. Throws Problem 400 `merge-with-herself`, 404 unless it shows both. */
export async function seeBoth(tx: Tx, survivorId: string, absorbedId: string): Promise<Pair> {
  if (survivorId === absorbedId)
    throw new Problem(400, 'merge-with-herself', 'That is one and the same citizen. Nothing was changed.', [
      { field: 'absorbedId', problem: 'is the citizen herself', remedy: 'choose the other citizen' },
    ])
  const rows = await tx.selectFrom('citizens').selectAll().where('id', 'in', [survivorId, absorbedId]).execute()
  const sides = await Promise.all([survivorId, absorbedId].map((id) => toSide(tx, rows, id)))
  const [survivor, absorbed] = sides
  if (survivor === undefined || absorbed === undefined) throw noSuchCitizen()
  const identities = await listIdentitiesOf(tx, [survivorId, absorbedId])
  const rests = sides.map((side) => ({ ...side, openAlerts: 0, facts: 0 }))
  const seen = { rests, identities: identities.map((one) => [one.id, one.citizenId]) }
  return { survivor, absorbed, identities, version: createHash('sha256').update(canonicalJson(seen)).digest('hex').slice(0, 32) }
}

async function toSide(tx: Tx, rows: readonly CitizenRow[], id: string): Promise<Side | undefined> {
  const row = rows.find((one) => one.id === id)
  return row === undefined ? undefined : { ...row, ...(await listSeenOf(tx, id)) }
}

/** What permits it, for the log. Throws Problem 403 `not-for-this-role` or `lead-required`. */
export function requireMayMerge(actor: Actor, identities: readonly IdentityRow[], survivorId: string): string {
  const numbers = identities.filter((one) => one.system === cprSystem)
  const ofSurvivor = numbers.filter((one) => one.citizenId === survivorId).length
  const decision = decideMerge(actor, { survivor: ofSurvivor, absorbed: numbers.length - ofSurvivor })
  if (decision.allowed) return `merge:${decision.because}`
  if (decision.because === 'lead-required')
    throw new Problem(
      403,
      'lead-required',
      'Both have a CPR number, and hardly anybody has two. A lead of a team that sees both decides it.',
    )
  throw new Problem(403, 'not-for-this-role', 'Only caseworkers and leads decide who somebody is.')
}

/** Throws Problem 409 `two-open-journeys`, naming which team holds each: one citizen has one open journey. Asked with the reach of the municipality. */
export async function requireOneJourney(tx: Tx, survivorId: string, absorbedId: string): Promise<void> {
  const [one, other] = [await findOpenJourney(tx, survivorId), await findOpenJourney(tx, absorbedId)]
  if (one === undefined || other === undefined) return
  const [first, second] = [await nameHolder(tx, one.coordinator_team), await nameHolder(tx, other.coordinator_team)]
  throw new Problem(
    409,
    'two-open-journeys',
    `Both have an open journey: one lies with ${first}, the other with ${second}. Close one of them first; its history comes along.`,
    [
      {
        field: 'absorbedId',
        problem: 'has an open journey, as the other has',
        remedy: `close the journey that lies with ${second}, or the one with ${first}`,
      },
    ],
  )
}

async function nameHolder(tx: Tx, team: string | null): Promise<string> {
  if (team === null) return 'nobody'
  const row = await tx.selectFrom('teams').select('name_da').where('id', '=', team).executeTakeFirst()
  return row?.name_da ?? team
}
