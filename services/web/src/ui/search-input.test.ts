import { expect, it } from 'vitest'
import { toSearch } from './search-input.ts'

const system = 'urn:oid:1.2.208.176.1.2'

it.each([
  ['010203-0405', '0102030405'],
  ['010203 0405', '0102030405'],
  [' 0102030405 ', '0102030405'],
])('%j is searched by number, in the body', (text, value) => {
  expect(toSearch(text)).toEqual({ identifier: { system, value } })
})

it.each([
  ['070392-1vj4', 'urn:oid:1.2.208.176.1.6.1.1', '0703921VJ4'],
  ['1206550VK9', 'urn:oid:1.2.208.176.1.6.1.3', '1206550VK9'],
])('%j is a replacement number', (text, issuer, value) => {
  expect(toSearch(text)).toEqual({ identifier: { system: issuer, value } })
})

it.each([
  ['Else  Kjærgaard ', 'Else Kjærgaard'],
  ['010203', '010203'],
  ['Ø', 'Ø'],
])('%j is searched by name', (text, name) => {
  expect(toSearch(text)).toEqual({ name })
})

it('searches for nothing when nothing is written', () => {
  expect(toSearch('  ')).toBeNull()
})
