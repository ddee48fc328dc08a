// Files, exports and dependencies that nobody uses, and dependencies that nobody declared: knip, as knip.json tells it.
// Planted is a small workspace under the same knip.json: a pattern in it that fits nothing would let everything through.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../check-type.ts'
import { root } from '../files.ts'
import { getScript, runScript } from '../run-program.ts'

interface Finding {
  name: string
  line?: number
}
/** One file of knip's report: what is wrong, by kind. */
type Report = { file: string } & Record<string, (Finding | Finding[])[]>

const kinds: Readonly<Record<string, string>> = {
  files: 'is used by nobody',
  exports: 'is exported and imported by nobody',
  dependencies: 'is declared and used by nobody',
  devDependencies: 'is declared and used by nobody',
  unlisted: 'is used and not declared in the package.json of its room',
  binaries: 'is run and not declared in the package.json of its room',
  unresolved: 'cannot be found',
  duplicates: 'is exported under two names',
}

async function find(checkout: string): Promise<string[]> {
  const args = ['--no-progress', '--reporter', 'json', '--no-config-hints', '--no-exit-code']
  const { said, code } = await runScript(getScript('infra/generate', 'knip'), args, checkout)
  if (code !== 0 || !said.startsWith('{')) return [`knip did not finish: ${said.trim()}`]
  const { issues } = JSON.parse(said) as { issues: Report[] }
  // A package names the types that its functions take and give, whether or not somebody writes them down today.
  return issues
    .map(({ types: _, ...issue }) => issue as Report)
    .flatMap(tell)
    .sort()
}

function tell({ file, ...found }: Report): string[] {
  return Object.entries(found).flatMap(([kind, findings]) =>
    findings.map((finding) => {
      const names = [finding].flat()
      const line = names[0]?.line === undefined ? '' : `:${names[0].line}`
      const subject = kind === 'files' ? file : `${file}${line} ${names.map(({ name }) => name).join(' | ')}`
      return `${subject} ${kinds[kind] ?? kind}`
    }),
  )
}

const manifest = (name: string, more: object = {}) =>
  JSON.stringify({ name, version: '0.0.0', type: 'module', exports: { '.': './src/index.ts' }, ...more })

export const deadCode: Check = {
  title: 'dead code',
  find,
  planted: {
    files: {
      'knip.json': readFileSync(join(root, 'knip.json'), 'utf8'),
      'package.json': JSON.stringify({ name: 'planted', private: true, type: 'module' }),
      'pnpm-workspace.yaml': 'packages: [services/*, packages/*]\n',
      'packages/domain/package.json': manifest('@planted/domain', { dependencies: { typebox: '1.4.3' } }),
      'packages/domain/src/index.ts': "export { unused, used } from './both.ts'\n",
      'packages/domain/src/both.ts': "import 'undeclared'\nexport const used = 1\nexport const unused = 2\n",
      'packages/domain/src/alone.ts': 'export const alone = 1\n',
      'services/api/package.json': manifest('@planted/api', { dependencies: { '@planted/domain': 'workspace:*' } }),
      'services/api/src/index.ts': '',
      'services/api/src/main.ts': "import { used } from '@planted/domain'\nconsole.log(used)\n",
    },
    links: { 'services/api/node_modules/@planted/domain': 'packages/domain' },
    caught: [
      'packages/domain/src/alone.ts is used by nobody',
      'packages/domain/src/index.ts:1 unused is exported',
      'packages/domain/src/both.ts:3 unused is exported',
      'packages/domain/src/both.ts:1 undeclared is used and not declared',
      'typebox is declared and used by nobody',
    ],
  },
}
