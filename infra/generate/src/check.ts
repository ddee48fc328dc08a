// `npm run check`: everything that keeps this house in order, at once. One line for each check, its faults below; ends with 1 where there is any.
// Each check of our own must first catch the faults planted for it, so that a check that sees nothing is not taken for a house in order.
import { type Check, provePlanted } from './check-type.ts'
import { deadCode } from './checks/dead-code.ts'
import { documents } from './checks/documents.ts'
import { generated } from './checks/generated.ts'
import { format, types } from './checks/programs.ts'
import { purity } from './checks/purity.ts'
import { sizes } from './checks/sizes.ts'
import { walls } from './checks/walls.ts'
import { forbiddenWords } from './checks/words.ts'
import { root } from './files.ts'

const checks: readonly Check[] = [format, types, walls, purity, sizes, deadCode, generated, documents, forbiddenWords]

async function run(check: Check): Promise<string[]> {
  try {
    return [...(await provePlanted(check)), ...(await check.find(root))]
  } catch (error) {
    return [`the check could not be done: ${error instanceof Error ? error.message : String(error)}`]
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

const outcomes = checks.map((check) => ({ title: check.title, faults: run(check) }))
for (const { title, faults } of outcomes) {
  const found = await faults
  process.stdout.write(
    found.length === 0 ? `ok  ${title}\n` : `no  ${title}: ${found.length === 1 ? 'one fault' : `${found.length} faults`}\n`,
  )
  for (const fault of found) process.stdout.write(`      ${fault}\n`)
  if (found.length > 0) process.exitCode = 1
}
