// What somebody wrote into the search field: a whole CPR number is searched by number, everything else by name. Pure.
import type { CitizenSearch } from '../../api/types.ts'

const cprSystem = 'urn:oid:1.2.208.176.1.2'

/** `010203-0405`, `010203 0405` and `0102030405` are numbers. Null when there is nothing to search for. */
export function toSearch(text: string): CitizenSearch | null {
  const written = text.trim().replace(/\s+/g, ' ')
  if (written === '') return null
  const number = /^(\d{6})[ –-]?(\d{4})$/.exec(written)
  return number ? { identifier: { system: cprSystem, value: `${number[1]}${number[2]}` } } : { name: written }
}
