// What somebody wrote into a search field: a whole CPR number or replacement number is searched by number, everything else by name. Pure.
import { cprSystem, dEcprSystem, normaliseValue, readIdentifier, xEcprSystem } from '@roedtraad/domain'
import type { CitizenSearch } from '../api/types.ts'

/** `010203-0405`, `010203 0405` and `0102030405` are numbers, and so are `010203-1AB4` and what regions write. Null when there is nothing to search for. */
export function toSearch(text: string): CitizenSearch | null {
  const written = text.trim().replace(/\s+/g, ' ')
  if (written === '') return null
  const number = /^(\d{6})[ –-]?(\d{4})$/.exec(written)
  if (number) return { identifier: { system: cprSystem, value: `${number[1]}${number[2]}` } }
  const replacement = /^(\d{6})[ –-]?(\d[A-Za-z]{2}\d)$/.exec(written)
  const value = `${replacement?.[1]}${replacement?.[2]}`
  const system = [xEcprSystem, dEcprSystem].find((one) => readIdentifier({ system: one, value }).valid)
  return system === undefined ? { name: written } : { identifier: { system, value: normaliseValue({ system, value }) } }
}
