// Who may import whom: the one place. `npm run check` enforces it, `npm run generate` draws what the code makes of it into ARCHITECTURE.md.
import type { ICruiseOptions, IForbiddenRuleType, IResolveOptions } from 'dependency-cruiser'

const packages = ['domain', 'access', 'detection', 'exchange', 'database', 'queue', 'use-cases'].map((name) => `packages/${name}`)

/** Every room with walls, and the rooms that it may import. `infra` and `test` may import all, and nobody imports them. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/access': ['packages/domain'],
  'packages/detection': ['packages/domain'],
  'packages/exchange': ['packages/domain'],
  'packages/simulation': ['packages/domain'],
  'packages/queue': ['packages/domain'],
  'packages/database': ['packages/domain'],
  'packages/use-cases': packages.filter((name) => name !== 'packages/use-cases'),
  'services/api': packages,
  'services/worker': packages,
  'services/web': ['packages/domain'],
}

/** Rooms that touch no disk, clock or network, and draw no lots: what they need of these is passed in. */
export const pureRooms = ['domain', 'access', 'detection', 'exchange', 'simulation'].map((name) => `packages/${name}`)

/** All folders with code. */
export const folders = ['packages', 'services', 'infra', 'test']

const anyRoom = `^(${folders.join('|')})/`
const error = { severity: 'error' } as const

const walls = Object.entries(rooms).map(([from, mayImport]) => ({
  ...error,
  name: `${from} imports only ${mayImport.join(', ') || 'nothing of ours'}`,
  from: { path: `^${from}/` },
  to: { path: anyRoom, pathNot: [from, ...mayImport].map((room) => `^${room}/`) },
}))

export const forbidden: IForbiddenRuleType[] = [
  ...walls,
  {
    ...error,
    name: 'pure rooms touch no disk, clock or network',
    from: { path: `^(${pureRooms.join('|')})/src/`, pathNot: '\\.test\\.ts$' },
    to: { dependencyTypes: ['core'] },
  },
  {
    ...error,
    name: 'a slice never imports another slice',
    from: { path: '^services/(api|worker)/src/([^/]+)/', pathNot: '/(plugins|testing)/' },
    to: { path: '^services/$1/src/[^/]+/', pathNot: '^services/$1/src/($2|plugins)/' },
  },
  {
    ...error,
    name: 'plugins never import slices',
    from: { path: '^services/([^/]+)/src/plugins/', pathNot: '\\.test\\.ts$' },
    to: { path: '^services/$1/src/[^/]+/', pathNot: '^services/$1/src/plugins/' },
  },
  {
    ...error,
    name: 'features of the web never import each other',
    from: { path: '^services/web/src/features/([^/]+)/' },
    to: { path: '^services/web/src/features/', pathNot: '^services/web/src/features/$1/' },
  },
  {
    ...error,
    name: 'only tests import what is there for tests',
    from: { path: '^(packages|services)/', pathNot: ['\\.test\\.tsx?$', '/testing/', '^services/api/src/index\\.ts$'] },
    to: { path: ['\\.test\\.tsx?$', '^(packages|services)/.*/testing/'] },
  },
  { ...error, name: 'no undeclared import', from: {}, to: { couldNotResolve: true } },
  // A circle that runs over a type is a recursive type in two files; it is gone when the code runs.
  { ...error, name: 'no cycles', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
]

export const cruiseOptions: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(node_modules|dist|\\.types|\\.local)/' },
  tsPreCompilationDeps: true,
  combinedDependencies: false,
}

export const resolveOptions: Partial<IResolveOptions> = {
  exportsFields: ['exports'],
  conditionNames: ['import', 'node', 'default', 'types'],
  extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css', '.d.ts'],
}
