// The walls between the rooms. Planted is every import from every room into every other: the forbidden ones must be caught, the permitted ones let through.
import type { Check, Planted } from '../check-type.ts'
import { readImports } from '../cruise.ts'
import { listFiles } from '../files.ts'
import { folders, rooms } from '../rooms.ts'

async function find(checkout: string): Promise<string[]> {
  const { modules, summary } = await readImports(checkout)
  const seen = new Set(modules.map((module) => module.source))
  const unseen = listFiles(checkout, folders).filter((file) => /\.tsx?$/.test(file) && !seen.has(file))
  return [
    ...summary.violations.map(({ from, to, rule, cycle }) => `${from} → ${cycle?.map(({ name }) => name).join(' → ') ?? to}: ${rule.name}`),
    ...unseen.map((file) => `${file} was not read: is there a TypeScript with a compiler API beside dependency-cruiser?`),
  ]
}

function plantEveryImport(): Planted {
  const all = [...Object.keys(rooms), 'infra', 'test']
  const files: Record<string, string> = { ...otherFaults.files }
  const caught: string[] = [...otherFaults.caught]
  for (const from of all) {
    files[`${from}/src/index.ts`] = 'export const here = true\n'
    for (const to of all.filter((room) => room !== from)) {
      const file = `${from}/src/into-${to.replace('/', '-')}.ts`
      files[file] = `import '${'../'.repeat(from.split('/').length + 1)}${to}/src/index.ts'\n`
      const mayImport = rooms[from]
      if (mayImport !== undefined && !mayImport.includes(to)) caught.push(`${file} → ${to}/src/index.ts: ${from} imports only`)
    }
  }
  return { files, caught, links: otherFaults.links }
}

const otherFaults = {
  files: {
    'packages/database/package.json': '{ "name": "@roedtraad/database", "exports": { ".": "./src/index.ts" } }\n',
    'packages/access/src/by-name.ts': "import '@roedtraad/database'\n",
    'packages/access/src/by-type.ts': "import type { here } from '../../database/src/index.ts'\nexport type Here = typeof here\n",
    'packages/detection/src/disk.ts': "import 'node:fs'\n",
    'packages/detection/src/disk.test.ts': "import 'node:fs'\n",
    'packages/queue/src/nobody.ts': "import 'not-a-package-of-anybody'\n",
    'packages/queue/src/one.ts': "import './two.ts'\n",
    'packages/queue/src/two.ts': "import './one.ts'\n",
    'packages/queue/src/tree.ts': "import type { Leaf } from './leaf.ts'\nexport type Tree = Leaf[]\n",
    'packages/queue/src/leaf.ts': "import { type Tree } from './tree.ts'\nexport type Leaf = Tree\n",
    'packages/queue/src/tested.ts': "import './tested.test.ts'\n",
    'packages/queue/src/tested.test.ts': '',
    'services/api/src/events/events.ts': '',
    'services/api/src/alerts/alerts.ts': "import '../events/events.ts'\n",
    'services/api/src/plugins/plugin.ts': "import '../events/events.ts'\n",
    'services/web/src/features/alerts/inbox.ts': "import '../citizens/page.ts'\n",
    'services/web/src/features/citizens/page.ts': '',
  },
  links: { 'packages/access/node_modules/@roedtraad/database': 'packages/database' },
  caught: [
    'packages/access/src/by-name.ts → packages/database/src/index.ts: packages/access imports only',
    'packages/access/src/by-type.ts → packages/database/src/index.ts: packages/access imports only',
    'packages/detection/src/disk.ts → fs: pure rooms',
    'packages/queue/src/nobody.ts → not-a-package-of-anybody: no undeclared import',
    'packages/queue/src/one.ts → packages/queue/src/two.ts → packages/queue/src/one.ts: no cycles',
    'packages/queue/src/tested.ts → packages/queue/src/tested.test.ts: only tests',
    'services/api/src/alerts/alerts.ts → services/api/src/events/events.ts: a slice never',
    'services/api/src/plugins/plugin.ts → services/api/src/events/events.ts: plugins never',
    'services/web/src/features/alerts/inbox.ts → services/web/src/features/citizens/page.ts: features of the web',
  ],
}

export const walls: Check = { title: 'walls', find, planted: plantEveryImport() }
