import { expect, it } from 'vitest'
import { da } from './da.ts'
import { en } from './en.ts'

/** Every leaf with its path; a text with places is written out with a sample. */
function leaves(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'function') return [[`${path}${key}`, String((value as (...of: unknown[]) => unknown)('2', 'x'))]]
    return typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [[`${path}${key}`, String(value)]]
  })
}

it('says everything in both languages', () => {
  expect(leaves(en).map(([path]) => path)).toEqual(leaves(da).map(([path]) => path))
})

it.each([
  ['Danish', da],
  ['English', en],
])('raises its voice nowhere in %s, and leaves nothing empty', (_, texts) => {
  for (const [path, text] of leaves(texts)) {
    expect(text, path).not.toContain('!')
    expect(text.trim(), path).not.toBe('')
  }
})
