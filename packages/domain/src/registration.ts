// Name, birth date and address as the registration facts tell them: the latest registration, and what later moves changed; of several numbers, what the strongest tells.
import type { FactDraft } from './fact.ts'

export interface Registration {
  name: string
  birthDate: string | null
  address: string | null
  protected: boolean
}

type Told = Pick<FactDraft, 'kind' | 'from' | 'detail' | 'identityId'>

/**
 * The registration that stands after these `citizen.registered` and `citizen.moved` facts; undefined without any. Somebody known under several identities is called as
 * the one of the highest `rankOf` tells (the latest of equals); she is protected if any of them says so.
 */
export function readRegistration(facts: readonly Told[], rankOf: (identityId: string) => number = () => 0): Registration | undefined {
  const perIdentity = [...Map.groupBy(facts, (fact) => fact.identityId)].flatMap(([identityId, own]) => {
    const read = readOne(own)
    return read === undefined ? [] : [{ ...read, rank: rankOf(identityId) }]
  })
  const best = perIdentity.sort((a, b) => b.rank - a.rank || (a.since < b.since ? 1 : -1))[0]
  if (best === undefined) return undefined
  const { name, birthDate, address } = best
  return { name, birthDate, address, protected: perIdentity.some((one) => one.protected) }
}

function readOne(facts: readonly Told[]): (Registration & { since: string }) | undefined {
  const ordered = [...facts].sort((a, b) => (a.from < b.from ? -1 : 1))
  const registered = ordered.filter((fact) => fact.kind === 'citizen.registered').at(-1)
  if (registered === undefined) return undefined
  const moves = ordered.filter((fact) => fact.kind === 'citizen.moved' && fact.from > registered.from)
  const detail: Record<string, unknown> = Object.assign({}, registered.detail, ...moves.map((move) => move.detail))
  return {
    name: String(registered.detail['name']),
    birthDate: typeof registered.detail['birthDate'] === 'string' ? registered.detail['birthDate'] : null,
    address: typeof detail['address'] === 'string' ? detail['address'] : null,
    protected: detail['protected'] === true,
    since: registered.from,
  }
}
