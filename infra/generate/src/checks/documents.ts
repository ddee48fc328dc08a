// What the documents say must work: commands that exist, links that lead somewhere, files that are there.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check } from '../check-type.ts'
import { listFiles } from '../files.ts'
import { folders } from '../rooms.ts'

/** Documents that a reader is sent to first. */
const demanded = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'DECISIONS.md']
/** Programs that a command may name beside the repository's own files. */
const programs = new Set(['npm', 'npx', 'node', 'git', 'cd', 'curl', 'export', 'docker', 'cat', 'echo', 'jq'])

function find(checkout: string): string[] {
  const documents = listFiles(checkout).filter((file) => file.endsWith('.md'))
  const missing = demanded.filter((file) => !documents.includes(file)).map((file) => `${file} is missing`)
  const scripts = readScripts(checkout)
  const faults = documents.flatMap((file) => {
    const text = readFileSync(join(checkout, file), 'utf8')
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '')
    const commands = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((match) => listCommands(match[1] ?? ''))
    return [
      ...commands.flatMap((command) => judgeCommand(checkout, scripts, command)),
      ...listDeadLinks(checkout, file, prose),
      ...listMissingPaths(checkout, prose),
    ].map((fault) => `${file}: ${fault}`)
  })
  return [...missing, ...faults]
}

function readScripts(checkout: string): Set<string> {
  const { scripts = {} } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts?: Record<string, string> }
  return new Set(Object.keys(scripts))
}

/** The commands of a block, one by one, also those inside `$(…)`; comments, quoted text and what goes before a command are taken away. */
function listCommands(block: string): string[] {
  const inner: string[] = []
  const text = block
    .replaceAll(/\\\n\s*/g, ' ')
    .replaceAll(/(^|\s)#.*$/gm, '')
    .replaceAll(/\$\(([^)\n]*)\)/g, (_, command: string) => `inner${inner.push(command)}`)
    .replaceAll(/'[^']*'|"[^"]*"/g, 'quoted')
  return [...text.split(/\n|&&|\|\||[|;]/), ...inner]
    .map((command) => command.trim().replace(/^(\$ |[A-Z_]+=\S+\s+)+/, ''))
    .filter((command) => command !== '' && !/^[A-Z_]+=\S*$/.test(command))
}

function judgeCommand(checkout: string, scripts: ReadonlySet<string>, command: string): string[] {
  const [program = '', ...rest] = command.split(/\s+/)
  const words = rest.filter((word) => !word.startsWith('-'))
  const exists = (path: string) => existsSync(join(checkout, path))
  if (program === 'npm') {
    const script = words[0] === 'run' ? words[1] : words[0]
    return script !== undefined && (scripts.has(script) || ['install', 'ci'].includes(script))
      ? []
      : [`\`${command}\` is no script of package.json`]
  }
  if (!programs.has(program) && !exists(program)) return [`\`${command}\` begins with neither a known program nor a file that exists`]
  if (['git', 'cd', 'npx'].includes(program)) return []
  const paths = words.filter((word) => /^@?[\w.-]+(\/[\w.-]+)+$|\.(ts|mjs|json|xml)$/.test(word)).map((word) => word.replace(/^@/, ''))
  return paths.filter((path) => !exists(path)).map((path) => `\`${command}\` names ${path}, which does not exist`)
}

function listDeadLinks(checkout: string, file: string, prose: string): string[] {
  const targets = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => {
      const [path = '', heading] = target.split('#')
      const linked = path === '' ? file : join(dirname(file), decodeURIComponent(path))
      if (!existsSync(join(checkout, linked))) return [`the link to ${target} leads nowhere`]
      if (heading === undefined || !linked.endsWith('.md')) return []
      return listAnchors(readFileSync(join(checkout, linked), 'utf8')).includes(heading) ? [] : [`the link to ${target} names no heading`]
    })
}

/** Headings as the addresses that a forge gives them. */
function listAnchors(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? '')
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Paths in code type that begin with one of our folders; with a star, something must be there that fits. */
function listMissingPaths(checkout: string, prose: string): string[] {
  const pattern = new RegExp(`\`((?:${folders.join('|')})/[\\w./*-]+)\``, 'g')
  const paths = [...prose.matchAll(pattern)].map((match) => match[1] ?? '')
  const files = listFiles(checkout, folders)
  const fits = (path: string) => {
    const shape = new RegExp(
      `^${path
        .replaceAll('.', '\\.')
        .replaceAll('**', '.+')
        .replaceAll(/(?<!\.)\*/g, '[^/]*')}$`,
    )
    return files.some((file) => shape.test(file))
  }
  return paths
    .filter((path) => (path.includes('*') ? !fits(path) : !existsSync(join(checkout, path))))
    .map((path) => `${path} does not exist`)
}

const readme = `# A title, here
[fine](CONTRIBUTING.md#how-to) [gone](gone.md) [nowhere](CONTRIBUTING.md#nowhere) [out](https://example.org/x) [self](#a-title-here)
\`test/real.ts\` \`test/*.ts\` \`test/gone.ts\` \`test/*.sql\`
\`\`\`sh
PORT=4000 npm start   # npm run nothing
npm run gone
npm test && node test/real.ts | jq .
node test/gone.mjs
curl -H "Authorization: Bearer $(npm run -s token)" \\
  -d @test/gone.json http://127.0.0.1:3000/api/v1/events
make all
TOKEN=$(npm run -s lost)
\`\`\`
`

export const documents: Check = {
  title: 'documents',
  find,
  planted: {
    files: {
      'package.json': '{ "scripts": { "start": "x", "test": "x", "token": "x" } }\n',
      'README.md': readme,
      'CONTRIBUTING.md': '## How to\n',
      'ARCHITECTURE.md': '',
      'test/real.ts': '',
    },
    caught: [
      'DECISIONS.md is missing',
      'the link to gone.md leads nowhere',
      'the link to CONTRIBUTING.md#nowhere names no heading',
      'README.md: test/gone.ts does not exist',
      'README.md: test/*.sql does not exist',
      '`npm run gone` is no script',
      'names test/gone.mjs',
      'names test/gone.json',
      '`make all` begins with neither',
      '`npm run -s lost` is no script',
    ],
  },
}
