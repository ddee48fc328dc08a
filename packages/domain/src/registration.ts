// Name, birth date and address as the registration facts tell them: the latest registration, and what later moves changed.
import type { FactDraft } from './fact.ts'

export interface Registration {
  name: string
  birthDate: string | null
  address: string | null
  protected: boolean
}

/** The registration that stands after these `citizen.registered` and `citizen.moved` facts; undefined without any. */
export function readRegistration(facts: readonly Pick<FactDraft, 'kind' | 'from' | 'detail'>[]): Registration | undefined {
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
  }
}
