// Whether two people told of could be one. It suggests and warns; it never decides: twins share a birth date and a family name, and a paper number can be lent.

/** Who somebody is said to be. */
export interface Told {
  name: string
  /** YYYY-MM-DD, or null where it was not told. */
  birthDate: string | null
}

export type NameLikeness = 'same' | 'similar' | 'part' | 'none'

/** As names are compared everywhere: å is aa, and a hyphen parts. */
function partsOf(name: string): string[] {
  const folded = name
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
  return folded.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
}

/** Compares two names: the same words; the first and the last word alike but for spelling; at least one word in common; nothing. */
export function compareNames(a: string, b: string): NameLikeness {
  const [left, right] = [partsOf(a), partsOf(b)]
  if (left.length === 0 || right.length === 0) return 'none'
  if ([...left].sort().join(' ') === [...right].sort().join(' ')) return 'same'
  const ends = areAlike(left[0], right[0]) && areAlike(left.at(-1), right.at(-1))
  if (ends) return 'similar'
  return left.some((part) => right.some((other) => areAlike(part, other))) ? 'part' : 'none'
}

/** Equal, or one letter apart in a word of four or more. */
function areAlike(a = '', b = ''): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}

export type CandidateReason =
  | 'same-birth-date'
  | 'same-name'
  | 'similar-name'
  | 'shared-name'
  | 'possible-twin'
  | 'other-birth-date'
  | 'other-name'

/**
 * Why somebody known could be whom a sender tells of, most telling first, and what speaks against it; empty when nothing speaks for it. `possible-twin`: the same birth date and family name under another
 * first name. A like name under another birth date speaks only weakly and says so.
 */
export function listReasons(told: Told, known: Told): CandidateReason[] {
  const names = compareNames(told.name, known.name)
  const sameDay = told.birthDate !== null && told.birthDate === known.birthDate
  const otherDay = told.birthDate !== null && known.birthDate !== null && !sameDay
  const reason = ({ same: 'same-name', similar: 'similar-name', part: 'shared-name', none: null } as const)[names]
  if (sameDay && isTwin(told, known)) return ['same-birth-date', 'shared-name', 'possible-twin']
  if (sameDay) return ['same-birth-date', reason ?? 'other-name']
  if (names !== 'same' && names !== 'similar') return []
  return reason === null ? [] : otherDay ? [reason, 'other-birth-date'] : [reason]
}

function isTwin(told: Told, known: Told): boolean {
  const [left, right] = [partsOf(told.name), partsOf(known.name)]
  return areAlike(left.at(-1), right.at(-1)) && !areAlike(left[0], right[0]) && left.length > 1 && right.length > 1
}

/** Order of candidates: what speaks most first; a possible twin after everybody else of her birth date. */
export function weightOf(reasons: readonly CandidateReason[]): number {
  const weights = {
    'same-birth-date': 8,
    'same-name': 4,
    'similar-name': 3,
    'shared-name': 1,
    'possible-twin': -2,
    'other-birth-date': -2,
    'other-name': -7,
  }
  return reasons.reduce((sum, reason) => sum + weights[reason], 0)
}

/**
 * Whether a second registration under a number tells of somebody else than the first. Of a CPR number both birth date and name must differ, because names change and dates are
 * mended; a replacement number or a local id is easily shared, and one of the two is enough. It is then for a person to decide.
 */
export function tellsAnother(isNational: boolean, before: Told, now: Told): boolean {
  const otherName = compareNames(before.name, now.name) === 'none'
  const otherDay = before.birthDate !== null && now.birthDate !== null && before.birthDate !== now.birthDate
  return isNational ? otherName && otherDay : otherName || otherDay || isTwin(before, now)
}
