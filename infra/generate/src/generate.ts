// `npm run generate`: writes the generated files that are not what they should be; with --check it only names them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listStale } from './checks/generated.ts'
import { root } from './files.ts'
import { generateAll } from './generators/index.ts'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

const unknown = process.argv.slice(2).filter((argument) => argument !== '--check')
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(' ')} is not understood: generate takes --check or nothing.\n`)
  process.exit(2)
}
const onlyCheck = process.argv.includes('--check')
const wanted = await generateAll()
const stale = listStale(root, wanted)
if (onlyCheck) {
  for (const fault of stale) process.stdout.write(`${fault}\n`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [file, text] of Object.entries(wanted)) {
    if (!stale.some((fault) => fault.startsWith(`${file} `))) continue
    writeFileSync(join(root, file), text)
    process.stdout.write(`wrote ${file}\n`)
  }
}
if (stale.length === 0) process.stdout.write('Every generated file is what it should be.\n')
