// dependency-cruiser over a checkout. It needs a TypeScript with a compiler API beside it (5.9, not 7): without one it reads nothing and says nothing.
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { cruiseOptions, folders, forbidden, resolveOptions } from './rooms.ts'

/** Every module of the checkout with what it imports, and the walls it breaks. */
export async function readImports(checkout: string): Promise<ICruiseResult> {
  const options = { ...cruiseOptions, baseDir: checkout, validate: true, ruleSet: { forbidden } }
  const { output } = await cruise(folders, options, resolveOptions)
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text instead of a result')
  return output
}
