// Whether the generated files are what the generators make of the code today.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../check-type.ts'
import { generateAll } from '../generators/index.ts'

/** The files that are absent or hold something else than `wanted` says. */
export function listStale(checkout: string, wanted: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted).flatMap(([file, text]) => {
    if (!existsSync(join(checkout, file))) return [`${file} is missing: run npm run generate`]
    return readFileSync(join(checkout, file), 'utf8') === text ? [] : [`${file} is stale: run npm run generate`]
  })
}

export const generated: Check = {
  title: 'generated files',
  find: async (checkout) => listStale(checkout, await generateAll()),
  planted: {
    files: { fresh: 'a\n', stale: 'a\n' },
    caught: ['stale is stale', 'gone is missing'],
    find: (checkout) => listStale(checkout, { fresh: 'a\n', stale: 'b\n', gone: 'c\n' }),
  },
}
